import { pageOfRows } from "../shared/page-of-rows";
import type { Choices } from "./choices";
import type { DigestRow } from "./digest-row";
import type { Notification } from "./notification";
import type { NotificationStore } from "./notification-store";

/** A notification store in memory, for tests of services. */
export function memoryNotificationStore(): NotificationStore {
  const rows = new Map<Notification["_id"], Notification>();
  const chosen = new Map<Notification["userId"], Choices>();
  const digests = new Map<Notification["userId"], DigestRow>();
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
      return id;
    },
    choices: async (userId) => chosen.get(userId) ?? null,
    digest: async (userId) => digests.get(userId) ?? null,
    digestsDue: async (now, limit) =>
      [...digests.values()]
        .filter(({ dueAt }) => dueAt <= now)
        .sort((a, b) => a.dueAt - b.dueAt)
        .slice(0, limit),
    async saveChoices(userId, choices) {
      chosen.set(userId, choices);
    },
    async forgetChoices(userId) {
      chosen.delete(userId);
    },
    async saveDigest(digest) {
      digests.set(digest.userId, digest);
    },
    async dropDigest(userId) {
      digests.delete(userId);
    },
    async markRead(read, at) {
      for (const { _id } of read) {
        const row = rows.get(_id);
        if (row && row.readAt === null) rows.set(_id, { ...row, readAt: at });
      }
    },
  };
}
