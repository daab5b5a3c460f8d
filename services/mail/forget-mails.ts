import type { AuditStore } from "../audit/audit-store";
import type { NotificationStore } from "../notifications/notification-store";
import type { OutboxStore } from "../outbox/outbox-store";
import type { JobStore } from "../jobs/job-store";
import type { Clock } from "../shared/clock";
import type { Id } from "../shared/id";
import type { MailStore } from "./mail-store";

const day = 24 * 60 * 60_000;
/** How long (ms) a mail stays in the log. */
export const keptFor = 90 * day;
/** How long (ms) a mail that was refused keeps its words, so that a person can have it sent after all. */
export const wordsKeptFor = 7 * day;
const batch = 200;
/** More than anybody does to one letter. */
const mostActs = 20;

type Deps = { mails: MailStore; outbox: OutboxStore; jobs: JobStore; clock: Clock };

/** Forgets old mails, and the words of those that nobody sent again. Goes on by itself until nothing is left. */
export async function forgetOldMails(deps: Deps): Promise<null> {
  const { mails, outbox, jobs, clock } = deps;
  const old = await mails.madeBefore(clock.now() - keptFor, batch);
  for (const row of old) {
    await mails.remove(row._id);
    const waiting = await outbox.byKey("mail", row._id);
    if (waiting) await outbox.remove(waiting._id);
  }
  const refused = await mails.inState("refused", clock.now() - wordsKeptFor, batch);
  for (const row of refused) if (row.params !== null) await mails.change(row._id, { params: null });
  if (old.length === batch) await jobs.later("forgetOldMails", {}, 1_000);
  return null;
}

/** Leaves no trace of a person in the post: mails, choices, digest, and how their address fared. */
export async function forgetMailsOf(
  deps: Deps & { notifications: NotificationStore; audit: Pick<AuditStore, "hideTarget"> },
  userId: Id<"users">,
  address: string,
): Promise<null> {
  const rows = await deps.mails.someOf(userId, batch);
  for (const row of rows) {
    await deps.mails.remove(row._id);
    const waiting = await deps.outbox.byKey("mail", row._id);
    if (waiting) await deps.outbox.remove(waiting._id);
  }
  // Invitations went to the address before it was anybody's.
  const { page } = address ? await deps.mails.list({ to: address }, { numItems: batch, cursor: null }) : { page: [] };
  for (const row of page) {
    if (row.to !== address || row.userId !== null) continue;
    await deps.mails.remove(row._id);
    await deps.audit.hideTarget("mail", row._id, mostActs);
  }
  await deps.notifications.forgetChoices(userId);
  await deps.notifications.dropDigest(userId);
  if (address) await deps.mails.forgetAddress(address);
  if (rows.length === batch) await deps.jobs.later("forgetMailsOf", { userId }, 1_000);
  return null;
}
