import type { useInstantSearch } from "react-instantsearch";
import { facetNames, lessonFacets, type FacetName, type SearchKind } from "./search-choice";
import type { CourseHit, LessonHit } from "./use-quick-hits";

type SearchResults = ReturnType<typeof useInstantSearch>["results"];
type FacetCount = { value: string; count: number };
type Read<Kind, Hit> = {
  kind: Kind;
  /** The words that these are the results of. */
  query: string;
  hits: Hit[];
  total: number;
  pages: number;
  /** The place of the first hit, from 1. */
  first: number;
  queryID: string | undefined;
  index: string;
  facets: Partial<Record<FacetName | "courseTitle", FacetCount[]>>;
  /** Whether any course that was found has been rated: without ratings there is nothing to choose by them. */
  isRated: boolean;
};
export type CourseResults = Read<"courses", CourseHit>;
export type LessonResults = Read<"lessons", LessonHit>;
export type Results = CourseResults | LessonResults | null;
/** What both tabs show; missing while it is not known. */
export type Shown = { courses?: Results; lessons?: Results };

/** The results of one of the two searches, as the page draws them. */
export function readResults(kind: SearchKind, results: SearchResults): Results {
  const names = kind === "courses" ? facetNames : ([...lessonFacets, "courseTitle"] as const);
  const facets: Read<SearchKind, never>["facets"] = {};
  for (const name of names) facets[name] = countsOf(results, name);
  return {
    kind,
    query: results.query,
    hits: results.hits as never[],
    total: results.nbHits,
    pages: results.nbPages,
    first: results.page * results.hitsPerPage + 1,
    queryID: results.queryID,
    index: results.index,
    facets,
    isRated: kind === "courses" && results._rawResults.some((raw) => raw.facets_stats?.rating !== undefined),
  };
}

function countsOf(results: SearchResults, name: string): FacetCount[] {
  const values: unknown = results.getFacetValues(name, { sortBy: ["count:desc", "name:asc"] });
  if (!Array.isArray(values)) return [];
  return (values as { name: string; escapedValue?: string; count: number }[]).map(({ name: value, count }) => ({
    value,
    count,
  }));
}
