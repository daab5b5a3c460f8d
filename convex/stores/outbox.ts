import { idleChannel } from "../../services/outbox/idle-channel";
import type { Channel } from "../../services/outbox/outbox-item";
import type { OutboxReader, OutboxStore } from "../../services/outbox/outbox-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

const stateRow = (db: QueryCtx["db"], channel: Channel) =>
  db
    .query("outboxChannels")
    .withIndex("by_channel", (q) => q.eq("channel", channel))
    .unique();

/** The outbox in the database, for reading. */
export function outboxReader(db: QueryCtx["db"]): OutboxReader {
  // Null comes before every number: what has a time is what is greater.
  const timed = (channel: Channel) =>
    db.query("outboxItems").withIndex("by_channel_dueAt", (q) => q.eq("channel", channel).gt("dueAt", null));
  return {
    byKey: (channel, key) =>
      db
        .query("outboxItems")
        .withIndex("by_channel_key", (q) => q.eq("channel", channel).eq("key", key))
        .unique(),
    due: (channel, now, limit) =>
      db
        .query("outboxItems")
        .withIndex("by_channel_dueAt", (q) => q.eq("channel", channel).gt("dueAt", null).lte("dueAt", now))
        .take(limit),
    nextDueAt: async (channel) => (await timed(channel).first())?.dueAt ?? null,
    refused: (channel, limit) =>
      db
        .query("outboxItems")
        .withIndex("by_channel_dueAt", (q) => q.eq("channel", channel).eq("dueAt", null))
        .order("desc")
        .take(limit),
    waiting: async (channel, most) => (await timed(channel).take(most)).length,
    async state(channel) {
      const row = await stateRow(db, channel);
      if (!row) return idleChannel(channel);
      const { lease, leasedUntil, delivered, lastDeliveredAt, lastError, lastErrorAt } = row;
      return { channel, lease, leasedUntil, delivered, lastDeliveredAt, lastError, lastErrorAt };
    },
  };
}

/** The outbox in the database, for writing. */
export function outboxStore(db: MutationCtx["db"]): OutboxStore {
  return {
    ...outboxReader(db),
    async add(item) {
      await db.insert("outboxItems", item);
    },
    change: (id, change) => db.patch("outboxItems", id, change),
    remove: (id) => db.delete("outboxItems", id),
    async changeState(channel, change) {
      const row = await stateRow(db, channel);
      if (row) await db.patch("outboxChannels", row._id, change);
      else await db.insert("outboxChannels", { ...idleChannel(channel), ...change });
    },
  };
}
