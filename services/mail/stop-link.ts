import * as z from "zod";
import { topic } from "../notifications/topic";
import { idOf } from "../shared/id";

/** Whose letters about what a link ends. */
export const stopClaim = z.object({ userId: idOf("users"), what: z.union([topic, z.literal("digest")]) });
export type StopClaim = z.infer<typeof stopClaim>;

const keyOf = (secret: string, use: "sign" | "verify") =>
  crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [use]);
/** What is signed says what for, so that the secret signs nothing else. */
const signed = (claim: string) => new TextEncoder().encode(`stop-letters:${claim}`);

/**
 * A signed token that ends letters. It holds for as long as the secret does: a letter may be read years later. The same
 * claim makes the same token, so that a letter that is sent twice is the same letter.
 */
export async function writeStopToken(claim: StopClaim, secret: string): Promise<string> {
  const text = base64Url(new TextEncoder().encode(`${claim.what}.${claim.userId}`));
  const mac = await crypto.subtle.sign("HMAC", await keyOf(secret, "sign"), signed(text));
  return `${text}.${base64Url(new Uint8Array(mac))}`;
}

/** What a token claims; null for one that we did not sign. */
export async function readStopToken(token: string, secret: string): Promise<StopClaim | null> {
  const [text = "", mac = "", ...rest] = token.split(".");
  const macBytes = fromBase64Url(mac);
  const bytes = fromBase64Url(text);
  if (rest.length > 0 || !macBytes || !bytes) return null;
  if (!(await crypto.subtle.verify("HMAC", await keyOf(secret, "verify"), macBytes, signed(text)))) return null;
  const [what, userId] = new TextDecoder().decode(bytes).split(".");
  const claim = stopClaim.safeParse({ what, userId });
  return claim.success ? claim.data : null;
}

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

/** Null for text that is no base64url. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (text === "" || !/^[\w-]+$/.test(text) || text.length % 4 === 1) return null;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}
