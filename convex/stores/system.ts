import { unknownPart, type Part } from "../../services/system/part";
import type { SystemReader, SystemStore } from "../../services/system/system-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

const partRow = (db: QueryCtx["db"], part: Part) =>
  db
    .query("systemParts")
    .withIndex("by_part", (q) => q.eq("part", part))
    .unique();

/** How the parts are in the database, for reading. */
export function systemReader(db: QueryCtx["db"]): SystemReader {
  return {
    async health(part) {
      const row = await partRow(db, part);
      if (!row) return unknownPart(part);
      const { _id, _creationTime, ...health } = row;
      return health;
    },
  };
}

/** How the parts are in the database, for writing. */
export function systemStore(db: MutationCtx["db"]): SystemStore {
  return {
    ...systemReader(db),
    async change(part, change) {
      const row = await partRow(db, part);
      if (row) await db.patch("systemParts", row._id, change);
      else await db.insert("systemParts", { ...unknownPart(part), ...change });
    },
  };
}
