import type { IncomingMessage } from "node:http";
import type { RequestOrigin } from "../functions/call";

function header(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text?.split(",")[0]?.trim() || undefined;
}

/** The origin that the client used to reach this server, as far as its headers tell, without a slash at the end. */
export function originOf(req: IncomingMessage): string {
  const encrypted = "encrypted" in req.socket && req.socket.encrypted === true;
  const protocol = header(req, "x-forwarded-proto") === "https" || encrypted ? "https" : "http";
  const host = header(req, "x-forwarded-host") ?? header(req, "host") ?? "localhost";
  return /^[\w.:[\]-]+$/.test(host) ? `${protocol}://${host}` : `${protocol}://localhost`;
}

/** Who is at the other end. */
export function requestOrigin(req: IncomingMessage): RequestOrigin {
  return {
    ip: header(req, "x-forwarded-for") ?? req.socket.remoteAddress ?? null,
    userAgent: req.headers["user-agent"] ?? null,
  };
}
