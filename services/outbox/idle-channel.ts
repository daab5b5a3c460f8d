import type { Channel, ChannelState } from "./outbox-item";

/** A channel of which nothing is known yet. */
export const idleChannel = (channel: Channel): ChannelState => ({
  channel,
  lease: null,
  leasedUntil: 0,
  delivered: 0,
  lastDeliveredAt: null,
  lastError: null,
  lastErrorAt: null,
});
