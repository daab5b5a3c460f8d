/** A SHA-256 in hex, from hex or base64: storage says either. */
export function hexHash(sha256: string): string {
  if (/^[0-9a-f]{64}$/i.test(sha256)) return sha256.toLowerCase();
  return Array.from(atob(sha256.replace(/-/g, "+").replace(/_/g, "/")), (byte) =>
    byte.charCodeAt(0).toString(16).padStart(2, "0"),
  ).join("");
}
