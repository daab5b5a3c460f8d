import * as z from "zod";
import { choiceOf, digestOf } from "../notifications/choices";
import type { NotificationReader } from "../notifications/notification-store";
import { cardOf, type SchoolCard } from "../school/school";
import type { SchoolReader } from "../school/school-store";
import { zoneOf } from "../users/time-zone";
import type { User } from "../users/user";
import type { UserReader } from "../users/user-store";
import { mail, skipReason, type Mail, type SkipReason } from "./mail";
import type { MailReader } from "./mail-store";
import { stopClaim, type StopClaim } from "./stop-link";
import { templateOf } from "./templates";

/** What a delivery is to do with one mail: send it, leave it for a reason, or nothing because it is done already. */
export const prepared = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("send"),
    ...mail.pick({ template: true, isTest: true }).shape,
    params: z.string(),
    to: z.string(),
    locale: z.string(),
    name: z.string().nullable(),
    timeZone: z.string().nullable(),
    stop: stopClaim.nullable(),
  }),
  z.object({ kind: z.literal("skip"), reason: skipReason }),
  z.object({ kind: z.literal("done") }),
]);
export type Prepared = z.infer<typeof prepared>;

type Deps = {
  mails: Pick<MailReader, "byId" | "address">;
  users: Pick<UserReader, "byId">;
  notifications: Pick<NotificationReader, "byId" | "choices">;
};

/** Decides about mails that are due, by what is true now and not when they were ordered; in the order of `ids`. */
export async function prepareMails(
  deps: Deps & { school: Pick<SchoolReader, "get"> },
  ids: readonly string[],
): Promise<{ school: SchoolCard; mails: Prepared[] }> {
  const [school, mails] = await Promise.all([
    deps.school.get(),
    Promise.all(ids.map(async (id) => prepare(deps, await deps.mails.byId(id)))),
  ]);
  return { school: cardOf(school), mails };
}

async function prepare(deps: Deps, row: Mail | null): Promise<Prepared> {
  // Told before and not noted in the outbox, or erased with its person.
  if (!row || row.params === null || (row.state !== "waiting" && row.state !== "refused")) return { kind: "done" };
  const user = row.userId && (await deps.users.byId(row.userId));
  const reason = await reasonNotTo(deps, row, user);
  if (reason) return { kind: "skip", reason };
  const { topic } = templateOf(row.template);
  return {
    kind: "send",
    template: row.template,
    isTest: row.isTest,
    params: row.params,
    to: user ? user.email : row.to,
    locale: user?.locale ?? row.locale ?? "en",
    name: user?.name ?? null,
    timeZone: user ? zoneOf(user) : null,
    stop: user && topic && !row.isTest ? ({ userId: user._id, what: topic } satisfies StopClaim) : null,
  };
}

/** Why a mail is not to be sent; null when it is. */
async function reasonNotTo(deps: Deps, row: Mail, user: User | null): Promise<SkipReason | null> {
  if (row.userId && (!user || user.deletedAt !== null || user.status === "deactivated")) return "gone";
  const address = user ? user.emailKey : row.to;
  if (!z.email().safeParse(address).success) return "no_address";
  const { topic } = templateOf(row.template);
  const known = await deps.mails.address(address);
  if (known?.state === "bounced") return "address_bounced";
  if (known?.state === "complained" && topic !== null) return "complained";
  if (user && topic && !row.isTest) {
    const made = await deps.notifications.choices(user._id);
    const isOff = topic === "digest" ? digestOf(made) === "off" : choiceOf(made, topic).mail === "off";
    if (isOff) return "unsubscribed";
  }
  if (row.unlessRead && (await deps.notifications.byId(row.unlessRead))?.readAt) return "read";
  return null;
}
