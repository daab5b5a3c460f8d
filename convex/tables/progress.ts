import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { lessonProgress as progress } from "../../services/progress/lesson-progress";

/** Written by progress.*; read by the student's outline. */
export const lessonProgress = defineTable({
  userId: v.id("users"),
  courseId: v.id("courses"),
  lessonId: v.id("lessons"),
  ...zodOutputToConvexFields(progress.shape),
})
  .index("by_user_course", ["userId", "courseId"])
  .index("by_user_lesson", ["userId", "lessonId"])
  .index("by_user_completedAt", ["userId", "completedAt"])
  .index("by_lesson", ["lessonId"]);
