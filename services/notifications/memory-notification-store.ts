import { pageOfRows } from "../shared/page-of-rows";
import type { Notification } from "./notification";
import type { NotificationStore } from "./notification-store";

/** A notification store in memory, for tests of services. */
export function memoryNotificationStore(): NotificationStore {
  const rows = new Map<Notification["_id"], Notification>();
  const of = (userId: Notification["userId"]) => [...rows.values()].filter((row) => row.userId === userId);
  return {
    byId: async (id) => rows.get(id) ?? null,
    list: async (userId, options) => pageOfRows(of(userId).reverse(), options),
    unread: async (userId) => of(userId).filter((row) => row.readAt === null).length,
    someUnread: async (userId, limit) =>
      of(userId)
        .filter((row) => row.readAt === null)
        .slice(0, limit),
    async add(notification) {
      const id = `notification-${rows.size + 1}` as Notification["_id"];
      rows.set(id, { ...notification, _id: id, readAt: null });
    },
    async markRead(read, at) {
      for (const { _id } of read) {
        const row = rows.get(_id);
        if (row && row.readAt === null) rows.set(_id, { ...row, readAt: at });
      }
    },
  };
}
