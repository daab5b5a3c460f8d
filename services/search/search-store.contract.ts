import { describe, expect, test } from "vitest";
import type { OpenGround } from "../shared/ground.contract";
import { noSearchState, type SearchStatistics } from "./search-state";
import type { SearchStore } from "./search-store";

const someStatistics = (days: number, searches: number): SearchStatistics => ({
  ...{ days, searches, readAt: 1, error: null, noResultRate: 0.1, clickThroughRate: null, averageClickPosition: null },
  top: [{ search: "bread", count: 3, hits: 2, clickThroughRate: null }],
  withoutResults: [],
});

/** What every memory of the search service must do, whatever it is made of. */
export function searchStoreContract(name: string, open: OpenGround<SearchStore>) {
  describe(`${name} remembers what the search service was told`, () => {
    test("nothing at first, then what changed", async () => {
      const { use } = await open();
      expect(await use((s) => s.state())).toEqual(noSearchState);
      await use((s) => s.changeState({ target: "APP/school_" }));
      await use((s) => s.changeState({ settings: "v1" }));
      expect(await use((s) => s.state())).toEqual({ ...noSearchState, target: "APP/school_", settings: "v1" });
    });
    test("a lesson's parts, until there are none", async () => {
      const { use, courseIds, lessonIds } = await open();
      const [courseId] = courseIds;
      const [first, second] = lessonIds;
      await use((s) => s.setSearched({ lessonId: first, courseId, parts: 2 }));
      await use((s) => s.setSearched({ lessonId: second, courseId, parts: 1 }));
      await use((s) => s.setSearched({ lessonId: first, courseId, parts: 3 }));
      expect(await use((s) => s.searched(first))).toEqual({ lessonId: first, courseId, parts: 3 });
      expect(await use((s) => s.searchedOf(courseId, 5))).toHaveLength(2);
      expect(await use((s) => s.searchedOf(courseId, 1))).toHaveLength(1);
      await use((s) => s.setSearched({ lessonId: first, courseId, parts: 0 }));
      expect(await use((s) => s.searched(first))).toBeNull();
      expect(await use((s) => s.searchedOf(courseId, 5))).toEqual([{ lessonId: second, courseId, parts: 1 }]);
    });
    test("statistics by their span, the newest alone", async () => {
      const { use } = await open();
      expect(await use((s) => s.statistics(7))).toBeNull();
      await use((s) => s.setStatistics(someStatistics(7, 1)));
      await use((s) => s.setStatistics(someStatistics(30, 9)));
      await use((s) => s.setStatistics(someStatistics(7, 2)));
      expect(await use((s) => s.statistics(7))).toEqual(someStatistics(7, 2));
      expect(await use((s) => s.statistics(30))).toEqual(someStatistics(30, 9));
    });
  });
}
