import type { JobStore } from "../jobs/job-store";
import type { Clock } from "../shared/clock";
import type { Channel } from "./outbox-item";
import type { OutboxStore } from "./outbox-store";

export type OutboxDeps = { outbox: OutboxStore; jobs: JobStore; clock: Clock };

/**
 * Leaves something to be told to a vendor, in the transaction of what it tells of: both happen or neither. What waits
 * under the same key takes the newer payload. `delayMs` lets a burst of changes become one delivery.
 */
export async function enqueue(
  { outbox, jobs, clock }: OutboxDeps,
  channel: Channel,
  { key, payload, delayMs = 0 }: { key: string; payload: unknown; delayMs?: number },
): Promise<void> {
  const now = clock.now();
  const row = await outbox.byKey(channel, key);
  // Whatever waits for no longer than this one has had its delivery asked for: ten thousand letters ask for one.
  const next = await outbox.nextDueAt(channel);
  const isAsked = next !== null && next <= now + delayMs;
  if (!row) {
    const fresh = { revision: 1, attempts: 0, dueAt: now + delayMs, createdAt: now, lastError: null };
    await outbox.add({ channel, key, payload, ...fresh });
    if (!isAsked) await jobs.later("deliver", { channel }, delayMs);
    return;
  }
  await outbox.change(row._id, { payload, revision: row.revision + 1 });
  // One that was refused was refused in its old form.
  if (row.dueAt === null) {
    await outbox.change(row._id, { attempts: 0, dueAt: now + delayMs, lastError: null });
    if (!isAsked) await jobs.later("deliver", { channel }, delayMs);
  }
}
