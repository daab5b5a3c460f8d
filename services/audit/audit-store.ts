import type { Page, PageOptions } from "../shared/page";
import type { UserId } from "../users/user";
import type { AuditEntry } from "./audit-entry";

/** Each method is one index. */
export interface AuditReader {
  /** All entries, newest first. */
  list(options: PageOptions): Promise<Page<AuditEntry>>;
  /** Entries about one thing, newest first, at most `limit`. */
  about(kind: AuditEntry["targetKind"], targetId: string, limit: number): Promise<AuditEntry[]>;
  /** How often someone has done something since a time (ms); counts no further than `most`. */
  timesDone(actorId: UserId, action: AuditEntry["action"], since: number, most: number): Promise<number>;
}
/** Stands in the log for whoever was erased. */
export const nameless = "–";

/** Entries are appended. What was done stays as it is; who was erased loses their name in it. */
export interface AuditStore extends AuditReader {
  add(entry: Omit<AuditEntry, "_id">): Promise<void>;
  /** What a thing was called is called `nameless`, in all entries about it up to `limit`. */
  hideTarget(kind: AuditEntry["targetKind"], targetId: string, limit: number): Promise<void>;
}
