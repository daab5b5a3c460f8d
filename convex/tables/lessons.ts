import { zodOutputToConvex, zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { block, blockContent } from "../../services/lessons/block";
import { lesson } from "../../services/lessons/lesson";

/** Written by lessons.* and imports; read by every outline. */
export const lessons = defineTable({
  courseId: v.id("courses"),
  moduleId: v.id("modules"),
  ...zodOutputToConvexFields(lesson.shape),
})
  .index("by_course_removedAt", ["courseId", "removedAt"])
  .index("by_module_removedAt_order", ["moduleId", "removedAt", "order"])
  .index("by_course_sourceKey", ["courseId", "sourceKey"])
  .index("by_removedAt", ["removedAt"]);

/** Written by blocks.* and imports; read with one lesson. */
export const blocks = defineTable({
  courseId: v.id("courses"),
  lessonId: v.id("lessons"),
  ...zodOutputToConvexFields(block.shape),
  content: zodOutputToConvex(blockContent),
})
  .index("by_lesson_removedAt_order", ["lessonId", "removedAt", "order"])
  .index("by_course_sourceKey", ["courseId", "sourceKey"])
  .index("by_removedAt", ["removedAt"]);
