import { join } from "node:path";
import { bytesAfter } from "../values/bytes";
import { checksum } from "./checksum";
import { inSectors, openDurableFile, sector, sectorBuffer, type DurableFile } from "./durable-file";
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

/** How long a file is made. */
const preparedLength = 1 << 20;
const mark = 0x4c4e524a;
/** Before a record's body: mark, length of the body, number, checksum of the last two and the body. */
const head = { length: 4, number: 8, sum: 16, bytes: 20 };

/** Opens the two files of a folder's journal, creating them when they are missing (0600); `direct` as `openDurableFile` has it. */
export function openJournal(folder: string, prepared = preparedLength, direct = true): Journal {
  const paths = [join(folder, "journal-a"), join(folder, "journal-b")] as const;
  return new FileJournal(paths, [
    openDurableFile(paths[0], prepared, direct),
    openDurableFile(paths[1], prepared, direct),
  ]);
}

class FileJournal implements Journal {
  readonly #files: readonly [DurableFile, DurableFile];
  readonly #paths: readonly string[];
  readonly #writer = new RecordWriter();
  #current: 0 | 1 = 0;
  #length = 0;
  #failure: Error | null = null;

  constructor(paths: readonly [string, string], files: readonly [DurableFile, DurableFile]) {
    this.#paths = paths;
    this.#files = files;
  }

  get length(): number {
    return this.#length;
  }

  recordsAfter(position: number): JournalRecord[] {
    const records = this.#files
      .flatMap((file, i) => readRecords(file.readWhole(), this.#paths[i]!, position))
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
    const bytes = this.#writer.write(record);
    const at = this.#length;
    try {
      await file.write(bytes, at);
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
    for (const file of this.#files) file.close();
  }

  /** A record whose writing failed may lie on the disk all the same: it is made unreadable, or nothing more is taken. */
  #strike(file: DurableFile, at: number, cause: unknown): void {
    try {
      if (file.size > at) file.writeNow(this.#writer.nothing(), at);
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

/**
 * Writes records into a buffer that is used again for the next one: each journal has its own, because another thread reads from it
 * until the record is on the disk.
 */
class RecordWriter {
  #scratch = sectorBuffer(64 << 10);

  /** The record, with zeros to the end of its last sector: it shares none with another, so that nothing acknowledged is written over. */
  write({ number, batch }: JournalRecord): Buffer {
    let most = head.bytes + 4;
    for (const { key, value } of batch) most += 6 + key.length + (value === null ? 0 : value.length * 3);
    if (this.#scratch.length < inSectors(most)) this.#scratch = sectorBuffer(most * 2);
    const scratch = this.#scratch;
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
    const end = inSectors(at);
    scratch.fill(0, at, end);
    return scratch.subarray(0, end);
  }

  /** A sector without a record. */
  nothing(): Buffer {
    return this.#scratch.subarray(0, sector).fill(0);
  }
}

function sumOf(bytes: Buffer, from: number, to: number): number {
  const front = checksum(bytesAfter(bytes, from + head.length), head.sum - head.length);
  return (front ^ checksum(bytesAfter(bytes, from + head.bytes), to - from - head.bytes)) >>> 0;
}

type Found = { readonly number: number; readonly at: number; readonly end: number };

/** The whole record at a place, or null. */
function recordAt(bytes: Buffer, at: number): Found | null {
  if (at + head.bytes > bytes.length || bytes.readUInt32LE(at) !== mark) return null;
  const end = at + head.bytes + bytes.readUInt32LE(at + head.length);
  if (end > bytes.length || bytes.readUInt32LE(at + head.sum) !== sumOf(bytes, at, end)) return null;
  return { number: bytes.readDoubleLE(at + head.number), at, end };
}

function readRecords(bytes: Buffer, path: string, position: number): JournalRecord[] {
  const records: JournalRecord[] = [];
  let at = 0;
  let last = 0;
  // An earlier version wrote a record right behind the one before it.
  const next = () => recordAt(bytes, at) ?? recordAt(bytes, inSectors(at));
  for (let found = next(); found !== null; found = next()) {
    // What follows is left from an earlier use of the file.
    if (last > 0 && found.number !== last + 1) break;
    last = found.number;
    if (found.number > position)
      records.push({ number: found.number, batch: decodeBody(bytes, found.at + head.bytes) });
    at = found.end;
  }
  // Only the last record can have been cut off; a whole one behind a broken one means that something else happened.
  for (let word = bytes.indexOf("JRNL", at); word >= 0; word = bytes.indexOf("JRNL", word + 1)) {
    const found = recordAt(bytes, word);
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
