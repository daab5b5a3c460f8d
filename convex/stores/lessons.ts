import type { LessonReader, LessonStore } from "../../services/lessons/lesson-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Lessons in the database, for reading. */
export function lessonReader(db: QueryCtx["db"]): LessonReader {
  return {
    byId(id) {
      // Ids come from addresses that people type: what is no id is nobody's.
      const known = db.normalizeId("lessons", id);
      return known ? db.get("lessons", known) : Promise.resolve(null);
    },
    ofCourse: (courseId, limit) =>
      db
        .query("lessons")
        .withIndex("by_course_removedAt", (q) => q.eq("courseId", courseId).eq("removedAt", null))
        .take(limit),
    ofModule: (moduleId, limit) =>
      db
        .query("lessons")
        .withIndex("by_module_removedAt_order", (q) => q.eq("moduleId", moduleId).eq("removedAt", null))
        .take(limit),
    bySource: (courseId, sourceKey) =>
      db
        .query("lessons")
        .withIndex("by_course_sourceKey", (q) => q.eq("courseId", courseId).eq("sourceKey", sourceKey))
        .first(),
    following: (moduleId, order) =>
      db
        .query("lessons")
        .withIndex("by_module_removedAt_order", (q) => {
          const standing = q.eq("moduleId", moduleId).eq("removedAt", null);
          return order === null ? standing : standing.gt("order", order);
        })
        .first(),
    preceding: (moduleId, order) =>
      db
        .query("lessons")
        .withIndex("by_module_removedAt_order", (q) => {
          const standing = q.eq("moduleId", moduleId).eq("removedAt", null);
          return order === null ? standing : standing.lt("order", order);
        })
        .order("desc")
        .first(),
    removedWith: (moduleId, removedAt, limit) =>
      db
        .query("lessons")
        .withIndex("by_module_removedAt_order", (q) => q.eq("moduleId", moduleId).eq("removedAt", removedAt))
        .take(limit),
    removedBefore: (time, limit) =>
      db
        .query("lessons")
        .withIndex("by_removedAt", (q) => q.gt("removedAt", 0).lt("removedAt", time))
        .take(limit),
    anyOf: (courseId, limit) =>
      db
        .query("lessons")
        .withIndex("by_course_removedAt", (q) => q.eq("courseId", courseId))
        .take(limit),
  };
}

/** Lessons in the database, for writing. */
export function lessonStore(db: MutationCtx["db"]): LessonStore {
  return {
    ...lessonReader(db),
    add: (lesson) => db.insert("lessons", lesson),
    change: (id, change) => db.patch("lessons", id, change),
    remove: (id) => db.delete("lessons", id),
  };
}
