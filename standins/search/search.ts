import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { createGunzip, gzip } from "node:zlib";
import { readBody, TooLarge } from "../shared/node-http";
import { openAnalytics } from "./analytics";
import { openCatalogue } from "./catalogue";
import { badRequest, Fault } from "./fault";
import { openKeys } from "./keys";
import { router, type Parts } from "./calls";
import { indexRoutes } from "./index-routes";
import { keyRoutes } from "./key-routes";
import { recordRoutes } from "./record-routes";
import { searchRoutes } from "./search-routes";
import { statisticsRoutes } from "./statistics-routes";
import { openStore } from "./store";

export type SearchOptions = {
  folder: string;
  appId: string;
  /** May do everything. */
  adminKey: string;
  /** May search; secured keys are made from it. */
  searchKey: string;
  /** The time in ms. */
  now?: () => number;
  /** Told what goes wrong inside; by default the error stream. */
  log?: (line: string) => void;
};

/** The path under which the service answers. */
export const SEARCH_PATH = "/_svc/search";

const LARGEST_BODY = 32 * 1_048_576;
const WORTH_COMPRESSING = 4096;
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, PUT, POST, DELETE, OPTIONS",
  "access-control-allow-headers": "*",
  "access-control-max-age": "86400",
};

const compress = promisify(gzip);

const failure = (status: number, message: string) => ({ status, body: { message, status } });

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const raw = await readBody(request, LARGEST_BODY);
  if (raw.length === 0) return undefined;
  const text = request.headers["content-encoding"] === "gzip" ? await unzip(raw) : raw.toString("utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest("Invalid JSON in the body");
  }
}

/** Small bodies may unpack to large ones: the limit holds for what comes out. */
async function unzip(packed: Buffer): Promise<string> {
  const stream = createGunzip();
  stream.end(packed);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > LARGEST_BODY) throw new TooLarge(`More than ${LARGEST_BODY} bytes`);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    throw badRequest("The body is not what its content-encoding says");
  }
  return Buffer.concat(parts).toString("utf8");
}

/** A header, or the parameter of the same name that browsers send in its place to need no preflight. */
function credential(request: IncomingMessage, query: URLSearchParams, name: string): string {
  const header = request.headers[name];
  return (Array.isArray(header) ? header[0] : header) ?? query.get(name) ?? "";
}

/**
 * Opens a search service that speaks Algolia's REST API, as its client libraries use it. What it answered for is on the
 * disk; records are searched as soon as they are written, and at the start while the rest is still being read.
 */
export async function openSearch(options: SearchOptions) {
  const now = options.now ?? Date.now;
  const log = options.log ?? ((line: string) => console.error(`search: ${line}`));
  const store = openStore(options.folder, log);
  const catalogue = openCatalogue(store, now, log);
  const keys = openKeys(store, options, now);
  const analytics = openAnalytics(store, now);
  let lastTask = now() * 1000;
  const parts: Parts = { catalogue, keys, analytics, now, taskID: () => ++lastTask };
  const { on, answer } = router();
  // In this order: what has a name of its own comes before what has any name.
  searchRoutes(on, parts);
  indexRoutes(on, parts);
  statisticsRoutes(on, parts);
  keyRoutes(on, parts);
  recordRoutes(on, parts);

  async function respond(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname.startsWith(SEARCH_PATH) ? url.pathname.slice(SEARCH_PATH.length) : url.pathname;
    // Browsers write these names in whatever case their library does.
    const named = [...url.searchParams].map(([name, value]): [string, string] =>
      /^x-algolia-/i.test(name) ? [name.toLowerCase(), value] : [name, value],
    );
    const query = new URLSearchParams(named);
    const appId = credential(request, query, "x-algolia-application-id");
    const key = credential(request, query, "x-algolia-api-key");
    const user = credential(request, query, "x-algolia-usertoken") || (request.socket.remoteAddress ?? "");
    for (const name of [...query.keys()]) if (name.startsWith("x-algolia-")) query.delete(name);
    try {
      const caller = keys.caller(appId, key);
      const [version = "", ...parts] = path.split("/").filter(Boolean).map(decodeURIComponent);
      const body = await bodyOf(request);
      const method = request.method ?? "GET";
      return { status: 200, body: await answer({ method, version, path: parts, query, body, caller, user }) };
    } catch (error) {
      if (error instanceof Fault) return failure(error.status, error.message);
      if (error instanceof TooLarge) return failure(413, "The body is too large");
      if (error instanceof URIError) return failure(400, "The path is not valid");
      log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return failure(500, "The search service failed");
    }
  }

  async function send(request: IncomingMessage, response: ServerResponse, status: number, body: unknown) {
    const text = Buffer.from(JSON.stringify(body));
    const isPacked =
      text.length > WORTH_COMPRESSING && /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
    const bytes = isPacked ? await compress(text, { level: 1 }) : text;
    response.writeHead(status, {
      ...CORS,
      "content-type": "application/json; charset=UTF-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-length": bytes.length,
      ...(isPacked ? { "content-encoding": "gzip" } : {}),
      ...(status === 413 ? { connection: "close" } : {}),
    });
    response.end(bytes);
  }

  return {
    /** Answers one Node request whose path starts with `SEARCH_PATH`. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      if (request.method === "OPTIONS") {
        response.writeHead(200, { ...CORS, "content-length": 0 }).end();
        return;
      }
      const { status, body } = await respond(request);
      await send(request, response, status, body);
    },
    /** Whether it has to be told everything that can be found. */
    isNew: store.isNew,
    /** Resolves when every record that was kept is searched. */
    filled: catalogue.filled,
    /** Ends the service; what it was asked before is done first. */
    async close(): Promise<void> {
      await catalogue.close();
      analytics.settle();
      await store.close();
    },
  };
}
