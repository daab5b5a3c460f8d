import * as z from "zod";
import { choiceOf, digestEvery, digestOf, mailWish, withChoice } from "../notifications/choices";
import type { NotificationStore } from "../notifications/notification-store";
import { topic } from "../notifications/topic";
import { forbidden } from "../shared/app-error";
import type { UserReader } from "../users/user-store";
import { readStopToken, type StopClaim } from "./stop-link";

type Deps = { notifications: NotificationStore; users: Pick<UserReader, "byId"> };

/** What was stopped, and how it was before, so that it can be taken back. */
export const stopped = z.object({
  what: z.union([topic, z.literal("digest")]),
  before: z.union([mailWish, digestEvery]),
});
export type Stopped = z.infer<typeof stopped>;

/** What a signed link would end, and whether it is ended already. */
export const stopping = stopped.pick({ what: true }).extend({ isStopped: z.boolean() });
export type Stopping = z.infer<typeof stopping>;

/** Reads a signed link, which changes nothing: whoever opens it may be a program that looks links up. Refuses with "stop_link". */
export async function readStopLink(
  deps: { notifications: Pick<NotificationStore, "choices">; users: Pick<UserReader, "byId"> },
  token: string,
  secret: string | null,
): Promise<Stopping> {
  const { userId, what } = await genuine(deps, token, secret);
  const made = await deps.notifications.choices(userId);
  return { what, isStopped: (what === "digest" ? digestOf(made) : choiceOf(made, what).mail) === "off" };
}

/** Ends the letters that a signed link names, for the person it names. Refuses with "stop_link" one that is not ours. */
export async function stopLetters(deps: Deps, token: string, secret: string | null): Promise<Stopped> {
  const claim = await genuine(deps, token, secret);
  const before = await wishFor(deps, claim, "off");
  return { what: claim.what, before };
}

/** Takes a stop back. Refuses with "stop_link", and with "fields" a wish that does not fit what the link names. */
export async function resumeLetters(
  deps: Deps,
  token: string,
  before: Stopped["before"],
  secret: string | null,
): Promise<null> {
  await wishFor(deps, await genuine(deps, token, secret), before);
  return null;
}

async function genuine({ users }: Pick<Deps, "users">, token: string, secret: string | null): Promise<StopClaim> {
  const claim = secret ? await readStopToken(token, secret) : null;
  const user = claim && (await users.byId(claim.userId));
  if (!claim || !user || user.deletedAt !== null) throw forbidden("stop_link");
  return claim;
}

/** Writes down how someone wants to hear of something; answers how they wanted it before. */
async function wishFor({ notifications }: Deps, { userId, what }: StopClaim, wish: Stopped["before"]) {
  const made = await notifications.choices(userId);
  if (what === "digest") {
    const digest = digestEvery.safeParse(wish);
    if (!digest.success) throw forbidden("stop_link");
    await notifications.saveChoices(userId, { topics: made?.topics ?? [], digest: digest.data });
    if (digest.data === "off") await notifications.dropDigest(userId);
    return digestOf(made);
  }
  const mail = mailWish.safeParse(wish);
  if (!mail.success) throw forbidden("stop_link");
  const choice = choiceOf(made, what);
  await notifications.saveChoices(userId, withChoice(made, { ...choice, mail: mail.data }));
  return choice.mail;
}
