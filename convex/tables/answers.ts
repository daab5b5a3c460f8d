import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { answer } from "../../services/answers/answer";

/** Written by answers.submit; read by the student's own lesson page. */
export const answers = defineTable({
  userId: v.id("users"),
  courseId: v.id("courses"),
  lessonId: v.id("lessons"),
  questionId: v.id("questions"),
  ...zodOutputToConvexFields(answer.shape),
})
  .index("by_user_question", ["userId", "questionId"])
  .index("by_user_lesson", ["userId", "lessonId"])
  .index("by_lesson", ["lessonId"]);
