import * as z from "zod";
import type { Actor } from "../access/permissions";
import type { Clock } from "../shared/clock";
import type { UserReader } from "../users/user-store";
import { choiceOf, digestEvery, digestOf, offeredTopics, topicChoice, withChoice } from "./choices";
import type { DigestEvery, TopicChoice } from "./choices";
import { nextDigestAt } from "./next-digest";
import type { NotificationReader, NotificationStore } from "./notification-store";
import { zoneOf } from "../users/time-zone";

/** What a person may choose, as it stands. */
export const ownChoices = z.object({ topics: z.array(topicChoice), digest: digestEvery });
export type OwnChoices = z.infer<typeof ownChoices>;

/** How the actor is told of each topic that concerns people like them. */
export async function readChoices(
  { notifications }: { notifications: Pick<NotificationReader, "choices"> },
  actor: Actor,
): Promise<OwnChoices> {
  const made = await notifications.choices(actor.id);
  const concerned = { everyone: true, teachers: actor.role !== "student", admins: actor.role === "admin" };
  const offered = offeredTopics.filter(({ to }) => concerned[to]);
  return { topics: offered.map(({ topic }) => choiceOf(made, topic)), digest: digestOf(made) };
}

/** Writes down how the actor wants to hear of one topic. */
export async function saveChoice(
  { notifications }: { notifications: NotificationStore },
  actor: Actor,
  choice: TopicChoice,
): Promise<null> {
  await notifications.saveChoices(actor.id, withChoice(await notifications.choices(actor.id), choice));
  return null;
}

/** Writes down how often the actor gets a digest; what waits for one moves along, or is let go. */
export async function saveDigestEvery(
  deps: { notifications: NotificationStore; users: Pick<UserReader, "byId">; clock: Clock },
  actor: Actor,
  digest: DigestEvery,
): Promise<null> {
  const { notifications } = deps;
  const made = await notifications.choices(actor.id);
  await notifications.saveChoices(actor.id, { topics: made?.topics ?? [], digest });
  const waiting = await notifications.digest(actor.id);
  if (!waiting) return null;
  if (digest === "off") await notifications.dropDigest(actor.id);
  else {
    const user = await deps.users.byId(actor.id);
    const dueAt = nextDigestAt(deps.clock.now(), digest, user && zoneOf(user));
    await notifications.saveDigest({ ...waiting, dueAt });
  }
  return null;
}
