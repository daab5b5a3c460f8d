import { chmodSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { open, type RootDatabase, type Transaction } from "lmdb";
import {
  DamagedStoreError,
  type KeyValueStore,
  type Pair,
  type Snapshot,
  type Span,
  type Write,
} from "./key-value-store";
import { checksum } from "./checksum";
import { lockFolder } from "./folder-lock";
import { openJournal } from "./journal";
import { JournaledStore } from "./journaled-store";

const checksumLength = 4;
const dataFile = "data.mdb";

/** Where the data lives. */
export type LmdbStoreOptions = { readonly folder: string };

/**
 * Opens the store of a folder, creating both when they are missing (0700 and 0600): LMDB's pages under a journal.
 * Refuses a folder that another process holds (FolderInUseError) and files that are not whole (DamagedStoreError).
 */
export function openLmdbStore({ folder }: LmdbStoreOptions): KeyValueStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const unlock = lockFolder(folder);
  try {
    checkWholeFile(join(folder, dataFile));
    const db = open<StoredText, Uint8Array>({
      path: folder,
      encoder: recordCodec,
      keyEncoding: "binary",
      // A batch is answered when its own flush is done, not when a later one happens to be.
      overlappingSync: false,
      eventTurnBatching: false,
      maxReaders: 2000,
    });
    for (const name of [dataFile, "lock.mdb"]) if (existsSync(join(folder, name))) chmodSync(join(folder, name), 0o600);
    return new JournaledStore(new LmdbStore(db, folder, unlock), openJournal(folder));
  } catch (error) {
    unlock();
    if (error instanceof DamagedStoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DamagedStoreError(`The data file in ${folder} cannot be opened: ${reason}. Restore it from a backup.`);
  }
}

/** Durable ordered pairs in LMDB; every record carries a checksum of its key and value. */
export class LmdbStore implements KeyValueStore {
  readonly #db: RootDatabase<StoredText, Uint8Array>;
  readonly #folder: string;
  readonly #unlock: () => void;
  readonly #open = new Set<LmdbSnapshot>();
  #closed = false;

  constructor(db: RootDatabase<StoredText, Uint8Array>, folder: string, unlock: () => void) {
    this.#db = db;
    this.#folder = folder;
    this.#unlock = unlock;
  }

  snapshot(): Snapshot {
    if (this.#closed) throw new Error("The store is closed");
    this.#db.resetReadTxn();
    const transaction = this.#db.useReadTransaction();
    const snapshot = new LmdbSnapshot(this.#db, transaction, this.#folder, () => this.#open.delete(snapshot));
    this.#open.add(snapshot);
    return snapshot;
  }

  async commit(batch: readonly Write[]): Promise<void> {
    if (this.#closed) throw new Error("The store is closed");
    if (batch.length === 0) return;
    // The writer thread of LMDB applies the batch and flushes the disk; the event loop only waits for the answer.
    const answers: Promise<boolean>[] = [];
    const whole = this.#db.batch(() => {
      for (const { key, value } of batch) {
        answers[0] = value === null ? this.#db.remove(key) : this.#db.put(key, writeRecord(key, value));
      }
    });
    try {
      await Promise.all([whole, ...answers]);
    } catch (error) {
      throw await reasonOf(error);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const snapshot of [...this.#open]) snapshot.close();
    await this.#db.close();
    this.#unlock();
  }
}

/** LMDB's own complaints about its pages are damage as well. */
function readError(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !error.message.startsWith("MDB_")) return error;
  return new DamagedStoreError(
    `The data file in ${folder} is damaged: ${error.message}. Stop the server and restore a backup.`,
    { cause: error },
  );
}

/** LMDB keeps the reason of a failed commit in a promise of its own beside the error. */
async function reasonOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !("commitError" in error)) return error;
  try {
    await error.commitError;
    return error;
  } catch (reason) {
    const text = reason instanceof Error ? reason.message : String(reason);
    return new Error(`the disk answered "${text}"; it may be full`, { cause: error });
  }
}

class LmdbSnapshot implements Snapshot {
  readonly #db: RootDatabase<StoredText, Uint8Array>;
  readonly #transaction: Transaction;
  readonly #folder: string;
  readonly #closed: () => void;
  #isOpen = true;

  constructor(db: RootDatabase<StoredText, Uint8Array>, transaction: Transaction, folder: string, closed: () => void) {
    this.#db = db;
    this.#transaction = transaction;
    this.#folder = folder;
    this.#closed = closed;
  }

  get(key: Uint8Array): string | undefined {
    try {
      const record = this.#db.get(key, { transaction: this.#transaction });
      return record === undefined ? undefined : this.#checked(key, record);
    } catch (error) {
      throw readError(error, this.#folder);
    }
  }

  *range({ from, to, reverse }: Span): Generator<Pair, undefined> {
    const transaction = this.#transaction;
    const found = this.#db.getRange(
      reverse
        ? { start: to, exclusiveStart: true, end: from, inclusiveEnd: true, reverse, transaction }
        : { start: from, end: to, transaction },
    );
    // A `for` loop returns the cursor of LMDB also when our own consumer stops early.
    try {
      for (const { key, value } of found) yield { key, value: this.#checked(key, value) };
    } catch (error) {
      throw readError(error, this.#folder);
    }
    return undefined;
  }

  #checked(key: Uint8Array, record: StoredText): string {
    if ("text" in record && record.keySum === checksum(key, key.length)) return record.text;
    throw new DamagedStoreError(
      `A record in ${this.#folder} does not match its checksum: the data file is damaged. Stop the server and restore a backup.`,
    );
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#transaction.done();
    this.#closed();
  }
}

/** A record as it is read: its text, and what the sum of its key must be if neither was damaged. */
type StoredText = { readonly text: string; readonly keySum: number } | Buffer;

/** A record is its text and, in four bytes, the sum of the text mixed with the sum of the key. It is read where it lies, without a copy. */
const recordCodec = {
  encode: (record: Buffer) => record,
  decode(bytes: Buffer): StoredText {
    const length = bytes.length - checksumLength;
    if (length < 0) return { text: "", keySum: -1 };
    const sum =
      (bytes[length]! | (bytes[length + 1]! << 8) | (bytes[length + 2]! << 16) | (bytes[length + 3]! << 24)) >>> 0;
    return { text: textOf(bytes, length), keySum: (sum ^ checksum(bytes, length)) >>> 0 };
  },
};

function textOf(bytes: Uint8Array, length: number): string {
  if (length === 0) return "";
  // A record in a shared mapping comes as a plain array of bytes.
  const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, length);
  return buffer.toString("utf8", 0, length);
}

function writeRecord(key: Uint8Array, text: string): Buffer {
  const length = Buffer.byteLength(text);
  const record = Buffer.allocUnsafe(length + checksumLength);
  record.write(text, 0, "utf8");
  record.writeUInt32LE((checksum(record, length) ^ checksum(key, key.length)) >>> 0, length);
  return record;
}
/** Where LMDB's two head pages keep what is needed here, counted from the page's start. */
const head = { magic: 24, pageSize: 48, lastPage: 144, transaction: 152, length: 160, mark: 0xbeefc0de };

/** LMDB maps the file and would end the process on a truncated one, so its own page count is compared with the file's length first. */
function checkWholeFile(file: string): void {
  if (!existsSync(file)) return;
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    if (size === 0) return;
    const readHead = (at: number) => {
      const page = Buffer.alloc(head.length);
      readSync(handle, page, 0, head.length, at);
      return page.readUInt32LE(head.magic) === head.mark ? page : null;
    };
    const first = readHead(0);
    const pageSize = first?.readUInt32LE(head.pageSize) ?? 4096;
    const heads = [first, readHead(pageSize)].filter((page) => page !== null);
    if (heads.length === 0)
      throw new DamagedStoreError(
        `${file} is not a data file of this server, or its start is damaged: name another folder, or restore this one from a backup.`,
      );
    const newest = heads.sort((a, b) =>
      Number(b.readBigUInt64LE(head.transaction) - a.readBigUInt64LE(head.transaction)),
    )[0]!;
    const needed = (Number(newest.readBigUInt64LE(head.lastPage)) + 1) * pageSize;
    if (needed > size) {
      throw new DamagedStoreError(`${file} is cut off: it has ${size} of ${needed} bytes. Restore it from a backup.`);
    }
  } finally {
    closeSync(handle);
  }
}
