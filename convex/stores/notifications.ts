import type { NotificationReader, NotificationStore } from "../../services/notifications/notification-store";
import type { Id } from "../../services/shared/id";
import type { MutationCtx, QueryCtx } from "../_generated/server";

const kept = (db: QueryCtx["db"], userId: Id<"users">) =>
  db
    .query("notificationCounts")
    .withIndex("by_user", (q) => q.eq("userId", userId))
    .unique();

/** Notifications in the database, for reading. */
export function notificationReader(db: QueryCtx["db"]): NotificationReader {
  return {
    byId: (id) => db.get("notifications", id),
    list: (userId, options) =>
      db
        .query("notifications")
        .withIndex("by_user_createdAt", (q) => q.eq("userId", userId))
        .order("desc")
        .paginate(options),
    unread: async (userId) => (await kept(db, userId))?.unread ?? 0,
    someUnread: (userId, limit) =>
      db
        .query("notifications")
        .withIndex("by_user_readAt", (q) => q.eq("userId", userId).eq("readAt", null))
        .take(limit),
  };
}

/** Notifications in the database, for writing; keeps each person's unread count. */
export function notificationStore(db: MutationCtx["db"]): NotificationStore {
  async function countUnread(userId: Id<"users">, by: number) {
    const row = await kept(db, userId);
    if (row) await db.patch("notificationCounts", row._id, { unread: row.unread + by });
    else await db.insert("notificationCounts", { userId, unread: by });
  }
  return {
    ...notificationReader(db),
    async add(notification) {
      await db.insert("notifications", { ...notification, readAt: null });
      await countUnread(notification.userId, 1);
    },
    async markRead(rows, at) {
      for (const { _id } of rows) {
        const row = await db.get("notifications", _id);
        if (!row || row.readAt !== null) continue;
        await db.patch("notifications", _id, { readAt: at });
        await countUnread(row.userId, -1);
      }
    },
  };
}
