import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { expireInvitation } from "../../services/invitations/expire-invitation";
import { forgetEnded } from "../../services/invitations/forget-invitations";
import { jobMutation } from "../functions";

/** Ends an invitation whose time is over. */
export const expire = jobMutation({
  args: { invitationId: zid("invitations") },
  returns: z.null(),
  handler: (ctx, { invitationId }) => expireInvitation(ctx, invitationId),
});

/** Deletes invitations that ended long ago; daily. */
export const forget = jobMutation({
  args: {},
  returns: z.number(),
  handler: (ctx) => forgetEnded(ctx),
});
