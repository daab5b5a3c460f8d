import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { notification } from "../services/notifications/notification";
import { markAllRead as markAll, markRead as markOne } from "../services/notifications/read-notifications";
import { actorMutation, actorQuery, pageOf, paginationArgs } from "./functions";

export const list = actorQuery({
  may: "self.read",
  args: paginationArgs,
  returns: pageOf(z.object({ _id: zid("notifications"), ...notification.shape })),
  handler: (ctx, { paginationOpts }) => ctx.notifications.list(ctx.actor.id, paginationOpts),
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

export const markAllRead = actorMutation({
  may: "self.edit",
  args: {},
  returns: z.null(),
  handler: (ctx) => markAll(ctx, ctx.actor),
});
