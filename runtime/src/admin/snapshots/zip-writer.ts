import { open, type FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** How one file goes into the archive. */
export type EntryOptions = {
  /** Whether it is worth packing. */
  readonly isPacked: boolean;
  /** Whether it may grow beyond four gibibytes. */
  readonly isLarge: boolean;
};

type Entry = {
  name: Buffer;
  offset: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  isLarge: boolean;
};

const full32 = 0xffffffff;
const stored = 0;
const deflated = 8;
/** Names are UTF-8. */
const flags = 0x0800;
/** The first of January 1980: an archive of the same data has the same bytes. */
const dosDate = 0x0021;

function localHeader({ name, method, crc, packed, size, isLarge }: Entry): Buffer {
  const extra = isLarge ? 20 : 0;
  const header = Buffer.alloc(30 + name.length + extra);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(isLarge ? 45 : 20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(dosDate, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(isLarge ? full32 : packed, 18);
  header.writeUInt32LE(isLarge ? full32 : size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra, 28);
  name.copy(header, 30);
  if (isLarge) {
    const at = 30 + name.length;
    header.writeUInt16LE(1, at);
    header.writeUInt16LE(16, at + 2);
    header.writeBigUInt64LE(BigInt(size), at + 4);
    header.writeBigUInt64LE(BigInt(packed), at + 12);
  }
  return header;
}

function directoryEntry({ name, offset, method, crc, packed, size }: Entry): Buffer {
  const isLarge = packed >= full32 || size >= full32 || offset >= full32;
  const extra = isLarge ? 28 : 0;
  const entry = Buffer.alloc(46 + name.length + extra);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(45, 4);
  entry.writeUInt16LE(isLarge ? 45 : 20, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt16LE(dosDate, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(isLarge ? full32 : packed, 20);
  entry.writeUInt32LE(isLarge ? full32 : size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt16LE(extra, 30);
  entry.writeUInt32LE(isLarge ? full32 : offset, 42);
  name.copy(entry, 46);
  if (isLarge) {
    const at = 46 + name.length;
    entry.writeUInt16LE(1, at);
    entry.writeUInt16LE(24, at + 2);
    entry.writeBigUInt64LE(BigInt(size), at + 4);
    entry.writeBigUInt64LE(BigInt(packed), at + 12);
    entry.writeBigUInt64LE(BigInt(offset), at + 20);
  }
  return entry;
}

function directoryEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(Math.min(size, full32), 12);
  end.writeUInt32LE(Math.min(offset, full32), 16);
  if (count < 0xffff && size < full32 && offset < full32) return end;
  const large = Buffer.alloc(76);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(45, 12);
  large.writeUInt16LE(45, 14);
  large.writeBigUInt64LE(BigInt(count), 24);
  large.writeBigUInt64LE(BigInt(count), 32);
  large.writeBigUInt64LE(BigInt(size), 40);
  large.writeBigUInt64LE(BigInt(offset), 48);
  large.writeUInt32LE(0x07064b50, 56);
  large.writeBigUInt64LE(BigInt(offset + size), 64);
  large.writeUInt32LE(1, 72);
  return Buffer.concat([large, end]);
}

/** Writes a ZIP archive to a file, one entry after the other, whatever their sizes; nothing is kept in memory. */
export class ZipWriter {
  readonly #file: FileHandle;
  readonly #entries: Entry[] = [];
  #at = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Begins an archive; a file that is there already is overwritten. */
  static async create(path: string): Promise<ZipWriter> {
    return new ZipWriter(await open(path, "w", 0o600));
  }

  /** Adds a file; its bytes are taken as they come. */
  async add(name: string, bytes: AsyncIterable<Uint8Array>, options: EntryOptions): Promise<void> {
    const entry: Entry = {
      name: Buffer.from(name, "utf8"),
      offset: this.#at,
      method: options.isPacked ? deflated : stored,
      crc: 0,
      packed: 0,
      size: 0,
      isLarge: options.isLarge,
    };
    await this.#write(localHeader(entry));
    const counted = async function* () {
      for await (const part of bytes) {
        entry.crc = crc32(part, entry.crc);
        entry.size += part.length;
        yield part;
      }
    };
    // What goes wrong on the way is told by the end of it, which is what is read here.
    const parts: AsyncIterable<Uint8Array> = options.isPacked
      ? pipeline(Readable.from(counted(), { objectMode: false }), createDeflateRaw(), () => undefined)
      : counted();
    for await (const part of parts) {
      entry.packed += part.length;
      await this.#write(part);
    }
    if (!entry.isLarge && Math.max(entry.size, entry.packed) >= full32)
      throw new Error(`${name} has grown beyond four gibibytes.`);
    const header = localHeader(entry);
    await this.#file.write(header, 0, header.length, entry.offset);
    this.#entries.push(entry);
  }

  /** Ends the archive; the disk has it then. */
  async end(): Promise<void> {
    const offset = this.#at;
    for (const entry of this.#entries) await this.#write(directoryEntry(entry));
    await this.#write(directoryEnd(this.#entries.length, this.#at - offset, offset));
    await this.#file.sync();
    await this.#file.close();
  }

  /** Gives up; the file is left as it is. */
  async abandon(): Promise<void> {
    await this.#file.close();
  }

  async #write(part: Uint8Array): Promise<void> {
    await this.#file.write(part, 0, part.length, this.#at);
    this.#at += part.length;
  }
}
