import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { review } from "../../services/reviews/review";

/** Written by the seed; read by course pages. */
export const reviews = defineTable({
  courseId: v.id("courses"),
  userId: v.id("users"),
  ...zodOutputToConvexFields(review.shape),
})
  .index("by_course_createdAt", ["courseId", "createdAt"])
  .index("by_user_course", ["userId", "courseId"]);
