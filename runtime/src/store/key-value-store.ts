/** What the database asks of its storage: ordered keys, snapshots that do not move, and batches that are durable when they resolve. */

/** One change of a batch; a null value removes the key. */
export type Write = { readonly key: Uint8Array; readonly value: string | null };

/** One stored pair. */
export type Pair = { readonly key: Uint8Array; readonly value: string };

/** Keys from `from` (included) to `to` (excluded), downwards when `reverse`. */
export type Span = { readonly from: Uint8Array; readonly to: Uint8Array; readonly reverse: boolean };

/** An unchanging view of the newest durable state at the time it was taken. */
export interface Snapshot {
  get(key: Uint8Array): string | undefined;
  /** Lazy; whoever does not exhaust it must `return()` it, or the space of old pages is never reused. */
  range(span: Span): Iterator<Pair, undefined>;
  close(): void;
}

/** An ordered store: byte keys, text values. A batch is applied whole or not at all. */
export interface KeyValueStore {
  snapshot(): Snapshot;
  /** Resolves when the disk has the batch; rejects with nothing of it applied. One batch at a time. */
  commit(batch: readonly Write[]): Promise<void>;
  close(): Promise<void>;
}

/** The stored bytes are not what was written: the folder is damaged. */
export class DamagedStoreError extends Error {
  override readonly name = "DamagedStoreError";
}
