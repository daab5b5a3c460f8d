import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { searchState as state, searchStatistics as statistics } from "../../services/search/search-state";

/** One row: what the search service was told, and how a reindex fares. Written by its deliveries; read by admins. */
export const searchState = defineTable(zodOutputToConvexFields(state.shape));
/** How many parts of a lesson the index may hold. Written and read by the deliveries. */
export const searchedLessons = defineTable({
  lessonId: v.id("lessons"),
  courseId: v.id("courses"),
  parts: v.number(),
})
  .index("by_lesson", ["lessonId"])
  .index("by_course", ["courseId"]);
/** What the search service counted, one row a span. It names nobody. Written by jobs, read by admins. */
export const searchStatistics = defineTable(zodOutputToConvexFields(statistics.shape)).index("by_days", ["days"]);
