import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { HttpRefusal } from "../../http/respond";
import type { World } from "../../world";

type Part = { readonly number: number; readonly offset: number; readonly size: number };
type Upload = { readonly path: string; readonly startedAtMs: number; last: Part; isBusy: boolean };

const mostOpen = 4;
const largestPart = 256 << 20;
const largestUpload = 32 * 1024 ** 3;
const forgottenAfterMs = 60 * 60_000;

/** Files that come in parts, one after the other; kept until somebody takes them, an hour at most. */
export class Uploads {
  readonly #folder: string;
  readonly #world: World;
  readonly #open = new Map<string, Upload>();

  constructor(folder: string, world: World) {
    this.#folder = folder;
    this.#world = world;
  }

  /** Removes what an earlier process has left. */
  async clear(): Promise<void> {
    if (existsSync(this.#folder)) await rm(this.#folder, { recursive: true, force: true });
  }

  /** Begins an upload; returns the token by which its parts are known. */
  async start(): Promise<string> {
    for (const [token, { startedAtMs, path }] of this.#open) {
      if (this.#world.now() - startedAtMs < forgottenAfterMs) continue;
      this.#open.delete(token);
      await rm(path, { force: true });
    }
    if (this.#open.size >= mostOpen)
      throw new HttpRefusal(429, "TooManyUploads", `${mostOpen} uploads are open. Try again later.`);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const token = randomBytes(24).toString("base64url");
    const path = join(this.#folder, randomBytes(12).toString("hex"));
    await (await open(path, "wx", 0o600)).close();
    this.#open.set(token, {
      path,
      startedAtMs: this.#world.now(),
      last: { number: 0, offset: 0, size: 0 },
      isBusy: false,
    });
    return token;
  }

  /** Takes the next part, or the last one again; returns the token of the part. */
  async take(token: string, number: number, req: IncomingMessage): Promise<string> {
    const upload = this.#open.get(token) ?? refuse("NoSuchUpload", "This upload is not known here.");
    const { last } = upload;
    if (upload.isBusy || (number !== last.number + 1 && number !== last.number) || number < 1)
      refuse("BadPart", `Part ${number} does not follow part ${last.number}.`);
    const offset = number === last.number ? last.offset : last.offset + last.size;
    upload.isBusy = true;
    try {
      const file = await open(upload.path, "r+");
      let size = 0;
      try {
        await file.truncate(offset);
        for await (const bytes of req as AsyncIterable<Buffer>) {
          if (size + bytes.length > largestPart || offset + size + bytes.length > largestUpload)
            throw new HttpRefusal(413, "RequestTooLarge", "The upload is larger than it may be.");
          await file.write(bytes, 0, bytes.length, offset + size);
          size += bytes.length;
        }
      } finally {
        await file.close();
      }
      upload.last = { number, offset, size };
      return String(number);
    } finally {
      upload.isBusy = false;
    }
  }

  /** Ends an upload; its file belongs to the caller from now on. */
  finish(token: string, parts: readonly unknown[]): string {
    const upload = this.#open.get(token) ?? refuse("NoSuchUpload", "This upload is not known here.");
    if (upload.isBusy || parts.length !== upload.last.number || parts.some((part, i) => part !== String(i + 1)))
      refuse("BadPart", "The parts are not those that were sent.");
    this.#open.delete(token);
    return upload.path;
  }
}

function refuse(code: string, message: string): never {
  throw new HttpRefusal(400, code, message);
}
