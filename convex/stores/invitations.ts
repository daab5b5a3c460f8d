import { mostBrought } from "../../services/invitations/invitation";
import type { InvitationReader, InvitationStore } from "../../services/invitations/invitation-store";
import type { Id } from "../_generated/dataModel";
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
    coursesOf: (id) =>
      db
        .query("invitedStaff")
        .withIndex("by_invitation_course", (q) => q.eq("invitationId", id))
        .take(mostBrought),
    bringing: (courseId, limit) =>
      db
        .query("invitedStaff")
        .withIndex("by_course", (q) => q.eq("courseId", courseId))
        .take(limit),
  };
}

/** Invitations in the database, for writing. */
export function invitationStore(db: MutationCtx["db"]): InvitationStore {
  const brought = (id: Id<"invitations">, courseId: Id<"courses">) =>
    db
      .query("invitedStaff")
      .withIndex("by_invitation_course", (q) => q.eq("invitationId", id).eq("courseId", courseId))
      .unique();
  return {
    ...invitationReader(db),
    add: (row) => db.insert("invitations", row),
    change: (id, change) => db.patch("invitations", id, change),
    async bring({ invitationId, courseId, role }) {
      const known = await brought(invitationId, courseId);
      if (known) await db.patch("invitedStaff", known._id, { role });
      else await db.insert("invitedStaff", { invitationId, courseId, role });
    },
    async leaveOut(id, courseId) {
      const known = await brought(id, courseId);
      if (known) await db.delete("invitedStaff", known._id);
    },
    async remove(id) {
      const rows = await db
        .query("invitedStaff")
        .withIndex("by_invitation_course", (q) => q.eq("invitationId", id))
        .take(mostBrought);
      for (const row of rows) await db.delete("invitedStaff", row._id);
      await db.delete("invitations", id);
    },
  };
}
