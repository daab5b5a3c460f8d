import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { invitation } from "../../services/invitations/invitation";

/** Written by invitations.* and by whoever arrives with an invited address; read by admins. */
export const invitations = defineTable({
  invitedBy: v.id("users"),
  acceptedBy: v.union(v.id("users"), v.null()),
  ...zodOutputToConvexFields(invitation.shape),
})
  .index("by_emailKey_status", ["emailKey", "status"])
  .index("by_status", ["status"])
  .index("by_endedAt", ["endedAt"]);
