import type { DigestRow } from "../../services/notifications/digest-row";
import type { NotificationReader, NotificationStore } from "../../services/notifications/notification-store";
import type { Id } from "../../services/shared/id";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

const choicesOf = (db: QueryCtx["db"], userId: Id<"users">) =>
  db
    .query("notificationChoices")
    .withIndex("by_user", (q) => q.eq("userId", userId))
    .unique();
const digestOf = (db: QueryCtx["db"], userId: Id<"users">) =>
  db
    .query("digests")
    .withIndex("by_user", (q) => q.eq("userId", userId))
    .unique();
const asDigest = ({ userId, dueAt, items, more }: Doc<"digests">): DigestRow => ({ userId, dueAt, items, more });

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
    async choices(userId) {
      const row = await choicesOf(db, userId);
      return row && { topics: row.topics, digest: row.digest };
    },
    async digest(userId) {
      const row = await digestOf(db, userId);
      return row && asDigest(row);
    },
    digestsDue: async (now, limit) =>
      (
        await db
          .query("digests")
          .withIndex("by_dueAt", (q) => q.lte("dueAt", now))
          .take(limit)
      ).map(asDigest),
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
      const id = await db.insert("notifications", { ...notification, readAt: null });
      await countUnread(notification.userId, 1);
      return id;
    },
    async markRead(rows, at) {
      for (const { _id } of rows) {
        const row = await db.get("notifications", _id);
        if (!row || row.readAt !== null) continue;
        await db.patch("notifications", _id, { readAt: at });
        await countUnread(row.userId, -1);
      }
    },
    async saveChoices(userId, { topics, digest }) {
      const row = await choicesOf(db, userId);
      if (row) await db.patch("notificationChoices", row._id, { topics, digest });
      else await db.insert("notificationChoices", { userId, topics, digest });
    },
    async forgetChoices(userId) {
      const row = await choicesOf(db, userId);
      if (row) await db.delete("notificationChoices", row._id);
    },
    async saveDigest(digest) {
      const row = await digestOf(db, digest.userId);
      if (row) await db.patch("digests", row._id, digest);
      else await db.insert("digests", digest);
    },
    async dropDigest(userId) {
      const row = await digestOf(db, userId);
      if (row) await db.delete("digests", row._id);
    },
  };
}
