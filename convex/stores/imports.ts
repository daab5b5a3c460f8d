import type { ImportReader, ImportStore } from "../../services/imports/import-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Imports in the database, for reading. */
export function importReader(db: QueryCtx["db"]): ImportReader {
  return {
    byId(id) {
      // Ids come from addresses that people type: what is no id is nobody's.
      const known = db.normalizeId("imports", id);
      return known ? db.get("imports", known) : Promise.resolve(null);
    },
    ofUser: (userId, options) =>
      db
        .query("imports")
        .withIndex("by_user", (q) => q.eq("userId", userId))
        .order("desc")
        .paginate(options),
    items(id, only, options) {
      const report = db.query("importItems");
      const lines =
        only === null
          ? report.withIndex("by_import_seq", (q) => q.eq("importId", id))
          : "outcome" in only
            ? report.withIndex("by_import_outcome_seq", (q) => q.eq("importId", id).eq("outcome", only.outcome))
            : report.withIndex("by_import_reason_seq", (q) => q.eq("importId", id).eq("reason", only.reason));
      return lines.paginate(options);
    },
  };
}

/** Imports in the database, for writing. */
export function importStore(db: MutationCtx["db"]): ImportStore {
  return {
    ...importReader(db),
    add: (row) => db.insert("imports", row),
    change: (id, change) => db.patch("imports", id, change),
    async addItems(id, items) {
      for (const item of items) await db.insert("importItems", { importId: id, ...item });
    },
    async clearItems(id, limit) {
      const rows = await db
        .query("importItems")
        .withIndex("by_import_seq", (q) => q.eq("importId", id))
        .take(limit);
      for (const row of rows) await db.delete("importItems", row._id);
      return rows.length < limit;
    },
  };
}
