import type { Value } from "convex/values";
import type { ComponentSchemas } from "./catalog";
import type { VectorHit } from "../search/vector-search";
import type { VectorRequest } from "../search/vector-query";

/**
 * The seam between what is stored (values, store, transactions) and what is served (functions, sync, http).
 * Timestamps are nanoseconds since the epoch as bigint, strictly increasing over the life of a data folder.
 */

/** A document as it is stored: the Convex-JSON text is kept so that a read can be passed on unparsed. `table` is a full name (table-names.ts). */
export type StoredDocument = { readonly id: string; readonly table: string; readonly json: string };

/** Half-open byte interval [from, to) of one index's key space. `to` null means the end of the index. */
export type KeyRange = { readonly index: string; readonly from: Uint8Array; readonly to: Uint8Array | null };

/** Everything a transaction looked at, gets of absent ids and ranges read before an error included. */
export type ReadSet = readonly KeyRange[];

/** One index key that a commit added or removed (both for a moved entry). */
export type WrittenKey = { readonly index: string; readonly key: Uint8Array };

/** A durable commit, told once, in timestamp order. */
export type Commit = { readonly ts: bigint; readonly keys: readonly WrittenKey[] };

export type Order = "asc" | "desc";
export type RangeExpression = { type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte"; fieldPath: string; value: unknown };

/** The query JSON that `convex/server` hands to the syscalls. */
export type QueryJson = {
  source:
    | { type: "FullTableScan"; tableName: string; order: Order | null }
    | { type: "IndexRange"; indexName: string; range: readonly RangeExpression[]; order: Order | null }
    | { type: "Search"; indexName: string; filters: readonly unknown[] };
  operators: readonly ({ filter: unknown } | { limit: number })[];
};

export type PageRequest = {
  query: QueryJson;
  cursor: string | null;
  endCursor: string | null;
  pageSize: number;
  maximumRowsRead?: number;
  maximumBytesRead?: number;
};
export type Page = {
  page: readonly StoredDocument[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: string | null;
  pageStatus: null | "SplitRecommended" | "SplitRequired";
};

/**
 * Options of a single access. `system` reaches tables whose name starts with "_" (db.system and the host's own);
 * `component` is the path of the component whose tables are meant, the app when it is left out.
 */
export type Access = { system?: boolean; component?: string };

/** A table by its full name, the number that its ids carry, and how many documents it has. */
export type TableSummary = { readonly name: string; readonly number: number; readonly count: number };

export interface Reader {
  /** The snapshot read from. */
  readonly ts: bigint;
  get(id: string, table?: string, access?: Access): StoredDocument | null;
  /** Lazy; the caller exhausts or `return()`s it. Reads are recorded as they happen. */
  stream(query: QueryJson, access?: Access): Iterator<StoredDocument>;
  page(request: PageRequest, access?: Access): Page;
  count(table: string, access?: Access): number;
  /** All tables, the host's own included. Not part of the read set. */
  tables(): readonly TableSummary[];
  normalizeId(table: string, id: string, access?: Access): string | null;
  /** The full name of the table that an id belongs to; null for a text that is no id of a known table. */
  tableOfId(id: string): string | null;
  readSet(): ReadSet;
  metrics(): { rowsRead: number; bytesRead: number; rangesRead: number; rowsWritten: number; bytesWritten: number };
}

export interface Writer extends Reader {
  insert(table: string, value: Record<string, Value | undefined>, access?: Access): string;
  /** Shallow merge; a field set to undefined is removed. */
  patch(id: string, value: Record<string, Value | undefined>, table?: string, access?: Access): void;
  replace(id: string, value: Record<string, Value | undefined>, table?: string, access?: Access): void;
  remove(id: string, table?: string, access?: Access): void;
  /** A nested transaction: `keep` folds its writes into this one, `drop` forgets them. Its reads are kept either way. */
  child(): Writer & { keep(): void; drop(): void };
  /** A note of the host's own: text of any length under a key, beside the tables, without limits and in no read set. */
  note(key: Uint8Array): string | null;
  /** Writes a note together with the rest; null takes it away. */
  setNote(key: Uint8Array, text: string | null): void;
  /** The keys of the first notes from `from` on and before `to`. */
  noteKeys(from: Uint8Array, to: Uint8Array, most: number): Uint8Array[];
}

/** Writes what comes from a copy: without limits, and with the ids that documents had. */
export interface Importer extends Writer {
  /** Inserts a document with the id and creation time that it brings, or with new ones; throws when the id is taken or another table's. */
  restore(table: string, value: Record<string, Value | undefined>): string;
  /** Gives an empty table the number that ids to be restored carry; throws when a table with documents has it. */
  renumber(table: string, number: number): void;
}

/** A moment was asked for that is no longer kept. */
export class SnapshotGoneError extends Error {
  override readonly name = "SnapshotGoneError";
}

export interface Database {
  /** Whether whoever held the data before has closed it; otherwise a process or machine ended under it. */
  readonly wasClosed: boolean;
  /** Newest durable timestamp. Never goes back, also over restarts and clock jumps. */
  readonly durableTs: bigint;
  /** The full name of the table that an id belongs to, for validating `v.id(table)`; null for a text that is no id of a known table. */
  tableOfId(id: string): string | null;
  /** Reads a durable snapshot, the newest or an old one that is still kept; `end` releases it. */
  read(at?: bigint): Reader & { end(): void };
  /** Reads the newest durable snapshot without limits, for the host's own work on everything there is; `end` releases it. */
  readWhole(): Reader & { end(): void };
  /** Like `mutate`, without limits, when nothing else waits for the disk. Throwing leaves tables and their numbers as they were. */
  importTables<T>(work: (tx: Importer) => Promise<T>): Promise<T>;
  /** Rejects when a stored document does not fit the schemas, as `setSchema` would, and changes nothing. */
  checkSchema(schema: unknown, components?: ComponentSchemas): Promise<void>;
  /** Keeps the newest durable snapshot readable for so long and returns its timestamp: what a client needs to ask several queries at one time. */
  hold(forMs: number): bigint;
  /**
   * Runs `work` alone among writers, over everything finished before it. Throwing rolls back.
   * Resolves when the disk has it (group commit). `wrote` is false when nothing changed; `ts` is then the newest durable one seen.
   */
  mutate<T>(work: (tx: Writer) => Promise<T>): Promise<{ value: T; ts: bigint; wrote: boolean }>;
  /** Called after the disk has them and before `mutate` resolves, in order. Returns the way to stop. */
  onCommit(listener: (commits: readonly Commit[]) => void): () => void;
  /**
   * Takes the schema of the app and those of its components (`schema.export()` parsed), all or none: creates and back-fills indexes, validates existing documents.
   * Refuses with the offending table, document and path, and then nothing has changed.
   */
  setSchema(schema: unknown, components?: ComponentSchemas): Promise<void>;
  /** The documents whose vectors are nearest to a given one, at the newest durable moment. Rejects with what is wrong with the request. */
  searchVectors(request: VectorRequest): Promise<VectorHit[]>;
  /**
   * Reads everything there is and compares it: every record with its checksum, every document with its entries, every table with its count.
   * After `withinMs` it ends at the next table. Resolves with how much was looked at; rejects with what is damaged (DamagedStoreError).
   */
  verify(withinMs?: number): Promise<Verified>;
  close(): Promise<void>;
}

/** What a verification has looked at; `isWhole` is false when its time was up before its end. */
export type Verified = { readonly documents: number; readonly entries: number; readonly isWhole: boolean };

/** Finds whom a commit concerns: an interval index over read sets. */
export interface ReadIndex<Token> {
  add(token: Token, reads: ReadSet): void;
  remove(token: Token): void;
  touchedBy(commit: Commit): Set<Token>;
}
