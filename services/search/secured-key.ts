/** What a key is bound to. The search service adds the filter to every search, whatever the browser asks. */
export type Restrictions = {
  filters: string | null;
  restrictIndices: readonly string[];
  /** Seconds since 1970. */
  validUntil: number;
};

const encoder = new TextEncoder();

/**
 * A key for one viewer, made from the search key and worth less than it: Algolia's secured key, which is the restrictions
 * as a query string behind their HMAC, in base64. (The client's own function for it runs on Node alone.)
 */
export async function securedKey(parentKey: string, given: Restrictions): Promise<string> {
  const { filters, restrictIndices, validUntil } = given;
  const restrictions: Record<string, string> = {
    ...(filters === null ? {} : { filters }),
    restrictIndices: restrictIndices.join(","),
    validUntil: String(validUntil),
  };
  const query = Object.keys(restrictions)
    .sort()
    .map((name) => `${name}=${encodeURIComponent(restrictions[name] ?? "")}`)
    .join("&");
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(parentKey), algorithm, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(query)));
  const hex = [...signature].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return btoa(hex + query);
}
