import type { ModuleReader, ModuleStore } from "../../services/modules/module-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Modules in the database, for reading. */
export function moduleReader(db: QueryCtx["db"]): ModuleReader {
  return {
    byId: (id) => db.get("modules", id),
    ofCourse: (courseId, limit) =>
      db
        .query("modules")
        .withIndex("by_course_removedAt_order", (q) => q.eq("courseId", courseId).eq("removedAt", null))
        .take(limit),
    bySource: (courseId, sourceKey) =>
      db
        .query("modules")
        .withIndex("by_course_sourceKey", (q) => q.eq("courseId", courseId).eq("sourceKey", sourceKey))
        .first(),
    following: (courseId, order) =>
      db
        .query("modules")
        .withIndex("by_course_removedAt_order", (q) => {
          const standing = q.eq("courseId", courseId).eq("removedAt", null);
          return order === null ? standing : standing.gt("order", order);
        })
        .first(),
    last: (courseId) =>
      db
        .query("modules")
        .withIndex("by_course_removedAt_order", (q) => q.eq("courseId", courseId).eq("removedAt", null))
        .order("desc")
        .first(),
    removedBefore: (time, limit) =>
      db
        .query("modules")
        .withIndex("by_removedAt", (q) => q.gt("removedAt", 0).lt("removedAt", time))
        .take(limit),
    anyOf: (courseId, limit) =>
      db
        .query("modules")
        .withIndex("by_course_removedAt_order", (q) => q.eq("courseId", courseId))
        .take(limit),
  };
}

/** Modules in the database, for writing. */
export function moduleStore(db: MutationCtx["db"]): ModuleStore {
  return {
    ...moduleReader(db),
    add: (module) => db.insert("modules", module),
    change: (id, change) => db.patch("modules", id, change),
    remove: (id) => db.delete("modules", id),
  };
}
