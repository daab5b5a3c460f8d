/** How far (seconds) a webhook's time may lie from ours, so that a recorded one cannot be played back later. */
const tolerance = 5 * 60;
const longestId = 200;

export type SignedDelivery = {
  /** Headers svix-id, svix-timestamp (seconds) and svix-signature; null when missing. */
  id: string | null;
  timestamp: string | null;
  signature: string | null;
  body: string;
};

/** Whether a webhook was signed with `secret` ("whsec_" and base64) as svix signs, and is fresh. `now` in ms. */
export async function isGenuine(delivery: SignedDelivery, secret: string, now: number): Promise<boolean> {
  const { id, timestamp, signature, body } = delivery;
  if (!id || !timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  // Dots hold the signed parts apart: an id with one could borrow from its neighbour.
  if (id.length > longestId || id.includes(".")) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > tolerance) return false;
  const secretBytes = bytesOf(secret.replace(/^whsec_/, ""));
  if (!secretBytes || secretBytes.length === 0) return false;
  const key = await crypto.subtle.importKey("raw", secretBytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const part of signature.split(" ").slice(0, 10)) {
    const [version, mac] = part.split(",");
    const bytes = version === "v1" && mac ? bytesOf(mac) : null;
    if (bytes && (await crypto.subtle.verify("HMAC", key, bytes, content))) return true;
  }
  return false;
}

/** Null for text that is not base64. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) return null;
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
