// The one public door: pages by Next, and /_svc/* streamed to the services process, sockets included.
import { createServer, request as httpRequest } from "node:http";
import { connect } from "node:net";
import next from "next";

const port = Number(process.env.PORT);
const host = process.env.HOST ?? "127.0.0.1";
const isDev = process.env.DOCTRINA_DEV === "1";
const trustsProxy = process.env.DOCTRINA_TRUST_PROXY === "1";
const services = process.env.DOCTRINA_SERVICES_URL ? new URL(process.env.DOCTRINA_SERVICES_URL) : null;

// Headers that concern one connection and never the next.
const HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

const isService = (/** @type {string} */ url) => url === "/_svc" || url.startsWith("/_svc/");
const isLoopback = (/** @type {string} */ address) => address === "127.0.0.1" || address === "::1";

/**
 * The headers for the services process: who asks is what this server has seen, never what the asker claims.
 * @param {import("node:http").IncomingMessage} request
 */
function forwardedHeaders(request) {
  const headers = { ...request.headers };
  const address = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  const claimed = String(headers["x-forwarded-for"] ?? "");
  const last = claimed.split(",").pop()?.trim();
  headers["x-doctrina-local"] = isLoopback(address) && !claimed && !headers.forwarded ? "1" : "0";
  headers["x-forwarded-for"] = trustsProxy && last ? last : address;
  headers["x-forwarded-proto"] = (trustsProxy && headers["x-forwarded-proto"]) || "http";
  headers["x-forwarded-host"] = headers.host ?? "";
  delete headers.forwarded;
  return headers;
}

/** @param {import("node:http").ServerResponse} response */
function sayAway(response) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(503, { "content-type": "application/json", "cache-control": "no-store", "retry-after": "1" });
  response.end(
    JSON.stringify({ code: "AWAY", message: "The school's services are restarting. Try again in a moment." }),
  );
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
function passOn(request, response) {
  if (!services) {
    response.writeHead(404).end();
    return;
  }
  const headers = forwardedHeaders(request);
  for (const name of HOP) delete headers[name];
  const onward = httpRequest(
    { host: services.hostname, port: services.port, method: request.method, path: request.url, headers },
    (answer) => {
      const back = { ...answer.headers };
      for (const name of HOP) delete back[name];
      response.writeHead(answer.statusCode ?? 502, back);
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    },
  );
  onward.on("error", () => {
    // The rest of an upload has nowhere to go; reading it on would only make the sender wait.
    request.unpipe(onward);
    request.resume();
    sayAway(response);
  });
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:stream").Duplex} socket
 * @param {Buffer} head
 */
function passOnSocket(request, socket, head) {
  if (!services) {
    socket.destroy();
    return;
  }
  const onward = connect(Number(services.port), services.hostname);
  const end = () => {
    socket.destroy();
    onward.destroy();
  };
  onward.on("connect", () => {
    const lines = Object.entries(forwardedHeaders(request)).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `${name}: ${one}`),
    );
    onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    if (head.length > 0) onward.write(head);
    onward.pipe(socket);
    socket.pipe(onward);
  });
  for (const side of [onward, socket]) side.on("error", end).on("close", end);
}

const server = createServer();
const app = next({
  dev: isDev,
  dir: new URL("..", import.meta.url).pathname,
  hostname: host,
  port,
  httpServer: server,
});
await app.prepare();
const handlePage = app.getRequestHandler();
const handlePageSocket = app.getUpgradeHandler();

const isHttps = (process.env.DOCTRINA_ORIGINS ?? "").startsWith("https://");

server.on("request", (request, response) => {
  if (isHttps) response.setHeader("strict-transport-security", "max-age=63072000");
  if (isService(request.url ?? "/")) passOn(request, response);
  else void handlePage(request, response);
});
// Next adds its own listener to the server when it is developing; ours is the only one that decides.
server.removeAllListeners("upgrade");
server.on("upgrade", (request, socket, head) => {
  if (isService(request.url ?? "/")) passOnSocket(request, socket, head);
  else void handlePageSocket(request, socket, head);
});
// An upload over a slow line takes as long as it takes.
server.requestTimeout = 0;

function close() {
  server.closeAllConnections();
  server.close(() => process.exit(0));
}
process.on("SIGINT", () => undefined);
process.on("SIGTERM", close);
process.on("disconnect", close);

server.on("error", (error) => {
  process.send?.({ type: "failed", message: error.message, code: /** @type {NodeJS.ErrnoException} */ (error).code });
  process.exit(1);
});
server.listen(port, host, () => process.send?.({ type: "ready" }));
