import {
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  write,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** What is written begins at a multiple of this and is as long as one: disks write no less at a time. */
export const sector = 512;

/** The length in whole sectors. */
export const inSectors = (length: number): number => Math.ceil(length / sector) * sector;

/** WebAssembly's memory begins at a page's border; an ordinary buffer begins anywhere. */
const globals = globalThis as unknown as {
  readonly WebAssembly: { readonly Memory: new (pages: { initial: number }) => { readonly buffer: ArrayBuffer } };
};
const webPage = 64 << 10;

/**
 * A buffer of at least `length` that begins where a sector may: what is written past the system's cache has to. Each takes some
 * gigabytes of the process's addresses, though not of its memory: it is to be used again.
 */
export function sectorBuffer(length: number): Buffer {
  const pages = Math.max(1, Math.ceil(length / webPage));
  return Buffer.from(new globals.WebAssembly.Memory({ initial: pages }).buffer);
}

/** A file of which every write is on the disk before it is answered. */
export interface DurableFile {
  /** The bytes of a `sectorBuffer`, whole sectors of them; another thread writes, the event loop goes on. */
  write(bytes: Buffer, at: number): Promise<void>;
  /** The same at once. */
  writeNow(bytes: Buffer, at: number): void;
  readonly size: number;
  readWhole(): Buffer;
  close(): void;
}

/**
 * Opens a file, or makes it (0600) and fills it with zeros up to `prepared`: writing where a file has its blocks is what makes a
 * flush quick. `direct` writes past the system's cache, in one call that ends when the disk has it, where system and file system
 * can do that; otherwise, or where it is false, the file is written and flushed.
 */
export function openDurableFile(path: string, prepared: number, direct = true): DurableFile {
  if (!existsSync(path)) prepare(path, prepared);
  return (direct ? openDirect(path) : null) ?? new FlushedFile(path, openSync(path, "r+"));
}

function prepare(path: string, length: number): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeWhole(file, Buffer.alloc(length), 0);
  } catch (error) {
    // A full disk can still be read from, and has room again later: the file grows then.
    if (!isOutOfRoom(error)) throw error;
  }
  fsyncSync(file);
  closeSync(file);
  // A new file is only safe once the folder that names it is.
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}

function isOutOfRoom(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(error.code));
}

function writeWhole(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done);
}

let probe: Buffer | null = null;

/** Null where the system or the file system writes to its cache only, or in larger pieces. */
function openDirect(path: string): DurableFile | null {
  // Elsewhere the flags are missing, or promise less than a flush.
  if (process.platform !== "linux") return null;
  let file: number | null = null;
  try {
    file = openSync(path, constants.O_RDWR | constants.O_DIRECT | constants.O_DSYNC);
    // Whoever refuses to write so refuses to read so.
    readSync(file, (probe ??= sectorBuffer(sector)), 0, sector, 0);
    return new DirectFile(path, file);
  } catch {
    // File systems refuse this in words of their own; whatever else is wrong is told by the other way of opening.
    if (file !== null) closeSync(file);
    return null;
  }
}

/** What both ways of writing have in common. */
class OpenFile {
  readonly #path: string;
  protected readonly file: number;

  constructor(path: string, file: number) {
    this.#path = path;
    this.file = file;
  }

  get size(): number {
    return fstatSync(this.file).size;
  }

  readWhole(): Buffer {
    return readFileSync(this.#path);
  }

  close(): void {
    closeSync(this.file);
  }
}

class DirectFile extends OpenFile implements DurableFile {
  write(bytes: Buffer, at: number): Promise<void> {
    return new Promise((resolve, reject) => {
      write(this.file, bytes, 0, bytes.length, at, (error, done) => {
        if (error !== null) reject(error);
        else if (done < bytes.length) resolve(this.write(bytes.subarray(done), at + done));
        else resolve();
      });
    });
  }

  writeNow(bytes: Buffer, at: number): void {
    writeWhole(this.file, bytes, at);
  }
}

class FlushedFile extends OpenFile implements DurableFile {
  write(bytes: Buffer, at: number): Promise<void> {
    return new Promise((resolve, reject) => {
      writeWhole(this.file, bytes, at);
      fdatasync(this.file, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  writeNow(bytes: Buffer, at: number): void {
    writeWhole(this.file, bytes, at);
    fdatasyncSync(this.file);
  }
}
