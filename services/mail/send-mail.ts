import * as z from "zod";
import type { Actor } from "../access/permissions";
import { enqueue, type OutboxDeps } from "../outbox/enqueue";
import { conflict, invalid } from "../shared/app-error";
import type { Id } from "../shared/id";
import { keyOf } from "../users/user-keys";
import type { UserReader } from "../users/user-store";
import type { Mail, MailId } from "./mail";
import type { MailStore } from "./mail-store";
import type { TemplateName, WaitingTemplate } from "./template-names";
import { templateOf, type ParamsOf } from "./templates";

export type MailDeps = OutboxDeps & { mails: MailStore; users: Pick<UserReader, "byId"> };

type Occasion = {
  /** Names the occasion; a second order of the same occasion is the same mail. */
  key: string;
  /** How long (ms) it waits before it goes out. */
  delayMs?: number;
  /** It does not go out when this notification is read by then. */
  unlessRead?: Id<"notifications">;
  /** Whose act it is, when people may choose whom the school writes to: such acts are limited. */
  causedBy?: Actor;
  /** Whom it names besides its reader. */
  names?: Id<"users">;
  isTest?: boolean;
} & ({ userId: Id<"users"> } | { to: string; locale?: string });

type SentTemplate = Exclude<TemplateName, WaitingTemplate>;
/** Which letter, and what it says. */
export type Written = { [Name in SentTemplate]: { template: Name; params: ParamsOf<Name> } }[SentTemplate];
/** A letter to send: which, what it says, and to whom. */
export type MailOrder = Occasion & Written;
/** The same where the template is known only when it happens; its params are checked then. */
type LooseOrder = Occasion & { template: TemplateName; params: unknown };

const hour = 60 * 60_000;
/** A person gets no more letters than this within an hour, whatever happens around them. */
export const mostToOne = 40;
/** One person's acts send no more letters than this within an hour. */
export const mostByOne = 60;

/**
 * Orders a letter, in the transaction of what it tells of. Whether it goes out is decided when it is due: people who
 * are gone or want no such letters, and addresses that bounce, get none. Answers the mail, or null where there is
 * nobody to write to. Refuses with "too_many_mails" when `causedBy` has caused too many, and a `to` that is no address.
 */
export const sendMail = (deps: MailDeps, order: MailOrder): Promise<MailId | null> => sendAnyMail(deps, order);

/** `sendMail` for a template that is known only when it happens. */
export async function sendAnyMail(deps: MailDeps, order: LooseOrder): Promise<MailId | null> {
  const known = await deps.mails.byKey(order.key);
  if (known) return known._id;
  const now = deps.clock.now();
  const { causedBy } = order;
  if (causedBy && (await deps.mails.causedBy(causedBy.id, now - hour, mostByOne)) >= mostByOne) {
    throw conflict("too_many_mails");
  }
  const to = await addressee(deps, order);
  if (!to) return null;
  const isOverrun = to.userId !== null && (await deps.mails.sentTo(to.userId, now - hour, mostToOne)) >= mostToOne;
  const isSkipped = isOverrun && templateOf(order.template).topic !== null;
  const mailId = await deps.mails.add({
    ...to,
    key: order.key,
    template: order.template,
    // What does not fit the template is a bug of whoever orders: it fails here, not at night in a delivery.
    params: isSkipped ? null : JSON.stringify(templateOf(order.template).params.parse(order.params)),
    unlessRead: order.unlessRead ?? null,
    isTest: order.isTest ?? false,
    causedBy: causedBy?.id ?? null,
    ...(order.names ? { names: order.names } : {}),
    state: isSkipped ? "skipped" : "waiting",
    reason: isSkipped ? "many" : null,
    error: null,
    subject: null,
    vendorId: null,
    createdAt: now,
    sentAt: null,
  });
  const delayMs = order.delayMs ?? 0;
  if (!isSkipped) await enqueue(deps, "mail", { key: mailId, payload: { mailId }, delayMs });
  return mailId;
}

/** Whom an order is for; null where nobody is to be written to. */
async function addressee(
  { users }: Pick<MailDeps, "users">,
  order: Occasion,
): Promise<Pick<Mail, "userId" | "to" | "locale"> | null> {
  if (!("userId" in order)) {
    const to = keyOf(order.to);
    if (!z.email().max(320).safeParse(to).success) throw invalid("fields", { to: "email" });
    return { userId: null, to, locale: order.locale ?? null };
  }
  const user = await users.byId(order.userId);
  if (!user || user.deletedAt !== null || user.status === "deactivated" || !user.emailKey) return null;
  return { userId: user._id, to: user.emailKey, locale: null };
}
