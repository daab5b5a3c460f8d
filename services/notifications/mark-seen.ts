import type { Actor } from "../access/permissions";
import type { Clock } from "../shared/clock";
import type { NotificationStore } from "./notification-store";

/** Someone who looks at what happened need not be told of it: how many of their newest unread news are looked through. */
const lookedThrough = 100;

/** Marks the actor's news that lead to a page as read, because they are looking at it. */
export async function markSeen(
  { notifications, clock }: { notifications: NotificationStore; clock: Clock },
  actor: Actor,
  href: string,
): Promise<null> {
  const unread = await notifications.someUnread(actor.id, lookedThrough);
  const seen = unread.filter((row) => row.href === href);
  if (seen.length > 0) await notifications.markRead(seen, clock.now());
  return null;
}
