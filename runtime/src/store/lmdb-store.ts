import { chmodSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { open, type RootDatabase, type Transaction } from "lmdb";
import {
  DamagedStoreError,
  type KeyValueStore,
  type Pair,
  type Snapshot,
  type Span,
  type Write,
} from "./key-value-store";
import { lockFolder } from "./folder-lock";

const checksumLength = 4;
const dataFile = "data.mdb";

/** Where the data lives. */
export type LmdbStoreOptions = { readonly folder: string };

/**
 * Opens the store of a folder, creating both when they are missing (0700 and 0600).
 * Refuses a folder that another process holds (FolderInUseError) and a file that is not whole (DamagedStoreError).
 */
export function openLmdbStore({ folder }: LmdbStoreOptions): LmdbStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const unlock = lockFolder(folder);
  try {
    checkWholeFile(join(folder, dataFile));
    const db = open<Buffer, Uint8Array>({
      path: folder,
      encoding: "binary",
      keyEncoding: "binary",
      // A batch is answered when its own flush is done, not when a later one happens to be.
      overlappingSync: false,
      maxReaders: 2000,
    });
    for (const name of [dataFile, "lock.mdb"]) if (existsSync(join(folder, name))) chmodSync(join(folder, name), 0o600);
    return new LmdbStore(db, folder, unlock);
  } catch (error) {
    unlock();
    if (error instanceof DamagedStoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DamagedStoreError(`The data file in ${folder} cannot be opened: ${reason}. Restore it from a backup.`);
  }
}

/** Durable ordered pairs in LMDB; every record carries a checksum of its key and value. */
export class LmdbStore implements KeyValueStore {
  readonly #db: RootDatabase<Buffer, Uint8Array>;
  readonly #folder: string;
  readonly #unlock: () => void;
  readonly #open = new Set<LmdbSnapshot>();
  #closed = false;

  constructor(db: RootDatabase<Buffer, Uint8Array>, folder: string, unlock: () => void) {
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
    // The writer thread of LMDB applies the batch and flushes the disk; the event loop only waits for the answer.
    let wrote: Promise<boolean> | undefined;
    await this.#db.batch(() => {
      for (const { key, value } of batch) {
        wrote = value === null ? this.#db.remove(key) : this.#db.put(key, withChecksum(key, value) as Buffer);
      }
    });
    await wrote;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const snapshot of [...this.#open]) snapshot.close();
    await this.#db.close();
    this.#unlock();
  }
}

class LmdbSnapshot implements Snapshot {
  readonly #db: RootDatabase<Buffer, Uint8Array>;
  readonly #transaction: Transaction;
  readonly #folder: string;
  readonly #closed: () => void;
  #isOpen = true;

  constructor(db: RootDatabase<Buffer, Uint8Array>, transaction: Transaction, folder: string, closed: () => void) {
    this.#db = db;
    this.#transaction = transaction;
    this.#folder = folder;
    this.#closed = closed;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    const record = this.#db.get(key, { transaction: this.#transaction });
    return record === undefined ? undefined : checked(key, record, this.#folder);
  }

  *range({ from, to, reverse }: Span): Generator<Pair, undefined> {
    const transaction = this.#transaction;
    const found = this.#db.getRange(
      reverse
        ? { start: to, exclusiveStart: true, end: from, inclusiveEnd: true, reverse, transaction }
        : { start: from, end: to, transaction },
    );
    // A `for` loop returns the cursor of LMDB also when our own consumer stops early.
    for (const { key, value } of found) yield { key, value: checked(key, value, this.#folder) };
    return undefined;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#transaction.done();
    this.#closed();
  }
}

function withChecksum(key: Uint8Array, value: Uint8Array): Uint8Array {
  const record = Buffer.allocUnsafe(checksumLength + value.length);
  record.writeUInt32LE(crc32(value, crc32(key)), 0);
  record.set(value, checksumLength);
  return record;
}

function checked(key: Uint8Array, record: Buffer, folder: string): Uint8Array {
  const value = record.subarray(checksumLength);
  if (record.length < checksumLength || record.readUInt32LE(0) !== crc32(value, crc32(key))) {
    throw new DamagedStoreError(
      `A record in ${folder} does not match its checksum: the data file is damaged. Stop the server and restore a backup.`,
    );
  }
  return value;
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
      throw new DamagedStoreError(`${file} is not a data file of this server, or its start is damaged.`);
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
