import { noSearchState } from "../../services/search/search-state";
import type { SearchReader, SearchStore } from "../../services/search/search-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** What is known of the search service, for reading. */
export function searchReader(db: QueryCtx["db"]): SearchReader {
  return {
    async state() {
      const row = await db.query("searchState").first();
      if (!row) return noSearchState;
      const { target, settings, reindex } = row;
      return { target, settings, reindex };
    },
    async searched(lessonId) {
      const row = await lessonRow(db, lessonId);
      return row && { lessonId: row.lessonId, courseId: row.courseId, parts: row.parts };
    },
    async searchedOf(courseId, limit) {
      const rows = await db
        .query("searchedLessons")
        .withIndex("by_course", (q) => q.eq("courseId", courseId))
        .take(limit);
      return rows.map((row) => ({ lessonId: row.lessonId, courseId: row.courseId, parts: row.parts }));
    },
    async statistics(days) {
      const row = await statisticsRow(db, days);
      if (!row) return null;
      const { _id, _creationTime, ...statistics } = row;
      return statistics;
    },
  };
}

/** What is known of the search service, for writing. */
export function searchStore(db: MutationCtx["db"]): SearchStore {
  return {
    ...searchReader(db),
    async changeState(change) {
      const row = await db.query("searchState").first();
      if (row) await db.patch("searchState", row._id, change);
      else await db.insert("searchState", { ...noSearchState, ...change });
    },
    async setSearched({ lessonId, courseId, parts }) {
      const row = await lessonRow(db, lessonId);
      if (!row && parts > 0) await db.insert("searchedLessons", { lessonId, courseId, parts });
      else if (row && parts > 0 && row.parts !== parts) await db.patch("searchedLessons", row._id, { parts });
      else if (row && parts === 0) await db.delete("searchedLessons", row._id);
    },
    async setStatistics(statistics) {
      const row = await statisticsRow(db, statistics.days);
      if (row) await db.replace("searchStatistics", row._id, statistics);
      else await db.insert("searchStatistics", statistics);
    },
  };
}

const lessonRow = (db: QueryCtx["db"], lessonId: Parameters<SearchReader["searched"]>[0]) =>
  db
    .query("searchedLessons")
    .withIndex("by_lesson", (q) => q.eq("lessonId", lessonId))
    .unique();

const statisticsRow = (db: QueryCtx["db"], days: number) =>
  db
    .query("searchStatistics")
    .withIndex("by_days", (q) => q.eq("days", days))
    .unique();
