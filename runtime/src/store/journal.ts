import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { checksum } from "./checksum";
import { DamagedStoreError, type Write } from "./key-value-store";

/** One batch as it was written down: `number` counts the batches of a store from 1 on. */
export type JournalRecord = { readonly number: number; readonly batch: readonly Write[] };

/** Where batches are written down before anything else is done with them. */
export interface Journal {
  /** The whole records after `position`, in order; throws DamagedStoreError when one of them is missing. */
  recordsAfter(position: number): JournalRecord[];
  /** Resolves when the disk has the record; rejects with nothing of it left. */
  append(record: JournalRecord): Promise<void>;
  /** How many bytes were appended since the last `turn` or `restart`. */
  readonly length: number;
  /** The next records go to the other file; what lay there must not be needed any more. */
  turn(): void;
  /** Nothing that was written so far is needed any more. */
  restart(): void;
  close(): void;
}

/** A file is filled with zeros up to here when it is made: writing where a file has its blocks is what makes a flush quick. */
const preparedLength = 1 << 20;
const mark = 0x4c4e524a;
/** Before a record's body: mark, length of the body, number, checksum of the last two and the body. */
const head = { length: 4, number: 8, sum: 16, bytes: 20 };

/** Opens the two files of a folder's journal, creating them when they are missing (0600). */
export function openJournal(folder: string, prepared = preparedLength): Journal {
  return new FileJournal([join(folder, "journal-a"), join(folder, "journal-b")], prepared);
}

class FileJournal implements Journal {
  readonly #files: readonly [number, number];
  readonly #paths: readonly string[];
  #current: 0 | 1 = 0;
  #length = 0;
  #failure: Error | null = null;

  constructor(paths: readonly [string, string], prepared: number) {
    this.#paths = paths;
    this.#files = [openPrepared(paths[0], prepared), openPrepared(paths[1], prepared)];
  }

  get length(): number {
    return this.#length;
  }

  recordsAfter(position: number): JournalRecord[] {
    const records = this.#files
      .flatMap((file, i) => readRecords(file, this.#paths[i]!, position))
      .sort((a, b) => a.number - b.number);
    records.forEach(({ number }, i) => {
      if (number === position + 1 + i) return;
      throw new DamagedStoreError(
        `The journal ${this.#paths[0]} has lost record ${position + 1 + i}: restore the whole folder from a backup.`,
      );
    });
    return records;
  }

  async append(record: JournalRecord): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    const file = this.#files[this.#current];
    const bytes = encodeRecord(record);
    const at = this.#length;
    try {
      writeWhole(file, bytes, at);
      await flush(file);
      this.#length = at + bytes.length;
    } catch (error) {
      this.#strike(file, at, error);
      throw error;
    }
  }

  turn(): void {
    this.#current = this.#current === 0 ? 1 : 0;
    this.#length = 0;
  }

  restart(): void {
    this.#length = 0;
  }

  close(): void {
    for (const file of this.#files) closeSync(file);
  }

  /** A record whose writing failed may lie on the disk all the same: it is made unreadable, or nothing more is taken. */
  #strike(file: number, at: number, cause: unknown): void {
    try {
      if (fstatSync(file).size > at) writeWhole(file, Buffer.alloc(4), at);
      fdatasyncSync(file);
    } catch {
      this.#failure = new Error(
        "The journal cannot be written any more: restart the server when its disk works again.",
        {
          cause,
        },
      );
    }
  }
}

function openPrepared(path: string, prepared: number): number {
  if (existsSync(path)) return openSync(path, "r+");
  const file = openSync(path, "w+", 0o600);
  try {
    writeWhole(file, Buffer.alloc(prepared), 0);
  } catch (error) {
    // A full disk can still be read from, and has room again later: the file grows then.
    if (!isOutOfRoom(error)) throw error;
  }
  fsyncSync(file);
  // A new file is only safe once the folder that names it is.
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
  return file;
}

function isOutOfRoom(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(error.code));
}

