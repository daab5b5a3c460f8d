import { backOff } from "./back-off";
import type { OutboxDeps } from "./enqueue";
import type { Channel, Outcome } from "./outbox-item";

/**
 * Writes what became of a batch: what was delivered leaves the outbox unless it has a newer form by now, what failed
 * waits longer each time, what was refused for good waits for a person. Ends the lease and asks for the next delivery.
 */
export async function settleBatch(
  { outbox, jobs, clock }: OutboxDeps,
  channel: Channel,
  { lease, outcomes }: { lease: string; outcomes: readonly Outcome[] },
): Promise<null> {
  const now = clock.now();
  for (const { key, revision, result, error } of outcomes) {
    const row = await outbox.byKey(channel, key);
    if (!row) continue;
    if (row.revision !== revision) await outbox.change(row._id, { attempts: 0, dueAt: now, lastError: null });
    else if (result === "delivered") await outbox.remove(row._id);
    else {
      const attempts = row.attempts + 1;
      const dueAt = result === "refused" ? null : now + backOff(attempts, channel);
      await outbox.change(row._id, { attempts, dueAt, lastError: error });
    }
  }
  const state = await outbox.state(channel);
  const delivered = outcomes.filter(({ result }) => result === "delivered").length;
  const failure = outcomes.find(({ result }) => result !== "delivered");
  await outbox.changeState(channel, {
    ...(state.lease === lease ? { lease: null, leasedUntil: 0 } : {}),
    ...(delivered > 0 ? { delivered: state.delivered + delivered, lastDeliveredAt: now } : {}),
    ...(failure ? { lastError: failure.error, lastErrorAt: now } : {}),
  });
  const next = await outbox.nextDueAt(channel);
  if (next !== null) await jobs.later("deliver", { channel }, Math.max(0, next - now));
  return null;
}
