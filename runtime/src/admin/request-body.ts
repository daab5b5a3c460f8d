import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { HttpRefusal, readBody } from "../http/respond";

const unpack = promisify(brotliDecompress);

/** How large a body may be as it is sent, and once it is unpacked. */
export type BodyLimits = { readonly sent: number; readonly unpacked: number };

/** Reads a body that is an object in JSON, packed with brotli or not; one that is too large, packed or unpacked, is refused. */
export async function readObject(req: IncomingMessage, limits: BodyLimits): Promise<Record<string, unknown>> {
  const sent = await readBody(req, limits.sent);
  const text = (await unpacked(req, sent, limits.unpacked)).toString("utf8");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text === "" ? "{}" : text);
  } catch {
    throw new HttpRefusal(400, "BadJsonBody", "The body is not JSON.");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new HttpRefusal(400, "BadJsonBody", "The body is not an object.");
  return parsed as Record<string, unknown>;
}

async function unpacked(req: IncomingMessage, sent: Buffer, largest: number): Promise<Buffer> {
  const encoding = req.headers["content-encoding"];
  if (encoding === undefined || encoding === "identity") return sent;
  if (encoding !== "br")
    throw new HttpRefusal(415, "BadEncoding", `The content encoding ${encoding} is not supported.`);
  try {
    return await unpack(sent, { maxOutputLength: largest });
  } catch (error) {
    const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw isTooLarge
      ? new HttpRefusal(413, "RequestTooLarge", `The unpacked body is larger than ${largest} bytes.`)
      : new HttpRefusal(400, "BadEncoding", "The body is not what brotli makes.");
  }
}
