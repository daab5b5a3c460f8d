import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { notification } from "../services/notifications/notification";
import { digestEvery, topicChoice } from "../services/notifications/choices";
import { markSeen as markSeenOf } from "../services/notifications/mark-seen";
import { ownChoices, readChoices, saveChoice, saveDigestEvery } from "../services/notifications/save-choices";
import { markAllRead as markAll, markRead as markOne } from "../services/notifications/read-notifications";
import { actorMutation, actorQuery, pageOf, paginationArgs } from "./functions";

export const list = actorQuery({
  may: "self.read",
  args: paginationArgs,
  returns: pageOf(z.object({ _id: zid("notifications"), ...notification.shape })),
  handler: (ctx, { paginationOpts }) => ctx.notifications.list(ctx.actor.id, paginationOpts),
});

export const choices = actorQuery({
  may: "self.read",
  args: {},
  returns: ownChoices,
  handler: (ctx) => readChoices(ctx, ctx.actor),
});

export const choose = actorMutation({
  may: "self.edit",
  args: topicChoice.shape,
  returns: z.null(),
  handler: (ctx, choice) => saveChoice(ctx, ctx.actor, choice),
});

export const chooseDigest = actorMutation({
  may: "self.edit",
  args: { every: digestEvery },
  returns: z.null(),
  handler: (ctx, { every }) => saveDigestEvery(ctx, ctx.actor, every),
});

export const unread = actorQuery({
  may: "self.read",
  args: {},
  returns: z.number(),
  handler: (ctx) => ctx.notifications.unread(ctx.actor.id),
});

export const markRead = actorMutation({
  may: "self.edit",
  args: { notificationId: zid("notifications") },
  returns: z.null(),
  handler: (ctx, { notificationId }) => markOne(ctx, ctx.actor, notificationId),
});

export const markSeen = actorMutation({
  may: "self.edit",
  args: { href: z.string().max(500) },
  returns: z.null(),
  handler: (ctx, { href }) => markSeenOf(ctx, ctx.actor, href),
});

export const markAllRead = actorMutation({
  may: "self.edit",
  args: {},
  returns: z.null(),
  handler: (ctx) => markAll(ctx, ctx.actor),
});
