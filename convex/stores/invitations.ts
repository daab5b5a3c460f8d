import type { InvitationReader, InvitationStore } from "../../services/invitations/invitation-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Invitations in the database, for reading. */
export function invitationReader(db: QueryCtx["db"]): InvitationReader {
  return {
    async byId(id) {
      const known = db.normalizeId("invitations", id);
      return known && db.get("invitations", known);
    },
    pendingOf: (emailKey) =>
      db
        .query("invitations")
        .withIndex("by_emailKey_status", (q) => q.eq("emailKey", emailKey).eq("status", "pending"))
        .unique(),
    list({ status }, options) {
      const rows = status
        ? db.query("invitations").withIndex("by_status", (q) => q.eq("status", status))
        : db.query("invitations");
      return rows.order("desc").paginate(options);
    },
    ofAddress: (emailKey, limit) =>
      db
        .query("invitations")
        .withIndex("by_emailKey_status", (q) => q.eq("emailKey", emailKey))
        .take(limit),
    endedBefore: (time, limit) =>
      db
        .query("invitations")
        .withIndex("by_endedAt", (q) => q.gt("endedAt", null).lt("endedAt", time))
        .take(limit),
  };
}

/** Invitations in the database, for writing. */
export function invitationStore(db: MutationCtx["db"]): InvitationStore {
  return {
    ...invitationReader(db),
    add: (row) => db.insert("invitations", row),
    change: (id, change) => db.patch("invitations", id, change),
    remove: (id) => db.delete("invitations", id),
  };
}
