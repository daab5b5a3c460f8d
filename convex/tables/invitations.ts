import { zodOutputToConvex, zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { helperRole, invitation } from "../../services/invitations/invitation";

/** Written by invitations.* and by whoever arrives with an invited address; read by admins. */
export const invitations = defineTable({
  invitedBy: v.id("users"),
  acceptedBy: v.union(v.id("users"), v.null()),
  ...zodOutputToConvexFields(invitation.shape),
})
  .index("by_emailKey_status", ["emailKey", "status"])
  .index("by_status", ["status"])
  .index("by_invitedBy_name", ["invitedBy", "invitedByName"])
  .index("by_acceptedBy", ["acceptedBy"])
  .index("by_endedAt", ["endedAt"]);

/** The courses that an invitation brings. Written by staff.*, read by a course's owner and when somebody comes. */
export const invitedStaff = defineTable({
  invitationId: v.id("invitations"),
  courseId: v.id("courses"),
  role: zodOutputToConvex(helperRole),
})
  .index("by_invitation_course", ["invitationId", "courseId"])
  .index("by_course", ["courseId"]);
