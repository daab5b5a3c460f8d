import type { IndexSettings } from "./parameters";

/** One searchable attribute: `rank` counts from the best, `isOrdered` says that an earlier word is a better one. */
export type SearchableAttribute = { path: string; rank: number; isOrdered: boolean };

/** A facet as declared: `filterOnly` has no counts, `searchable` may be looked through. */
export type FacetAttribute = { path: string; isSearchable: boolean; isFilterOnly: boolean };

/** All that decides how records lie in memory; indices with equal shapes over the same records share one table. */
export type Shape = {
  /** Null stands for every attribute, all equally good. */
  searchable: SearchableAttribute[] | null;
  facets: FacetAttribute[];
  distinct: string | null;
  separators: string;
};

export type SortOrder = { path: string; isDescending: boolean };

/** The attributes that are searched, best first; two in one entry are equally good. */
export function searchableAttributes(settings: IndexSettings): SearchableAttribute[] | null {
  const given = settings.searchableAttributes ?? [];
  if (given.length === 0) return null;
  return given
    .flatMap((entry, rank) =>
      entry.split(",").map((one) => {
        const inner = /^(unordered|ordered)\((.+)\)$/.exec(one.trim());
        return { path: inner?.[2] ?? one.trim(), rank, isOrdered: inner?.[1] !== "unordered" };
      }),
    )
    .slice(0, 63);
}

/** The declared facets. */
export function facetAttributes(settings: IndexSettings): FacetAttribute[] {
  return (settings.attributesForFaceting ?? []).map((entry) => {
    const path = /([^()]+)\)*$/.exec(entry)?.[1] ?? entry;
    return { path, isSearchable: entry.includes("searchable("), isFilterOnly: entry.includes("filterOnly(") };
  });
}

/** `desc(price)` as an order; null for anything else. */
export function sortOrder(criterion: string): SortOrder | null {
  const found = /^(asc|desc)\((.+)\)$/.exec(criterion);
  return found ? { path: found[2]!, isDescending: found[1] === "desc" } : null;
}

/** Every attribute that settings sort by. */
export function sortPaths(settings: IndexSettings): string[] {
  return [...(settings.ranking ?? []), ...(settings.customRanking ?? [])].flatMap((one) => sortOrder(one)?.path ?? []);
}

/** The shape that settings ask for. */
export function shapeOf(settings: IndexSettings): Shape {
  return {
    searchable: searchableAttributes(settings),
    facets: facetAttributes(settings),
    distinct: settings.attributeForDistinct ?? null,
    separators: settings.separatorsToIndex ?? "",
  };
}
