import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { notification } from "../../services/notifications/notification";

/** Written by whatever happens to a person; read by the notification centre. */
export const notifications = defineTable({ userId: v.id("users"), ...zodOutputToConvexFields(notification.shape) })
  .index("by_user_createdAt", ["userId", "createdAt"])
  .index("by_user_readAt", ["userId", "readAt"]);
/** Unread notifications of one person, kept. Written with `notifications`, read by the bell. */
export const notificationCounts = defineTable({ userId: v.id("users"), unread: v.number() }).index("by_user", [
  "userId",
]);
