import { sendMail } from "../mail/send-mail";
import { mostInDigest } from "../mail/templates/digest";
import type { DigestRow } from "./digest-row";
import type { NotifyDeps } from "./notify";

/** How many people one transaction writes to; it goes on by itself. */
const batch = 50;

/** Sends the digests that are due. What was read in the school meanwhile is left out; a digest of nothing is not sent. */
export async function sendDigests(deps: NotifyDeps): Promise<null> {
  const due = await deps.notifications.digestsDue(deps.clock.now(), batch);
  for (const row of due) {
    await deps.notifications.dropDigest(row.userId);
    const items = await unread(deps, row);
    if (items.length === 0 && row.more === 0) continue;
    // All that is kept was read, and what was counted cannot be shown: there is nothing to write about.
    if (items.length === 0) continue;
    await sendMail(deps, {
      template: "digest",
      params: {
        items: items.slice(0, mostInDigest).map(({ kind, params, href }) => ({ kind, params, href })),
        more: row.more + Math.max(0, items.length - mostInDigest),
      },
      userId: row.userId,
      key: `digest/${row.userId}/${row.dueAt}`,
    });
  }
  if (due.length === batch) await deps.jobs.later("sendDigests", {});
  return null;
}

async function unread({ notifications }: NotifyDeps, { items }: DigestRow): Promise<DigestRow["items"]> {
  const rows = await Promise.all(
    items.map(({ notificationId }) => (notificationId ? notifications.byId(notificationId) : Promise.resolve(null))),
  );
  return items.filter((item, at) => item.notificationId === null || rows[at]?.readAt === null);
}
