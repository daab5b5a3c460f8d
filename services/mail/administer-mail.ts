import type { Actor } from "../access/permissions";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import { enqueue } from "../outbox/enqueue";
import { conflict, notFound } from "../shared/app-error";
import type { Mail, MailId } from "./mail";
import type { MailDeps } from "./send-mail";

type Deps = MailDeps & { audit: AuditStore };

/** Tries a mail again, at once. Refuses with "mail_settled" one that went out or whose words are gone. */
export async function retryMail(deps: Deps, actor: Actor, mailId: MailId): Promise<null> {
  const row = await open(deps, mailId);
  await deps.mails.change(row._id, { state: "waiting", error: null });
  const waiting = await deps.outbox.byKey("mail", mailId);
  // One that waits out its back-off is hurried; a new form of it tells the vendor that it is a new attempt.
  if (waiting?.dueAt) await deps.outbox.change(waiting._id, { dueAt: deps.clock.now(), attempts: 0 });
  if (waiting?.dueAt) await deps.jobs.later("deliver", { channel: "mail" });
  else await enqueue(deps, "mail", { key: mailId, payload: { mailId } });
  await record(deps, actor, { ...about(row), action: "mail.retried", before: { state: row.state }, after: null });
  return null;
}

/** Takes a mail out, unsent; its words are forgotten. Refuses with "mail_settled" one that went out. */
export async function dropMail(deps: Deps, actor: Actor, mailId: MailId): Promise<null> {
  const row = await open(deps, mailId);
  await deps.mails.change(row._id, { state: "dropped", params: null });
  const waiting = await deps.outbox.byKey("mail", mailId);
  if (waiting) await deps.outbox.remove(waiting._id);
  await record(deps, actor, { ...about(row), action: "mail.dropped", before: { state: row.state }, after: null });
  return null;
}

async function open({ mails }: Deps, mailId: MailId): Promise<Mail> {
  const row = await mails.byId(mailId);
  if (!row) throw notFound("mail");
  if ((row.state !== "waiting" && row.state !== "refused") || row.params === null) throw conflict("mail_settled");
  return row;
}

/** A letter to a person is about them, so that it loses their address with everything else. */
const about = (row: Mail) => ({
  ...(row.userId
    ? { targetKind: "user" as const, targetId: row.userId }
    : { targetKind: "mail" as const, targetId: row._id }),
  targetLabel: row.to,
});
