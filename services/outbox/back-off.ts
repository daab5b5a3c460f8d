import type { Channel } from "./outbox-item";

const first = 2_000;
const longest = 5 * 60_000;
/** What people see at once is tried again sooner than what is sent to them. */
const longestOf: Partial<Record<Channel, number>> = { search: 15_000 };

/** How long (ms) to wait after so many failed attempts in a channel: twice as long each time, up to what it allows. */
export const backOff = (attempts: number, channel: Channel): number =>
  Math.min(longestOf[channel] ?? longest, first * 2 ** Math.max(0, attempts - 1));
