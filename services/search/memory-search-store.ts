import { noSearchState, type SearchedLesson, type SearchState, type SearchStatistics } from "./search-state";
import type { SearchStore } from "./search-store";

/** What is known of the search service, in memory, for tests of services. */
export function memorySearchStore(): SearchStore {
  let state: SearchState = noSearchState;
  const searched = new Map<string, SearchedLesson>();
  const statistics = new Map<number, SearchStatistics>();
  return {
    state: async () => state,
    searched: async (lessonId) => searched.get(lessonId) ?? null,
    searchedOf: async (courseId, limit) =>
      [...searched.values()].filter((row) => row.courseId === courseId).slice(0, limit),
    statistics: async (days) => statistics.get(days) ?? null,
    async changeState(change) {
      state = { ...state, ...change };
    },
    async setSearched(lesson) {
      if (lesson.parts > 0) searched.set(lesson.lessonId, lesson);
      else searched.delete(lesson.lessonId);
    },
    async setStatistics(row) {
      statistics.set(row.days, row);
    },
  };
}
