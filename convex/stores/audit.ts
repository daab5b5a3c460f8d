import { nameless, type AuditReader, type AuditStore } from "../../services/audit/audit-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** The audit log in the database, for reading. */
export function auditReader(db: QueryCtx["db"]): AuditReader {
  return {
    list: (options) => db.query("auditEntries").withIndex("by_at").order("desc").paginate(options),
    about: (kind, targetId, limit) =>
      db
        .query("auditEntries")
        .withIndex("by_target", (q) => q.eq("targetKind", kind).eq("targetId", targetId))
        .order("desc")
        .take(limit),
    timesDone: async (actorId, action, since, most) =>
      (
        await db
          .query("auditEntries")
          .withIndex("by_actor_action_at", (q) => q.eq("actorId", actorId).eq("action", action).gte("at", since))
          .take(most)
      ).length,
  };
}

/** The audit log in the database, for appending. */
export function auditStore(db: MutationCtx["db"]): AuditStore {
  return {
    ...auditReader(db),
    async add(entry) {
      await db.insert("auditEntries", entry);
    },
    async hideTarget(kind, targetId, limit) {
      const rows = await db
        .query("auditEntries")
        .withIndex("by_target", (q) => q.eq("targetKind", kind).eq("targetId", targetId))
        .take(limit);
      for (const row of rows) await db.patch("auditEntries", row._id, { targetLabel: nameless });
    },
  };
}
