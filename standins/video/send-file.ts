import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

type Span = { first: number; last: number };

/** The part of a file that a `Range` header asks for: null for the whole, "unsatisfiable" for what is not there. */
export function readRange(header: string | undefined, size: number): Span | "unsatisfiable" | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  // Several ranges at once, or another unit: a server may answer with the whole.
  if (!found || (!found[1] && !found[2])) return null;
  const [, from = "", to = ""] = found;
  const first = from ? Number(from) : Math.max(0, size - Number(to));
  const last = from && to ? Math.min(Number(to), size - 1) : size - 1;
  return first >= size || first > last ? "unsatisfiable" : { first, last };
}

/** Sends a file, or the part of it that is asked for, or that the asker has it already. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: { path: string; type: string; cache: string },
): Promise<void> {
  const { size, mtimeMs } = await stat(file.path);
  const tag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
  const headers = {
    "content-type": file.type,
    "cache-control": file.cache,
    "accept-ranges": "bytes",
    etag: tag,
    "x-content-type-options": "nosniff",
  };
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  const ifRange = request.headers["if-range"];
  const span = ifRange && ifRange !== tag ? null : readRange(request.headers.range, size);
  if (span === "unsatisfiable") {
    response.writeHead(416, { ...headers, "content-range": `bytes */${size}` }).end();
    return;
  }
  const { first, last } = span ?? { first: 0, last: size - 1 };
  response.writeHead(span ? 206 : 200, {
    ...headers,
    "content-length": last - first + 1,
    ...(span ? { "content-range": `bytes ${first}-${last}/${size}` } : {}),
  });
  if (request.method === "HEAD" || size === 0) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(file.path, { start: first, end: last }), response);
  } catch (error) {
    // A viewer who seeks or leaves drops what was on its way.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}
