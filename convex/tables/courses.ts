import { zodOutputToConvex, zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { course, courseStats as stats, staffRole } from "../../services/courses/course";

/** Written by courses.* and imports; read by catalogue, course page, builder, learning room. */
export const courses = defineTable({
  ...zodOutputToConvexFields(course.shape),
  coverAssetId: v.union(v.id("assets"), v.null()),
  ownerId: v.id("users"),
})
  .index("by_slug", ["slug"])
  .index("by_status_publishedAt", ["status", "publishedAt"])
  .index("by_status_category_publishedAt", ["status", "category", "publishedAt"])
  .index("by_status_level_publishedAt", ["status", "level", "publishedAt"])
  .index("by_status_title", ["status", "title"])
  .index("by_owner_sourceKey", ["ownerId", "sourceKey"]);

/** Who teaches a course; the owner has a row too. Written by courses.*, read with every course right. */
export const courseStaff = defineTable({
  courseId: v.id("courses"),
  userId: v.id("users"),
  role: zodOutputToConvex(staffRole),
})
  .index("by_course_user", ["courseId", "userId"])
  .index("by_user", ["userId"]);

/** Live counts, apart from the content so that an enrolment does not touch the course. Written by enrollments and reviews. */
export const courseStats = defineTable({
  courseId: v.id("courses"),
  ...zodOutputToConvexFields(stats.shape),
  /** The mean of the stars, drawn towards the middle while there are few; kept by the store for sorting. */
  ratingRank: v.number(),
})
  .index("by_course", ["courseId"])
  .index("by_enrolled", ["enrolled"])
  .index("by_ratingRank", ["ratingRank"]);
