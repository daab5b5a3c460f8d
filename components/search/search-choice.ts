import {
  categoryChoices,
  durationChoices,
  languageChoices,
  levelChoices,
  ratingChoices,
} from "@/components/courses/catalogue-filters";

export const searchKinds = ["courses", "lessons"] as const;
export type SearchKind = (typeof searchKinds)[number];
export const searchSorts = ["best", "newest", "rating", "enrolled", "shortest"] as const;
export type SearchSort = (typeof searchSorts)[number];

/** The choices that several values can be ticked of, and the values that there are. */
const facets = {
  category: categoryChoices,
  level: levelChoices,
  language: languageChoices,
  duration: durationChoices,
} as const;
export type FacetName = keyof typeof facets;
export const facetNames = Object.keys(facets) as FacetName[];
/** What lessons can be narrowed by. */
export const lessonFacets: readonly FacetName[] = ["category", "level", "language"];

/** What the search page shows; it lives in the address, so that a link restores it. */
export type SearchChoice = {
  query: string;
  kind: SearchKind;
  /** The least mean of the stars; null for any. */
  rating: (typeof ratingChoices)[number] | null;
  hasCredits: boolean;
  /** Only lessons of the course of this title; null for any. */
  course: string | null;
  sort: SearchSort;
  /** From 1. */
  page: number;
} & Record<FacetName, readonly string[]>;

export const noChoice: SearchChoice = {
  ...{ query: "", kind: "courses", category: [], level: [], language: [], duration: [], rating: null },
  ...{ hasCredits: false, course: null, sort: "best", page: 1 },
};
/** The choices without what narrows; the words, the kind and the order stay. */
export const cleared = ({ query, kind, sort }: SearchChoice): SearchChoice => ({ ...noChoice, query, kind, sort });

/** How many narrowing choices are made. */
export function countChoices(choice: SearchChoice): number {
  const names = choice.kind === "lessons" ? lessonFacets : facetNames;
  const ticked = names.reduce((sum, name) => sum + choice[name].length, 0);
  if (choice.kind === "lessons") return ticked + (choice.course === null ? 0 : 1);
  return ticked + (choice.rating === null ? 0 : 1) + (choice.hasCredits ? 1 : 0);
}

const mostPages = 60;

/** Reads an address; what it does not know it leaves out. */
export function readChoice(address: Pick<URLSearchParams, "get">): SearchChoice {
  const oneOf = <Value extends string>(values: readonly Value[], name: string): Value | null =>
    values.find((value) => value === address.get(name)) ?? null;
  const ticked = (name: FacetName): string[] => {
    const asked = (address.get(name) ?? "").split(",");
    return facets[name].filter((value) => asked.includes(value));
  };
  const page = Number(address.get("page"));
  return {
    query: (address.get("q") ?? "").slice(0, 500),
    kind: oneOf(searchKinds, "in") ?? noChoice.kind,
    category: ticked("category"),
    level: ticked("level"),
    language: ticked("language"),
    duration: ticked("duration"),
    rating: oneOf(ratingChoices, "rating"),
    hasCredits: address.get("credits") === "yes",
    course: address.get("course")?.slice(0, 200) || null,
    sort: oneOf(searchSorts, "sort") ?? noChoice.sort,
    page: Number.isInteger(page) && page > 1 && page <= mostPages ? page : 1,
  };
}

/** The address of a choice, without what is usual: `?q=bread&level=beginner`, or nothing. */
export function writeChoice(choice: SearchChoice): string {
  const address = new URLSearchParams();
  if (choice.query.trim()) address.set("q", choice.query.trim());
  if (choice.kind !== noChoice.kind) address.set("in", choice.kind);
  for (const name of facetNames) if (choice[name].length > 0) address.set(name, choice[name].join(","));
  if (choice.rating) address.set("rating", choice.rating);
  if (choice.hasCredits) address.set("credits", "yes");
  if (choice.course) address.set("course", choice.course);
  if (choice.sort !== noChoice.sort) address.set("sort", choice.sort);
  if (choice.page > 1) address.set("page", String(choice.page));
  const text = address.toString();
  return text && `?${text}`;
}
