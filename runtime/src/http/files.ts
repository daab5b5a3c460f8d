import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { TooLargeError } from "../storage/file-store";
import type { Storage } from "../storage/storage";
import { HttpRefusal, sendJson, sendText } from "./respond";

/**
 * Whatever a file holds, it is no page of ours: a document from here gets an origin of its own (`sandbox`), may run its
 * scripts there, and can reach nobody. PDF is spared, because browsers refuse to show a sandboxed one and it holds no page.
 */
const sandbox =
  "sandbox allow-scripts allow-forms allow-popups; default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; connect-src 'none'; form-action 'none'; base-uri 'none'";
const cacheFor = "private, max-age=2592000, immutable";

type Range = { start: number; end: number };

/** Reads a Range header: the part asked for, null for the whole (also for a header that makes no sense), "none" when it lies outside. */
function parseRange(header: string | undefined, size: number): Range | null | "none" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return null;
  if (match[1] === "") {
    const length = Math.min(Number(match[2]), size);
    return length === 0 ? "none" : { start: size - length, end: size - 1 };
  }
  const start = Number(match[1]);
  if (match[2] !== "" && start > Number(match[2])) return null;
  const end = match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start >= size ? "none" : { start, end };
}

/** Sends a stored file, or the part of it that is asked for. */
export async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  storage: Storage,
  uuid: string,
): Promise<void> {
  const file = storage.find(uuid);
  if (file === null) return sendText(res, 404, "File not found.");
  if (!(await storage.isWhole(file)))
    throw new HttpRefusal(404, "FileDamaged", "The file is missing or damaged on the server.");
  const type = file.contentType ?? "application/octet-stream";
  const etag = `"${file.sha256}"`;
  res.setHeader("Content-Type", type);
  res.setHeader("X-Content-Type-Options", "nosniff");
  if (!/^application\/pdf\b/i.test(type)) res.setHeader("Content-Security-Policy", sandbox);
  res.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  res.setHeader("Cache-Control", cacheFor);
  res.setHeader("ETag", etag);
  res.setHeader("Accept-Ranges", "bytes");
  if (req.headers["if-none-match"] === etag) {
    res.writeHead(304).end();
    return;
  }
  const ifRange = req.headers["if-range"];
  const range = ifRange !== undefined && ifRange !== etag ? null : parseRange(req.headers.range, file.size);
  if (range === "none") {
    res.writeHead(416, { "Content-Range": `bytes */${file.size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  if (range !== null) res.setHeader("Content-Range", `bytes ${start}-${end}/${file.size}`);
  res.writeHead(range === null ? 200 : 206, { "Content-Length": end - start + 1 });
  if (req.method === "HEAD" || file.size === 0) res.end();
  else await pipeline(storage.bytes(uuid, start, end), res);
}

/** Takes an upload by its token and answers with the new file's id. */
export async function takeUpload(
  req: IncomingMessage,
  res: ServerResponse,
  storage: Storage,
  token: string | null,
): Promise<void> {
  const component = token === null ? null : storage.allows(token);
  if (component === null)
    throw new HttpRefusal(403, "InvalidUploadToken", "The upload URL is not valid, or no longer.");
  const digest = /^sha-256=(.+)$/i.exec(String(req.headers.digest ?? ""))?.[1];
  try {
    const storageId = await storage.upload(req, req.headers["content-type"] ?? null, digest, component);
    sendJson(res, 200, JSON.stringify({ storageId }));
  } catch (error) {
    if (error instanceof TooLargeError) throw new HttpRefusal(413, "RequestTooLarge", error.message);
    if (error instanceof Error && error.message.startsWith("The file's sha256"))
      throw new HttpRefusal(400, "BadDigest", error.message);
    throw error;
  }
}
