import type { Channel, ChannelState, OutboxItem } from "./outbox-item";

/** Each method is one index. */
export interface OutboxReader {
  byKey(channel: Channel, key: string): Promise<OutboxItem | null>;
  /** What may be tried at a time (ms), the longest waiting first, at most `limit`. */
  due(channel: Channel, now: number, limit: number): Promise<OutboxItem[]>;
  /** When the next item may be tried (ms); null when none waits for its time. */
  nextDueAt(channel: Channel): Promise<number | null>;
  /** What was refused for good, newest first, at most `limit`. */
  refused(channel: Channel, limit: number): Promise<OutboxItem[]>;
  /** How many wait to be delivered; counts no further than `most`. */
  waiting(channel: Channel, most: number): Promise<number>;
  state(channel: Channel): Promise<ChannelState>;
}
export interface OutboxStore extends OutboxReader {
  add(item: Omit<OutboxItem, "_id">): Promise<void>;
  change(id: OutboxItem["_id"], change: Partial<Omit<OutboxItem, "_id" | "channel" | "key">>): Promise<void>;
  remove(id: OutboxItem["_id"]): Promise<void>;
  changeState(channel: Channel, change: Partial<Omit<ChannelState, "channel">>): Promise<void>;
}
