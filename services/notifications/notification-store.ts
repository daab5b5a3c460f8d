import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import type { Choices } from "./choices";
import type { DigestRow } from "./digest-row";
import type { Notification } from "./notification";

/** Each method is one index. */
export interface NotificationReader {
  byId(id: Notification["_id"]): Promise<Notification | null>;
  /** Someone's notifications, newest first. */
  list(userId: Id<"users">, options: PageOptions): Promise<Page<Notification>>;
  /** How many of someone's notifications are unread: kept, not counted. */
  unread(userId: Id<"users">): Promise<number>;
  /** Some unread notifications of someone, at most `limit`. */
  someUnread(userId: Id<"users">, limit: number): Promise<Notification[]>;
  /** What someone chose of how to be told; null when they never chose. */
  choices(userId: Id<"users">): Promise<Choices | null>;
  /** What waits for someone's next digest. */
  digest(userId: Id<"users">): Promise<DigestRow | null>;
  /** Digests that are due at a time (ms), the longest waiting first, at most `limit`. */
  digestsDue(now: number, limit: number): Promise<DigestRow[]>;
}
export interface NotificationStore extends NotificationReader {
  /** Adds an unread notification. */
  add(notification: Omit<Notification, "_id" | "readAt">): Promise<Notification["_id"]>;
  /** Marks these as read at a time (ms); ones that are read already stay as they are. */
  markRead(rows: readonly Notification[], at: number): Promise<void>;
  /** Writes down all that someone chose; one row a person. */
  saveChoices(userId: Id<"users">, choices: Choices): Promise<void>;
  forgetChoices(userId: Id<"users">): Promise<void>;
  /** Writes what waits for someone's digest; one row a person. */
  saveDigest(digest: DigestRow): Promise<void>;
  dropDigest(userId: Id<"users">): Promise<void>;
}
