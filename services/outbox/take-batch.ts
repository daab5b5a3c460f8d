import type { Clock } from "../shared/clock";
import type { Channel, Taken } from "./outbox-item";
import type { OutboxStore } from "./outbox-store";

/** How long (ms) a delivery may take before another one may begin: longer than any gateway waits for its vendor. */
export const leaseMs = 5 * 60_000;

/**
 * Takes what is due in a channel, for one delivery at a time: null while another one is under way, or when nothing is
 * due. Whoever takes a batch answers for it with `settleBatch`; when that never comes, the lease ends by itself.
 */
export async function takeBatch(
  { outbox, clock }: { outbox: OutboxStore; clock: Clock },
  channel: Channel,
  { lease, limit }: { lease: string; limit: number },
): Promise<Taken[] | null> {
  const now = clock.now();
  const state = await outbox.state(channel);
  if (state.lease !== null && state.lease !== lease && state.leasedUntil > now) return null;
  const items = await outbox.due(channel, now, limit);
  if (items.length === 0) return null;
  await outbox.changeState(channel, { lease, leasedUntil: now + leaseMs });
  return items.map(({ key, payload, revision, attempts, createdAt }) => ({
    key,
    payload,
    revision,
    attempts,
    createdAt,
  }));
}
