import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
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
}
export interface NotificationStore extends NotificationReader {
  /** Adds an unread notification. */
  add(notification: Omit<Notification, "_id" | "readAt">): Promise<void>;
  /** Marks these as read at a time (ms); ones that are read already stay as they are. */
  markRead(rows: readonly Notification[], at: number): Promise<void>;
}
