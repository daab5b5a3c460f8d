import type { SearchAccess } from "@/services/search/search-access";
import { facetNames, lessonFacets, type FacetName, type SearchChoice, type SearchSort } from "./search-choice";

/** The index that holds the courses in an order. */
export const indexOfSort = (sort: SearchSort, { courses, sorted }: SearchAccess["indices"]): string =>
  sort === "best" ? courses : sorted[sort];

/** A choice in InstantSearch's words: what each of the two searches is asked. */
export function uiStateOf(choice: SearchChoice, indices: SearchAccess["indices"]) {
  const ticked = (names: readonly FacetName[]) =>
    Object.fromEntries(names.filter((name) => choice[name].length > 0).map((name) => [name, [...choice[name]]]));
  const page = (kind: SearchChoice["kind"]) => (choice.kind === kind && choice.page > 1 ? { page: choice.page } : {});
  return {
    courses: {
      query: choice.query,
      refinementList: ticked(facetNames),
      ...(choice.hasCredits ? { toggle: { hasCredits: true } } : {}),
      ...(choice.rating ? { numericMenu: { rating: `${choice.rating}:` } } : {}),
      ...(choice.sort === "best" ? {} : { sortBy: indexOfSort(choice.sort, indices) }),
      ...page("courses"),
    },
    lessons: {
      query: choice.query,
      refinementList: { ...ticked(lessonFacets), ...(choice.course ? { courseTitle: [choice.course] } : {}) },
      ...page("lessons"),
    },
  };
}
