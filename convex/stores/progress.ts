import type { ProgressReader, ProgressStore } from "../../services/progress/progress-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Lesson progress in the database, for reading. */
export function progressReader(db: QueryCtx["db"]): ProgressReader {
  return {
    of: (userId, lessonId) =>
      db
        .query("lessonProgress")
        .withIndex("by_user_lesson", (q) => q.eq("userId", userId).eq("lessonId", lessonId))
        .unique(),
    ofCourse: (userId, courseId, limit) =>
      db
        .query("lessonProgress")
        .withIndex("by_user_course", (q) => q.eq("userId", userId).eq("courseId", courseId))
        .take(limit),
    completedLast: (userId, limit) =>
      db
        .query("lessonProgress")
        .withIndex("by_user_completedAt", (q) => q.eq("userId", userId).gt("completedAt", 0))
        .order("desc")
        .take(limit),
  };
}

/** Lesson progress in the database, for writing. */
export function progressStore(db: MutationCtx["db"]): ProgressStore {
  return {
    ...progressReader(db),
    async add(progress) {
      await db.insert("lessonProgress", progress);
    },
    change: (id, change) => db.patch("lessonProgress", id, change),
    async forgetLesson(lessonId, limit) {
      const rows = await db
        .query("lessonProgress")
        .withIndex("by_lesson", (q) => q.eq("lessonId", lessonId))
        .take(limit);
      for (const row of rows) await db.delete("lessonProgress", row._id);
      return rows.length < limit;
    },
  };
}
