import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { version } from "convex";
import type { Admin } from "../admin/admin";
import type { Storage } from "../storage/storage";
import type { Addresses } from "./addresses";
import { handleApi, type ApiSupport } from "./api";
import { sendFile, takeUpload } from "./files";
import { runHttpAction } from "./http-actions";
import { allowOrigin, answerPreflight, HttpRefusal, sendJson, sendText } from "./respond";

/** Whom requests are handed on to. */
export type FrontDoorParts = {
  readonly addresses: Addresses;
  readonly api: ApiSupport;
  readonly admin: Admin;
  readonly storage: Storage;
  readonly onError: (error: unknown) => void;
};

/** Takes every HTTP request and finds out whose it is: the API's, an HTTP action's, the administration's, a file's. */
export class FrontDoor {
  readonly #parts: FrontDoorParts;
  #isClosed = false;

  constructor(parts: FrontDoorParts) {
    this.#parts = parts;
  }

  handle(req: IncomingMessage, res: ServerResponse): void {
    this.#answer(req, res, () => this.#route(req, res));
  }

  /** On the HTTP actions' own port every path is one of theirs. */
  handleSite(req: IncomingMessage, res: ServerResponse): void {
    const url = new URL(req.url ?? "/", "http://localhost");
    const origin = this.#parts.addresses.siteSeenBy(req);
    this.#answer(req, res, () => this.#httpAction(req, res, url.pathname, url.search, origin));
  }

  /** From now on the API answers that the server is stopping. */
  close(): void {
    this.#isClosed = true;
  }

  #answer(req: IncomingMessage, res: ServerResponse, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (res.destroyed) return;
      if (res.headersSent) {
        this.#parts.onError(error);
        res.destroy();
        return;
      }
      if (!(error instanceof HttpRefusal)) this.#parts.onError(error);
      const { status, code, message } =
        error instanceof HttpRefusal
          ? error
          : new HttpRefusal(500, "InternalServerError", "Your request couldn't be completed. Try again later.");
      // What is left of the body is not read: the connection cannot be used again.
      if (!req.complete) res.setHeader("Connection", "close");
      sendJson(res, status, JSON.stringify({ code, message }));
    });
  }

  async #route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "/", "http://localhost");
    const { addresses, admin, storage } = this.#parts;
    if (this.#isClosed) throw new HttpRefusal(503, "Stopping", "The server is stopping.");
    const below = addresses.within(url.pathname);
    if (below === null) return sendText(res, 404, "Not found");
    url.pathname = below || "/";
    const publicUrl = addresses.urlOf(req);
    if (url.pathname === "/http" || url.pathname.startsWith("/http/")) {
      const path = url.pathname.slice("/http".length) || "/";
      return await this.#httpAction(req, res, path, url.search, addresses.siteOf(publicUrl));
    }
    if (req.method === "OPTIONS") return answerPreflight(req, res);
    allowOrigin(req, res);
    if (await handleApi(req, res, this.#parts.api, url, publicUrl)) return;
    if (await admin.handle(req, res, url)) return;
    const file = /^\/api\/storage\/([^/]+)$/.exec(url.pathname)?.[1];
    if (file === "upload" && req.method === "POST")
      return await takeUpload(req, res, storage, url.searchParams.get("token"));
    if (file !== undefined && (req.method === "GET" || req.method === "HEAD"))
      return await sendFile(req, res, storage, file);
    if (req.method === "POST" && url.pathname === "/echo") return await echo(req, res);
    if (req.method === "GET" || req.method === "HEAD") {
      if (url.pathname === "/version" || url.pathname === "/instance_version") return sendText(res, 200, version);
      if (url.pathname === "/instance_name") return sendText(res, 200, "convex-runtime");
      if (url.pathname === "/") return sendText(res, 200, "This Convex deployment is running.");
    }
    throw new HttpRefusal(404, "NotFound", `There is nothing at ${url.pathname}.`);
  }

  async #httpAction(
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
    search: string,
    origin: string,
  ): Promise<void> {
    // On the site's own port the address of the API is not the one that the caller used.
    const publicUrl = this.#parts.addresses.api;
    await runHttpAction(req, res, this.#parts.api, { path, search, origin, publicUrl });
  }
}

/** Sends a body back as it comes: how `npx convex network-test` measures a line. */
async function echo(req: IncomingMessage, res: ServerResponse): Promise<void> {
  res.writeHead(200, { "Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff" });
  await pipeline(req, res);
}
