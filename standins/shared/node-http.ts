import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";

/** A body larger than the server takes. */
export class TooLarge extends Error {}

/** Reads a request's body, up to so many bytes; throws `TooLarge` beyond. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) throw new TooLarge(`More than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A Node request as a web `Request` at the given origin, its body read up to so many bytes. */
export async function toWebRequest(request: IncomingMessage, origin: string, mostBytes: number): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith(":") || value === undefined) continue;
    headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = request.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? null : await readBody(request, mostBytes);
  return new Request(new URL(request.url ?? "/", origin), {
    method,
    headers,
    body: body ? new Uint8Array(body) : null,
  });
}

/** Sends a web `Response` over a Node response; several cookies stay several headers. */
export async function sendWebResponse(response: Response, to: ServerResponse): Promise<void> {
  to.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== "set-cookie") to.setHeader(name, value);
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.setHeader("set-cookie", cookies);
  if (!response.body) {
    to.end();
    return;
  }
  await new Promise<void>((resolve, reject) => {
    Readable.fromWeb(response.body as NodeReadableStream)
      .on("error", reject)
      .pipe(to)
      .on("finish", resolve)
      .on("close", resolve)
      .on("error", reject);
  });
}

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  });
}
