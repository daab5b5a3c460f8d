import { createHash, randomUUID } from "node:crypto";
import { createReadStream, mkdirSync, readdirSync, type ReadStream } from "node:fs";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** Bytes that are on the disk under a name of their own. */
export type SavedFile = { readonly uuid: string; readonly sha256: string; readonly size: number };

/** A body that is larger than it may be. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
}

const unfinished = ".part";

/** Keeps the bytes of files in a folder: written and flushed before anything in the database names them, never changed. */
export class FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Saves a stream of bytes, under a name of its own or one that is not taken; nothing stays of one that fails. */
  async save(
    bytes: Readable | AsyncIterable<Uint8Array>,
    largest: number,
    uuid: string = randomUUID(),
  ): Promise<SavedFile> {
    const path = this.#path(uuid);
    // A name of its own: what a killed server has left of the same file stands in nobody's way.
    const part = `${path}.${randomUUID()}${unfinished}`;
    const hash = createHash("sha256");
    let size = 0;
    const file = await open(part, "wx", 0o600);
    try {
      for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
        size += chunk.length;
        if (size > largest) throw new TooLargeError(`The file is larger than ${largest} bytes.`);
        hash.update(chunk);
        await file.write(chunk);
      }
      await file.sync();
      await file.close();
      await rename(part, path);
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(part, { force: true });
      throw error;
    }
    return { uuid, sha256: hash.digest("hex"), size };
  }

  /** A stream of a file's bytes from `start` to `end`, both included. */
  stream(uuid: string, start: number, end: number): ReadStream {
    return createReadStream(this.#path(uuid), { start, end });
  }

  /** How many bytes of a file are on the disk; null when it is gone. */
  async sizeOf(uuid: string): Promise<number | null> {
    const found = await stat(this.#path(uuid)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    return found?.size ?? null;
  }

  async read(uuid: string): Promise<Buffer<ArrayBuffer>> {
    return await readFile(this.#path(uuid));
  }

  async remove(uuid: string): Promise<void> {
    await rm(this.#path(uuid), { force: true });
  }

  /** Removes what nothing names: files of uploads that ended before their row was written. */
  async removeUnnamed(isNamed: (uuid: string) => boolean, olderThanMs: number): Promise<void> {
    for (const name of readdirSync(this.#folder)) {
      if (!name.endsWith(unfinished) && isNamed(name)) continue;
      const path = join(this.#folder, name);
      const { mtimeMs } = await stat(path);
      if (mtimeMs < olderThanMs) await rm(path, { force: true });
    }
  }

  #path(uuid: string): string {
    if (!/^[0-9a-f-]{36}$/.test(uuid)) throw new Error("Not the name of a file.");
    return join(this.#folder, uuid);
  }
}
