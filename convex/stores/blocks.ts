import type { BlockReader, BlockStore } from "../../services/lessons/block-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Blocks in the database, for reading. */
export function blockReader(db: QueryCtx["db"]): BlockReader {
  return {
    byId(id) {
      // Ids come from addresses that people type: what is no id is nobody's.
      const known = db.normalizeId("blocks", id);
      return known ? db.get("blocks", known) : Promise.resolve(null);
    },
    ofLesson: (lessonId, limit) =>
      db
        .query("blocks")
        .withIndex("by_lesson_removedAt_order", (q) => q.eq("lessonId", lessonId).eq("removedAt", null))
        .take(limit),
    bySource: (courseId, sourceKey) =>
      db
        .query("blocks")
        .withIndex("by_course_sourceKey", (q) => q.eq("courseId", courseId).eq("sourceKey", sourceKey))
        .first(),
    following: (lessonId, order) =>
      db
        .query("blocks")
        .withIndex("by_lesson_removedAt_order", (q) => {
          const standing = q.eq("lessonId", lessonId).eq("removedAt", null);
          return order === null ? standing : standing.gt("order", order);
        })
        .first(),
    last: (lessonId) =>
      db
        .query("blocks")
        .withIndex("by_lesson_removedAt_order", (q) => q.eq("lessonId", lessonId).eq("removedAt", null))
        .order("desc")
        .first(),
    removedBefore: (time, limit) =>
      db
        .query("blocks")
        .withIndex("by_removedAt", (q) => q.gt("removedAt", 0).lt("removedAt", time))
        .take(limit),
    anyOf: (lessonId, limit) =>
      db
        .query("blocks")
        .withIndex("by_lesson_removedAt_order", (q) => q.eq("lessonId", lessonId))
        .take(limit),
    all: (options) => db.query("blocks").paginate(options),
  };
}

/** Blocks in the database, for writing. */
export function blockStore(db: MutationCtx["db"]): BlockStore {
  return {
    ...blockReader(db),
    add: (block) => db.insert("blocks", block),
    change: (id, change) => db.patch("blocks", id, change),
    remove: (id) => db.delete("blocks", id),
  };
}
