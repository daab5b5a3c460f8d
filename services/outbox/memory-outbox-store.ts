import type { Channel, ChannelState, OutboxItem } from "./outbox-item";
import { idleChannel } from "./idle-channel";
import type { OutboxStore } from "./outbox-store";

/** An outbox in memory, for tests of services. */
export function memoryOutboxStore(): OutboxStore {
  const rows = new Map<OutboxItem["_id"], OutboxItem>();
  const states = new Map<Channel, ChannelState>();
  let made = 0;
  const of = (channel: Channel) => [...rows.values()].filter((row) => row.channel === channel);
  const timed = (channel: Channel) =>
    of(channel)
      .flatMap((row) => (row.dueAt === null ? [] : [{ row, dueAt: row.dueAt }]))
      .sort((a, b) => a.dueAt - b.dueAt);
  return {
    byKey: async (channel, key) => of(channel).find((row) => row.key === key) ?? null,
    due: async (channel, now, limit) =>
      timed(channel)
        .filter(({ dueAt }) => dueAt <= now)
        .slice(0, limit)
        .map(({ row }) => row),
    nextDueAt: async (channel) => timed(channel)[0]?.dueAt ?? null,
    refused: async (channel, limit) =>
      of(channel)
        .filter((row) => row.dueAt === null)
        .reverse()
        .slice(0, limit),
    waiting: async (channel, most) => Math.min(timed(channel).length, most),
    state: async (channel) => states.get(channel) ?? idleChannel(channel),
    async add(item) {
      const _id = `item-${++made}` as OutboxItem["_id"];
      rows.set(_id, { ...item, _id });
    },
    async change(id, change) {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, ...change });
    },
    async remove(id) {
      rows.delete(id);
    },
    async changeState(channel, change) {
      states.set(channel, { ...(states.get(channel) ?? idleChannel(channel)), ...change });
    },
  };
}
