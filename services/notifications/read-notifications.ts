import type { Actor } from "../access/permissions";
import { notFound } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { Notification } from "./notification";
import type { NotificationStore } from "./notification-store";

/** One transaction marks at most this many; the count of the rest stays right, and a second click takes them. */
const mostAtOnce = 2_000;

type Deps = { notifications: NotificationStore; clock: Clock };

/** Marks one of the actor's notifications as read. Someone else's is not found. */
export async function markRead(deps: Deps, actor: Actor, id: Notification["_id"]): Promise<null> {
  const row = await deps.notifications.byId(id);
  if (!row || row.userId !== actor.id) throw notFound("notification");
  await deps.notifications.markRead([row], deps.clock.now());
  return null;
}

/** Marks the actor's notifications as read. */
export async function markAllRead(deps: Deps, actor: Actor): Promise<null> {
  await deps.notifications.markRead(await deps.notifications.someUnread(actor.id, mostAtOnce), deps.clock.now());
  return null;
}
