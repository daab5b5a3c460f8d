import type { IncomingMessage, ServerResponse } from "node:http";
import { once } from "node:events";
import { Readable } from "node:stream";
import type { Authenticator } from "../auth/authenticator";
import { AuthFault } from "../auth/authenticator";
import { routeRequest } from "../components/http-routes";
import { nobody, type Caller } from "../auth/identity";
import { wireError } from "../functions/errors";
import type { Runner } from "../functions/runner";
import { newRequestId } from "../sync/request-id";
import { requestOrigin } from "./origin";
import { HttpRefusal, sendText } from "./respond";

/** What HTTP actions need of their host. */
export type HttpActionSupport = {
  readonly runner: Runner;
  readonly authenticator: Authenticator;
  readonly redact: boolean;
};

/** HTTP actions decide for themselves what a bad token means: for them it is as if there were none. */
async function callerOf(req: IncomingMessage, authenticator: Authenticator): Promise<Caller> {
  try {
    return await authenticator.callerOfHeader(req.headers.authorization);
  } catch (error) {
    if (error instanceof AuthFault) return nobody;
    throw error;
  }
}

const largestBody = 20 << 20;
const tooLarge = () => new HttpRefusal(413, "RequestTooLarge", `The body is larger than ${largestBody} bytes.`);

/** The parts of a body as they come; one that is too large breaks off where it becomes so. */
async function* boundedBody(req: IncomingMessage): AsyncGenerator<Uint8Array, undefined> {
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) throw tooLarge();
    yield part;
  }
  return undefined;
}

function webRequest(req: IncomingMessage, url: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    const name = req.rawHeaders[i] ?? "";
    if (!name.startsWith(":")) headers.append(name, req.rawHeaders[i + 1] ?? "");
  }
  const method = req.method ?? "GET";
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers, signal });
  const body = Readable.toWeb(Readable.from(boundedBody(req))) as ReadableStream<Uint8Array>;
  // `duplex` is required for a streamed body and missing from the browser's types.
  const init: RequestInit & { duplex: "half" } = { method, headers, signal, body, duplex: "half" };
  return new Request(url, init);
}

async function sendResponse(response: Response, method: string | undefined, res: ServerResponse): Promise<void> {
  for (const [name, value] of response.headers) if (name !== "set-cookie") res.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader("Set-Cookie", cookies);
  res.writeHead(response.status, response.statusText);
  if (response.body === null || method === "HEAD") {
    res.end();
    return;
  }
  const reader = response.body.getReader();
  const stop = () => void reader.cancel("The client has gone.").catch(() => undefined);
  res.once("close", stop);
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (!res.write(part.value as Uint8Array)) await Promise.race([once(res, "drain"), once(res, "close")]);
    if (res.destroyed) return;
  }
  res.off("close", stop);
  res.end();
}

/** Answers a request by the project's HTTP router. `path` has no prefix and begins with a slash: the request that
 * the action sees has that path, wherever it is mounted. */
export async function runHttpAction(
  req: IncomingMessage,
  res: ServerResponse,
  support: HttpActionSupport,
  place: { path: string; search: string; origin: string; publicUrl: string },
): Promise<void> {
  const { runner } = support;
  const match = routeRequest(runner.deployment, place.path, req.method ?? "GET");
  if (match === "none") return sendText(res, 404, "This Convex deployment does not have HTTP actions enabled.");
  if (match === null) return sendText(res, 404, "No matching routes found");
  const { component, endpoint, method, route } = match;
  if (Number(req.headers["content-length"] ?? 0) > largestBody) throw tooLarge();
  const caller = await callerOf(req, support.authenticator);
  const id = newRequestId();
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  const request = {
    id,
    identity: caller.identity,
    origin: { ...requestOrigin(req), authToken: caller.kind === "user" ? caller.token : null },
    publicUrl: place.publicUrl,
    scheduledFunctionId: null,
  };
  const failure = await runner.http({ component, path: `${method} ${route}` }, request, async () => {
    const response = await endpoint.invokeHttpAction(
      webRequest(req, `${new URL(place.origin).origin}${place.path}${place.search}`, gone.signal),
    );
    if (!(response instanceof Response)) throw new Error("An HTTP action must return a Response.");
    await sendResponse(response, req.method, res);
  });
  if (failure === null || res.destroyed) return;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { message, data } = wireError(failure, id, support.redact);
  const body = JSON.stringify({
    code: message.split("\n")[0],
    ...(support.redact ? {} : { trace: message }),
    ...(data === undefined ? {} : { data }),
  });
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.writeHead(500, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  res.end(body);
}
