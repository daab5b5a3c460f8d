import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { auditEntry } from "../../services/audit/audit-entry";

/** Appended by every admin act; read by admins. */
export const auditEntries = defineTable({
  actorId: v.union(v.id("users"), v.null()),
  actorName: v.string(),
  ...zodOutputToConvexFields(auditEntry.shape),
})
  .index("by_at", ["at"])
  .index("by_actor_name", ["actorId", "actorName"])
  .index("by_actor_action_at", ["actorId", "action", "at"])
  // What was done to something, as it happened; the other one finds those that still say a name.
  // eslint-disable-next-line @convex-dev/no-duplicate-indexes
  .index("by_target", ["targetKind", "targetId"])
  .index("by_target_label", ["targetKind", "targetId", "targetLabel"]);
