// The one public door: pages by Next, and /_svc/* streamed to the services process, sockets included.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";
import { addressOf, isService, passOnTo } from "./pass-on.mjs";

const port = Number(process.env.PORT);
const host = process.env.HOST ?? "127.0.0.1";
const isDev = process.env.DOCTRINA_DEV === "1";
const isHttps = (process.env.DOCTRINA_ORIGINS ?? "").startsWith("https://");
const services = process.env.DOCTRINA_SERVICES_URL
  ? passOnTo(new URL(process.env.DOCTRINA_SERVICES_URL), { trustsProxy: process.env.DOCTRINA_TRUST_PROXY === "1" })
  : null;

const server = createServer();
function close() {
  server.closeAllConnections();
  server.close(() => process.exit(0));
}
process.on("SIGINT", () => undefined);
process.on("SIGTERM", close);
// Before anything takes time: a parent that is killed meanwhile must not leave this behind, with the port.
process.on("disconnect", close);
if (process.connected === false) close();

// Always "localhost", wherever this listens: Next rewrites 127.0.0.1 to it in a proxy's addresses, takes a page of its
// own under the other name for a foreign one, and asks itself for it without end.
const app = next({
  dev: isDev,
  dir: fileURLToPath(new URL("..", import.meta.url)),
  hostname: "localhost",
  port,
  httpServer: server,
});
await app.prepare();
const handlePage = app.getRequestHandler();
const handlePageSocket = app.getUpgradeHandler();

server.on("request", (request, response) => {
  if (isHttps) response.setHeader("strict-transport-security", "max-age=63072000");
  request.url = addressOf(request.url ?? "/");
  if (!isService(request.url)) void handlePage(request, response);
  else if (services) services.request(request, response);
  else response.writeHead(404).end();
});
// Next adds its own listener to the server when it is developing; ours is the only one that decides.
server.removeAllListeners("upgrade");
server.on("upgrade", (request, socket, head) => {
  if (!isService(request.url ?? "/")) void handlePageSocket(request, socket, head);
  else if (services) services.socket(request, socket, head);
  else socket.destroy();
});
// An upload over a slow line takes as long as it takes.
server.requestTimeout = 0;

server.on("error", (error) => {
  process.send?.({ type: "failed", message: error.message });
  process.exit(1);
});
server.listen(port, host, () => process.send?.({ type: "ready" }));
