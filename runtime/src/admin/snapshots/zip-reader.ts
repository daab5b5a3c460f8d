import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";

/** A file inside an archive. */
export type ZipEntry = {
  readonly name: string;
  readonly size: number;
  readonly packed: number;
  readonly crc: number;
  readonly method: number;
  readonly offset: number;
};

/** An archive that is damaged, or is none. */
export class ZipError extends Error {
  override readonly name = "ZipError";
}

const full32 = 0xffffffff;
const full16 = 0xffff;
const largestDirectory = 256 << 20;
const endLength = 22;
const longestComment = 0xffff;

function damaged(what: string): never {
  throw new ZipError(`The ZIP archive cannot be read: ${what}.`);
}

/** Reads a number of eight bytes; no archive has one beyond what a double can say. */
function large(from: Buffer, at: number): number {
  if (at + 8 > from.length) return damaged("a field is cut off");
  const value = from.readBigUInt64LE(at);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : damaged("a size is impossible");
}

/** Takes the fields that did not fit into four bytes from the extra field, in their order. */
function widened(extra: Buffer, fields: readonly number[]): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  let next = at + 4;
  return fields.map((field) => {
    if (field !== full32) return field;
    next += 8;
    return large(extra, next - 8);
  });
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return bytesRead === length ? buffer : damaged("it is cut off");
}

async function findDirectory(file: FileHandle, size: number): Promise<{ offset: number; length: number }> {
  const tailLength = Math.min(size, endLength + longestComment);
  if (tailLength < endLength) return damaged("it is too short");
  const tail = await readAt(file, size - tailLength, tailLength);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || at + endLength > tail.length) return damaged("it has no directory");
  const length = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (length !== full32 && offset !== full32 && tail.readUInt16LE(at + 10) !== full16) return { offset, length };
  const locatorAt = size - tailLength + at - 20;
  if (locatorAt < 0) return { offset, length };
  const locator = await readAt(file, locatorAt, 20);
  if (locator.readUInt32LE(0) !== 0x07064b50) return { offset, length };
  const end = await readAt(file, large(locator, 8), 56);
  if (end.readUInt32LE(0) !== 0x06064b50) return damaged("its directory has no end");
  return { length: large(end, 40), offset: large(end, 48) };
}

function readDirectory(directory: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    if ((directory.readUInt16LE(at + 8) & 1) === 1) damaged(`${name} is encrypted`);
    const narrow = [24, 20, 42].map((field) => directory.readUInt32LE(at + field));
    const [size = 0, packed = 0, offset = 0] = widened(extra, narrow);
    const method = directory.readUInt16LE(at + 10);
    entries.set(name, { name, size, packed, offset, method, crc: directory.readUInt32LE(at + 16) });
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Reads a ZIP archive from a file: its directory at once, each file when it is asked for. */
export class ZipReader {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly #path: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle, entries: ReadonlyMap<string, ZipEntry>) {
    this.#path = path;
    this.#file = file;
    this.entries = entries;
  }

  /** Opens an archive; throws ZipError for a file that is none. */
  static async open(path: string): Promise<ZipReader> {
    const file = await open(path, "r");
    try {
      const { size } = await file.stat();
      const { offset, length } = await findDirectory(file, size);
      if (length > largestDirectory || offset + length > size) damaged("its directory lies outside");
      return new ZipReader(path, file, readDirectory(await readAt(file, offset, length)));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The bytes of a file; throws ZipError when they are not what the directory says. */
  async *read(entry: ZipEntry): AsyncGenerator<Buffer> {
    const header = await readAt(this.#file, entry.offset, 30);
    if (header.readUInt32LE(0) !== 0x04034b50) damaged(`${entry.name} is not where it should be`);
    if (entry.method !== 0 && entry.method !== 8) damaged(`${entry.name} is packed in an unknown way`);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    let size = 0;
    let crc = 0;
    if (entry.packed > 0) {
      const packed: Readable = createReadStream(this.#path, { start, end: start + entry.packed - 1 });
      // What goes wrong on the way is told by the end of it, which is what is read here.
      const parts: Readable = entry.method === 8 ? pipeline(packed, createInflateRaw(), () => undefined) : packed;
      try {
        for await (const part of parts as AsyncIterable<Buffer>) {
          size += part.length;
          // What unpacks to more than it says is stopped there, however much more it is.
          if (size > entry.size) damaged(`${entry.name} is larger than it says`);
          crc = crc32(part, crc);
          yield part;
        }
      } catch (error) {
        if (error instanceof ZipError || !(error instanceof Error && "code" in error)) throw error;
        damaged(`${entry.name} is damaged (${error.message})`);
      } finally {
        packed.destroy();
      }
    }
    if (size !== entry.size || crc !== entry.crc) damaged(`${entry.name} is damaged`);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
