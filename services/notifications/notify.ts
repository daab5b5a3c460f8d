import { sendMail, type MailDeps, type Written } from "../mail/send-mail";
import type { Id } from "../shared/id";
import type { User } from "../users/user";
import { choiceOf, digestOf, type Choices } from "./choices";
import type { DigestItem } from "./digest-row";
import { nextDigestAt } from "./next-digest";
import type { Notification } from "./notification";
import type { NotificationStore } from "./notification-store";
import type { Topic } from "./topic";
import { zoneOf } from "../users/time-zone";

export type NotifyDeps = MailDeps & { notifications: NotificationStore };

type Kind = Notification["kind"];
/** What each kind of news is about; null for what everyone is always told. */
const topicOf: Record<Kind, Topic | null> = {
  enrollmentGranted: "courses",
  enrollmentWithdrawn: "courses",
  enrollmentCompleted: "courses",
  courseCompleted: "courses",
  studentEnrolled: "teaching",
  importFinished: "imports",
  roleChanged: null,
  invitationAccepted: "people",
  staffAdded: null,
  staffRemoved: null,
};
/** How long (ms) a letter waits to see whether its news is read in the school anyway. */
const patience: Partial<Record<Kind, number>> = { importFinished: 5 * 60_000 };
/** What waits for a digest is kept up to this many; the rest is counted. */
const mostWaiting = 30;

type News = Pick<Notification, "kind" | "params" | "href" | "names">;

/**
 * Tells one person that something happened, as they wish to be told: in the school, by mail, with their next digest.
 * `href` is a path inside the school that shows it; `key` names the occasion where it may come again but is told of once.
 */
export async function notify(deps: NotifyDeps, userId: Id<"users">, what: News, key?: string): Promise<void> {
  const user = await deps.users.byId(userId);
  if (!user || user.deletedAt !== null) return;
  const about = topicOf[what.kind];
  const made = about && (await deps.notifications.choices(userId));
  const choice = about ? choiceOf(made, about) : { inApp: true, mail: "now" as const };
  const notificationId = choice.inApp
    ? await deps.notifications.add({ userId, createdAt: deps.clock.now(), ...what })
    : null;
  if (user.status === "deactivated") return;
  if (choice.mail === "digest") await keepForDigest(deps, user, made, { notificationId, ...what });
  if (choice.mail === "now") {
    const delayMs = notificationId ? (patience[what.kind] ?? 0) : 0;
    const unlessRead = delayMs > 0 ? { unlessRead: notificationId ?? undefined } : {};
    const occasion = `${what.kind}/${userId}/${key ?? notificationId ?? deps.clock.now()}`;
    const names = what.names ? { names: what.names } : {};
    await sendMail(deps, { ...letterOf(what), userId, key: occasion, delayMs, ...unlessRead, ...names });
  }
}

async function keepForDigest(deps: NotifyDeps, user: User, made: Choices | null, item: DigestItem): Promise<void> {
  const every = digestOf(made);
  if (every === "off") return;
  const waiting = await deps.notifications.digest(user._id);
  const dueAt = waiting?.dueAt ?? nextDigestAt(deps.clock.now(), every, zoneOf(user));
  const items = waiting?.items ?? [];
  const isTold = items.some((one) => one.kind === item.kind && isSameNews(one, item));
  if (isTold) return;
  const isFull = items.length >= mostWaiting;
  await deps.notifications.saveDigest({
    userId: user._id,
    dueAt,
    items: isFull ? items : [...items, item],
    more: (waiting?.more ?? 0) + (isFull ? 1 : 0),
  });
}

/** Someone who comes and goes is one piece of news. */
const isSameNews = (a: DigestItem, b: DigestItem) =>
  a.href === b.href && JSON.stringify(a.params) === JSON.stringify(b.params);

/** The letter that tells a kind of news. */
function letterOf({ kind, params, href }: News): Written {
  const { course = "", student = "", file = "", role = "", person = "", by = "" } = params;
  switch (kind) {
    case "enrollmentGranted":
      return { template: "enrolled", params: { course, href, isSelf: false } };
    case "enrollmentWithdrawn":
      return { template: "withdrawn", params: { course, href } };
    case "enrollmentCompleted":
    case "courseCompleted":
      return { template: "completed", params: { course, href } };
    case "studentEnrolled":
      return { template: "studentEnrolled", params: { student, course, href } };
    case "importFinished":
      return { template: "importFinished", params: { file, href } };
    case "roleChanged":
      return { template: "roleChanged", params: { role } };
    case "invitationAccepted":
      return { template: "invitationAccepted", params: { person, role, href } };
    case "staffAdded":
      return { template: "staffInvitation", params: { by, course, role, href } };
    case "staffRemoved":
      return { template: "staffRemoved", params: { by, course, href } };
  }
}
