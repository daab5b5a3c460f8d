import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { choicesRow } from "../../services/notifications/choices";
import { digestRow } from "../../services/notifications/digest-row";
import { notification } from "../../services/notifications/notification";

/** Written by whatever happens to a person; read by the notification centre. */
export const notifications = defineTable({
  ...zodOutputToConvexFields(notification.shape),
  userId: v.id("users"),
  names: v.optional(v.id("users")),
})
  .index("by_names", ["names"])
  .index("by_user_createdAt", ["userId", "createdAt"])
  .index("by_user_readAt", ["userId", "readAt"]);
/** Unread notifications of one person, kept. Written with `notifications`, read by the bell. */
export const notificationCounts = defineTable({ userId: v.id("users"), unread: v.number() }).index("by_user", [
  "userId",
]);
/** How a person wants to be told of what. Written by them and by the links in letters; read before anyone is told. */
export const notificationChoices = defineTable({
  ...zodOutputToConvexFields(choicesRow.shape),
  userId: v.id("users"),
}).index("by_user", ["userId"]);
/** What waits for a person's next digest. Written with what is told; emptied when the digest goes out. */
export const digests = defineTable({ ...zodOutputToConvexFields(digestRow.shape), userId: v.id("users") })
  .index("by_user", ["userId"])
  .index("by_dueAt", ["dueAt"]);
