import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { dropMail, retryMail } from "../services/mail/administer-mail";
import { mailRow, readPost, troubledRow } from "../services/mail/mail-log";
import { mailState } from "../services/mail/mail";
import { addressTrouble, confirmAddress as confirmOwn, ownTrouble } from "../services/mail/own-address";
import { previewMail, sendTest as sendTestOf, shownMail } from "../services/mail/preview-mail";
import { readStopLink, resumeLetters, stopLetters, stopped, stopping } from "../services/mail/stop-letters";
import { templateName } from "../services/mail/templates";
import { keyOf } from "../services/users/user-keys";
import { locale } from "../services/users/user";
import { actorMutation, actorQuery, identityQuery, pageOf, paginationArgs, publicMutation, setting } from "./functions";

export const list = actorQuery({
  may: "school.manage",
  args: { state: mailState.optional(), to: z.string().max(320).optional(), ...paginationArgs },
  returns: pageOf(mailRow),
  handler: async (ctx, { paginationOpts, state, to }) => {
    const found = await ctx.mails.list({ state, to: keyOf(to ?? "") }, paginationOpts);
    return { ...found, page: found.page.map(({ params, ...row }) => ({ ...row, hasWords: params !== null })) };
  },
});

export const post = actorQuery({
  may: "school.manage",
  args: {},
  returns: z.object({
    waiting: z.number(),
    delivered: z.number(),
    lastError: z.string().nullable(),
    lastErrorAt: z.number().nullable(),
    lastDeliveredAt: z.number().nullable(),
  }),
  handler: (ctx) => readPost(ctx),
});

export const troubled = actorQuery({
  may: "school.manage",
  args: paginationArgs,
  returns: pageOf(troubledRow),
  handler: (ctx, { paginationOpts }) => ctx.mails.troubled(paginationOpts),
});

export const retry = actorMutation({
  may: "school.manage",
  args: { mailId: zid("mails") },
  returns: z.null(),
  handler: (ctx, { mailId }) => retryMail(ctx, ctx.actor, mailId),
});

export const drop = actorMutation({
  may: "school.manage",
  args: { mailId: zid("mails") },
  returns: z.null(),
  handler: (ctx, { mailId }) => dropMail(ctx, ctx.actor, mailId),
});

export const preview = actorQuery({
  may: "school.manage",
  args: { template: templateName, locale, theme: z.enum(["light", "dark"]) },
  returns: shownMail,
  handler: (ctx, wanted) => previewMail(ctx, ctx.actor, wanted, setting("SCHOOL_ORIGIN")),
});

export const sendTest = actorMutation({
  may: "school.manage",
  args: { template: templateName },
  returns: z.null(),
  handler: (ctx, { template }) => sendTestOf(ctx, ctx.actor, template),
});

export const myAddress = actorQuery({
  may: "self.read",
  args: {},
  returns: addressTrouble.nullable(),
  handler: (ctx) => ownTrouble(ctx, ctx.actor),
});

export const confirmAddress = actorMutation({
  may: "self.edit",
  args: {},
  returns: z.null(),
  handler: (ctx) => confirmOwn(ctx, ctx.actor),
});

export const stop = publicMutation({
  args: { token: z.string().max(500) },
  returns: stopped,
  handler: (ctx, { token }) => stopLetters(ctx, token, setting("MAIL_LINK_SECRET")),
});

export const resume = publicMutation({
  args: { token: z.string().max(500), before: stopped.shape.before },
  returns: z.null(),
  handler: (ctx, { token, before }) => resumeLetters(ctx, token, before, setting("MAIL_LINK_SECRET")),
});

/** What a link in a letter would end; whoever opens it, also someone who was deactivated. */
export const stopLink = identityQuery({
  args: { token: z.string().max(500) },
  returns: stopping,
  handler: (ctx, { token }) => readStopLink(ctx, token, setting("MAIL_LINK_SECRET")),
});
