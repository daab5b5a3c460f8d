// Streams requests and sockets to the services process. Node's own modules only.
import { request as httpRequest } from "node:http";
import { connect } from "node:net";

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

const isLoopback = (/** @type {string} */ address) => address === "127.0.0.1" || address === "::1";

/** Whether a path belongs to the services process. */
export const isService = (/** @type {string} */ url) => url === "/_svc" || url.startsWith("/_svc/");

/**
 * The address that a request is answered for: its path, also where it names a whole address as proxies do (Next would send
 * the asker there). One that cannot be read, because of a lone "%", is the address of the page that says so.
 */
export function addressOf(/** @type {string} */ url) {
  const path = url.startsWith("/") ? url : url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*\/*/i, "/");
  try {
    decodeURIComponent(path.split("?")[0] ?? "");
    return path;
  } catch {
    return "/not-found";
  }
}

/**
 * The headers for the services process: who asks is what this server has seen, never what the asker claims. Behind a
 * proxy of the school's own (`trustsProxy`) it is what that proxy has seen: the last address of its list.
 * @param {import("node:http").IncomingMessage} request
 * @param {boolean} trustsProxy
 */
export function forwardedHeaders(request, trustsProxy) {
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
 * The way to the services process at `address`; while it is away, requests are answered with 503 and sockets closed.
 * @param {URL} address
 * @param {{trustsProxy: boolean}} options
 */
export function passOnTo(address, { trustsProxy }) {
  return {
    /**
     * @param {import("node:http").IncomingMessage} request
     * @param {import("node:http").ServerResponse} response
     */
    request(request, response) {
      const headers = forwardedHeaders(request, trustsProxy);
      for (const name of HOP) delete headers[name];
      const onward = httpRequest(
        { host: address.hostname, port: address.port, method: request.method, path: request.url, headers },
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
    },
    /**
     * @param {import("node:http").IncomingMessage} request
     * @param {import("node:stream").Duplex} socket
     * @param {Buffer} head
     */
    socket(request, socket, head) {
      const onward = connect(Number(address.port), address.hostname);
      const end = () => {
        socket.destroy();
        onward.destroy();
      };
      onward.on("connect", () => {
        const lines = Object.entries(forwardedHeaders(request, trustsProxy)).flatMap(([name, value]) =>
          (Array.isArray(value) ? value : [value]).map((one) => `${name}: ${one}`),
        );
        onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
        if (head.length > 0) onward.write(head);
        onward.pipe(socket);
        socket.pipe(onward);
      });
      for (const side of [onward, socket]) side.on("error", end).on("close", end);
    },
  };
}