function writeWhole(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done);
}

/** The flush is done by another thread: the event loop goes on. */
function flush(file: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fdatasync(file, (error) => (error === null ? resolve() : reject(error)));
  });
}

let scratch = Buffer.allocUnsafeSlow(64 << 10);

/** Writes a record into a buffer that is used again for the next one. */
function encodeRecord({ number, batch }: JournalRecord): Buffer {
  let most = head.bytes + 4;
  for (const { key, value } of batch) most += 6 + key.length + (value === null ? 0 : value.length * 3);
  if (scratch.length < most) scratch = Buffer.allocUnsafeSlow(most * 2);
  let at = scratch.writeUInt32LE(batch.length, head.bytes);
  for (const { key, value } of batch) {
    at = scratch.writeUInt16LE(key.length, at);
    scratch.set(key, at + 4);
    const length = value === null ? -1 : scratch.write(value, at + 4 + key.length, "utf8");
    scratch.writeInt32LE(length, at);
    at += 4 + key.length + Math.max(0, length);
  }
  scratch.writeUInt32LE(mark, 0);
  scratch.writeUInt32LE(at - head.bytes, head.length);
  scratch.writeDoubleLE(number, head.number);
  scratch.writeUInt32LE(sumOf(scratch, 0, at), head.sum);
  return scratch.subarray(0, at);
}

function sumOf(bytes: Buffer, from: number, to: number): number {
  const [front, body] = [bytes.subarray(from + head.length, from + head.sum), bytes.subarray(from + head.bytes, to)];
  return (checksum(front, front.length) ^ checksum(body, body.length)) >>> 0;
}

type Found = { readonly number: number; readonly end: number };

/** The whole record at a place, or null. */
function recordAt(bytes: Buffer, at: number): Found | null {
  if (at + head.bytes > bytes.length || bytes.readUInt32LE(at) !== mark) return null;
  const end = at + head.bytes + bytes.readUInt32LE(at + head.length);
  if (end > bytes.length || bytes.readUInt32LE(at + head.sum) !== sumOf(bytes, at, end)) return null;
  return { number: bytes.readDoubleLE(at + head.number), end };
}

function readRecords(file: number, path: string, position: number): JournalRecord[] {
  const bytes = Buffer.alloc(fstatSync(file).size);
  for (let done = 0; done < bytes.length;) {
    const read = readSync(file, bytes, done, bytes.length - done, done);
    if (read === 0) break;
    done += read;
  }
  const records: JournalRecord[] = [];
  let at = 0;
  let last = 0;
  for (let found = recordAt(bytes, at); found !== null; found = recordAt(bytes, at)) {
    // What follows is left from an earlier use of the file.
    if (last > 0 && found.number !== last + 1) break;
    last = found.number;
    if (found.number > position) records.push({ number: found.number, batch: decodeBody(bytes, at + head.bytes) });
    at = found.end;
  }
  // Only the last record can have been cut off; a whole one behind a broken one means that something else happened.
  for (let next = bytes.indexOf("JRNL", at); next >= 0; next = bytes.indexOf("JRNL", next + 1)) {
    const found = recordAt(bytes, next);
    if (found === null || found.number <= Math.max(last, position)) continue;
    throw new DamagedStoreError(
      `The journal ${path} is damaged at byte ${at}: restore the whole folder from a backup.`,
    );
  }
  return records;
}

function decodeBody(bytes: Buffer, start: number): Write[] {
  const batch: Write[] = [];
  let at = start + 4;
  for (let left = bytes.readUInt32LE(start); left > 0; left--) {
    const keyLength = bytes.readUInt16LE(at);
    const length = bytes.readInt32LE(at + 2);
    at += 6;
    const key = new Uint8Array(bytes.subarray(at, at + keyLength));
    at += keyLength;
    const value = length < 0 ? null : bytes.toString("utf8", at, at + length);
    at += Math.max(0, length);
    batch.push({ key, value });
  }
  return batch;
}
