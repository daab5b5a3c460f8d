import type { OutboxDeps } from "./enqueue";
import { channel } from "./outbox-item";

/**
 * Begins every channel's deliveries again after the backend was stopped in the middle of one: whoever held a lease then
 * is gone, and nothing has to wait for its end. What they were telling is told once more, which each gateway allows for.
 */
export async function endLeases({ outbox, jobs, clock }: OutboxDeps): Promise<null> {
  for (const of of channel.options) {
    const { lease } = await outbox.state(of);
    if (lease !== null) await outbox.changeState(of, { lease: null, leasedUntil: 0 });
    const next = await outbox.nextDueAt(of);
    if (next !== null) await jobs.later("deliver", { channel: of }, Math.max(0, next - clock.now()));
  }
  return null;
}
