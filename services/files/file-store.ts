import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";

export type StorageId = Id<"_storage">;
/** What file storage knows of a file: its type as the sender named it, its size and its SHA-256 (base64 or hex, as stored). */
export type StoredFile = { readonly contentType: string | null; readonly bytes: number; readonly sha256: string };

/** Questions to file storage. */
export interface FileReader {
  /** Address from which a browser reads the file; null when it is gone. */
  url(id: StorageId): Promise<string | null>;
  info(id: StorageId): Promise<StoredFile | null>;
}
export interface FileStore extends FileReader {
  /** Files in the order of their upload, with when that was (ms). */
  list(options: PageOptions): Promise<Page<{ id: StorageId; uploadedAt: number }>>;
  /** Address that takes one file by POST and answers with its storage id; valid for an hour. */
  uploadUrl(): Promise<string>;
  /** Deletes the file; harmless when it is gone. */
  remove(id: StorageId): Promise<void>;
}
