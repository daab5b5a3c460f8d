import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { readBody, TooLarge } from "../shared/node-http";

/** A refusal in Mux's shape: `{ error: { type, messages } }`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

const LARGEST_BODY = 1_048_576;

/** There is no such thing, or not for whoever asks. */
export const notFound = (message = "The requested resource either doesn't exist or you don't have access to it.") =>
  new Refusal(404, "not_found", message);

/** What was asked cannot be done; the message says why. */
export const invalid = (message: string) => new Refusal(400, "invalid_parameters", message);

/** The disk has no room; the message says what a person can do. */
export const diskFull = () =>
  new Refusal(507, "insufficient_storage", "The disk of this machine is full. Free some space on it and try again.");

/** Whether two secrets are the same, in a time that tells nothing of either. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Sends JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(JSON.stringify(body));
}

/** Sends `{ data }` as Mux does. */
export const sendResource = (response: ServerResponse, resource: unknown, status = 200) =>
  sendJson(response, status, { data: resource });

/** Sends text of a type. */
export function sendText(response: ServerResponse, type: string, text: string, cache: string) {
  response.writeHead(200, { "content-type": type, "cache-control": cache, "x-content-type-options": "nosniff" });
  response.end(text);
}

/** Sends a refusal; one that comes after the headers ends the connection. */
export function sendRefusal(response: ServerResponse, { status, type, message, headers }: Refusal) {
  if (response.headersSent) response.destroy();
  else sendJson(response, status, { error: { type, messages: [message] } }, headers);
}

/** The request's JSON as the schema reads it; throws a `Refusal` for anything else. An absent body is `{}`. */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  let text: string;
  try {
    text = (await readBody(request, LARGEST_BODY)).toString("utf8");
  } catch (error) {
    if (error instanceof TooLarge) throw new Refusal(413, "invalid_parameters", "The request is too large.");
    throw error;
  }
  let body: unknown;
  try {
    body = text ? JSON.parse(text) : {};
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid("Failed to parse the request's JSON.");
    throw error;
  }
  const read = schema.safeParse(body);
  if (!read.success) throw invalid(z.prettifyError(read.error));
  return read.data;
}

/** One page of a list as Mux counts them: `limit` (1 to 100) and `page` from 1. */
export function readPage(query: URLSearchParams): { limit: number; offset: number } {
  const read = z
    .object({
      limit: z.coerce.number().int().min(1).max(100).default(25),
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    })
    .safeParse({ limit: query.get("limit") ?? undefined, page: query.get("page") ?? undefined });
  if (!read.success) throw invalid(z.prettifyError(read.error));
  return { limit: read.data.limit, offset: (read.data.page - 1) * read.data.limit };
}
