import type { IncomingMessage, ServerResponse } from "node:http";

/** A refusal of the HTTP API: a status, a code for programs and a sentence for people. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const dayInSeconds = "86400";

/** Allows any page to use the API, as Convex does: credentials are tokens, never cookies. */
export function allowOrigin(req: IncomingMessage, res: ServerResponse): void {
  const { origin } = req.headers;
  if (origin === undefined) return;
  res.setHeader("Access-Control-Allow-Origin", origin);
  res.setHeader("Access-Control-Allow-Credentials", "true");
  res.setHeader("Vary", "Origin");
  res.setHeader("Access-Control-Expose-Headers", "Content-Length, Content-Range, ETag");
}

/** Answers a preflight request. */
export function answerPreflight(req: IncomingMessage, res: ServerResponse): void {
  allowOrigin(req, res);
  res.writeHead(204, {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": req.headers["access-control-request-headers"] ?? "*",
    "Access-Control-Max-Age": dayInSeconds,
  });
  res.end();
}

/** Sends a JSON text. */
export function sendJson(res: ServerResponse, status: number, json: string): void {
  const body = Buffer.from(json, "utf8");
  res.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
  });
  res.end(body);
}

/** Sends a plain text. */
export function sendText(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Content-Length": Buffer.byteLength(text) });
  res.end(text);
}

/** Reads a whole body; refuses one that is too large without reading it to its end. */
export async function readBody(req: IncomingMessage, largest: number): Promise<Buffer> {
  const tooLarge = () => new HttpRefusal(413, "RequestTooLarge", `The body is larger than ${largest} bytes.`);
  if (Number(req.headers["content-length"] ?? 0) > largest) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
