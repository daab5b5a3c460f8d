import type { Page, PageOptions } from "../shared/page";
import type { AuditEntry } from "./audit-entry";

/** Each method is one index. */
export interface AuditReader {
  /** All entries, newest first. */
  list(options: PageOptions): Promise<Page<AuditEntry>>;
  /** Entries about one thing, newest first, at most `limit`. */
  about(kind: AuditEntry["targetKind"], targetId: string, limit: number): Promise<AuditEntry[]>;
}
/** Entries are appended; there is no way to change one. */
export interface AuditStore extends AuditReader {
  add(entry: Omit<AuditEntry, "_id">): Promise<void>;
}
