import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { question } from "../../services/questions/question";

/** Written by questions.* and imports; read with one lesson, the key only by staff and the grader. */
export const questions = defineTable({
  courseId: v.id("courses"),
  lessonId: v.id("lessons"),
  ...zodOutputToConvexFields(question.shape),
})
  .index("by_lesson_removedAt", ["lessonId", "removedAt"])
  .index("by_course_sourceKey", ["courseId", "sourceKey"]);
