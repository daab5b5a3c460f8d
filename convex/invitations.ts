import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import type { Actor } from "../services/access/permissions";
import { invitationStatus } from "../services/invitations/invitation";
import { invitationRow, listInvitations } from "../services/invitations/invitation-rows";
import type { InvitationMail } from "../services/invitations/invitation-mail";
import { invite as inviteAll, inviteArgs, invited } from "../services/invitations/invite";
import { resendInvitation } from "../services/invitations/resend-invitation";
import { restoreInvitation, revokeInvitation } from "../services/invitations/revoke-invitation";
import type { MailDeps } from "../services/mail/send-mail";
import { unavailable } from "../services/shared/app-error";
import { actorMutation, actorQuery, pageOf, paginationArgs, setting } from "./functions";
import { invitationMail } from "./stores/invitationMail";

/** Refuses while the deployment was not told where people reach the school: a mail without its link helps nobody. */
export function withMail<Ctx extends MailDeps>(ctx: Ctx, limited?: Actor): Ctx & { invitationMail: InvitationMail } {
  const origin = setting("SCHOOL_ORIGIN");
  if (!origin) throw unavailable("school_address_unknown");
  return { ...ctx, invitationMail: invitationMail(ctx, limited) };
}

export const list = actorQuery({
  may: "user.manage",
  args: { status: invitationStatus.optional(), ...paginationArgs },
  returns: pageOf(invitationRow),
  handler: (ctx, { paginationOpts, ...filter }) => listInvitations(ctx, filter, paginationOpts),
});

export const invite = actorMutation({
  may: "user.manage",
  args: inviteArgs,
  returns: z.array(invited),
  handler: (ctx, args) => inviteAll(withMail(ctx), ctx.actor, args),
});

export const resend = actorMutation({
  may: "user.manage",
  args: { invitationId: zid("invitations") },
  returns: z.null(),
  handler: (ctx, { invitationId }) => resendInvitation(withMail(ctx), ctx.actor, invitationId),
});

export const revoke = actorMutation({
  may: "user.manage",
  args: { invitationId: zid("invitations") },
  returns: z.null(),
  handler: (ctx, { invitationId }) => revokeInvitation(ctx, ctx.actor, invitationId),
});

export const restore = actorMutation({
  may: "user.manage",
  args: { invitationId: zid("invitations") },
  returns: z.null(),
  handler: (ctx, { invitationId }) => restoreInvitation(ctx, ctx.actor, invitationId),
});
