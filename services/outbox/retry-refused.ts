import type { OutboxDeps } from "./enqueue";
import type { Channel } from "./outbox-item";

const most = 200;

/** Tries what a vendor refused once more, as a person asks after mending the reason; answers how many. */
export async function retryRefused({ outbox, jobs, clock }: OutboxDeps, channel: Channel): Promise<number> {
  const rows = await outbox.refused(channel, most);
  for (const row of rows) await outbox.change(row._id, { attempts: 0, dueAt: clock.now(), lastError: null });
  if (rows.length > 0) await jobs.later("deliver", { channel });
  return rows.length;
}
