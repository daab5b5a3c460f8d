import type { Clock } from "../shared/clock";
import type { Id } from "../shared/id";
import type { Notification } from "./notification";
import type { NotificationStore } from "./notification-store";

/** Tells one person that something happened; `href` is a path inside the school that shows it. */
export async function notify(
  { notifications, clock }: { notifications: NotificationStore; clock: Clock },
  userId: Id<"users">,
  what: Pick<Notification, "kind" | "params" | "href">,
): Promise<void> {
  await notifications.add({ userId, createdAt: clock.now(), ...what });
}
