import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { isDiskFull } from "./files";
import { HopelessError } from "./jobs";

const MOST_REDIRECTS = 3;
const LONGEST_FETCH_MS = 1_800_000;
const DATA_URL = /^data:(?:text\/(?:vtt|plain|srt)|application\/x-subrip)?(?:;charset=[\w-]+)?(;base64)?,/i;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether an input may be fetched: from this machine itself or one of the school's own origins, and nowhere else. */
export function mayFetch(address: string, origins: string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (!["http:", "https:"].includes(url.protocol) || url.username || url.password) return false;
  return LOOPBACK.test(url.hostname) || origins.includes(url.origin);
}

async function openInput(address: string, origins: string[], signal: AbortSignal): Promise<Response> {
  let next = address;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    if (!mayFetch(next, origins)) {
      throw new HopelessError(
        `The file may be fetched from this school's own addresses only, not from ${hostOf(next)}.`,
      );
    }
    const response = await fetch(next, { redirect: "manual", signal });
    if (response.ok && response.body) return response;
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (response.status >= 500) throw new Error(`The input's server answered ${response.status}`);
    if (response.status < 300 || response.status >= 400 || !location) {
      throw new HopelessError(`The file could not be fetched: its server answered ${response.status}.`);
    }
    next = new URL(location, next).href;
  }
  throw new HopelessError("The file could not be fetched: its address leads from one to another without end.");
}

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).host : "there");

/** Fetches an input into a file, up to so many bytes. Throws `HopelessError` with a sentence for the author. */
export async function fetchInput(
  address: string,
  file: string,
  options: { origins: string[]; mostBytes: number; signal: AbortSignal },
): Promise<void> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(LONGEST_FETCH_MS)]);
  const response = await openInput(address, options.origins, signal);
  let size = 0;
  const limit = new Transform({
    transform(part: Buffer, _encoding, done) {
      size += part.length;
      if (size > options.mostBytes) done(new HopelessError(`The file is larger than ${options.mostBytes} bytes.`));
      else done(null, part);
    },
  });
  const body = Readable.fromWeb(response.body as NodeReadableStream);
  try {
    await pipeline(body, limit, createWriteStream(file, { mode: 0o600, flush: true }), { signal });
  } catch (error) {
    if (isDiskFull(error)) throw new HopelessError("The disk of this machine is full. Free some space and try again.");
    throw error;
  }
}

/** The bytes that a `data:` address of captions holds; null for any other address. */
export function readDataUrl(address: string): Uint8Array | null {
  const found = DATA_URL.exec(address);
  if (!found) return null;
  const rest = address.slice(found[0].length);
  return found[1] ? Buffer.from(rest, "base64") : Buffer.from(decodeURIComponent(rest), "utf8");
}
