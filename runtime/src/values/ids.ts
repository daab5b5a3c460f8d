/**
 * Document ids as Convex writes them: base32 (Crockford's alphabet, lower case) of the table's number as a variable-length
 * integer, sixteen bytes of the document, and a Fletcher-16 checksum. The byte order of ids of one table is their text order.
 */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const digits = new Int8Array(128).fill(-1);
for (let i = 0; i < alphabet.length; i++) digits[alphabet.charCodeAt(i)] = i;

/** Bytes of a document inside its id. */
export const internalIdLength = 16;
const shortestId = 31;
const longestId = 37;

/** A decoded id: which table, and which document in it. */
export type DecodedId = { readonly tableNumber: number; readonly internal: Uint8Array };

function fletcher16(bytes: Uint8Array, count: number): number {
  let low = 0;
  let high = 0;
  for (let i = 0; i < count; i++) {
    low = (low + bytes[i]!) % 255;
    high = (high + low) % 255;
  }
  return (high << 8) | low;
}

/** Writes the id of a document; `internal` has sixteen bytes. */
export function encodeId(tableNumber: number, internal: Uint8Array): string {
  const bytes = new Uint8Array(5 + internalIdLength + 2);
  let length = 0;
  for (let rest = tableNumber; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) {
      bytes[length++] = rest;
      break;
    }
    bytes[length++] = (rest % 128) | 0x80;
  }
  bytes.set(internal, length);
  length += internalIdLength;
  const checksum = fletcher16(bytes, length);
  bytes[length++] = checksum >> 8;
  bytes[length++] = checksum & 0xff;
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (let i = 0; i < length; i++) {
    buffer = ((buffer << 8) | bytes[i]!) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(buffer >> bits) & 31];
    }
  }
  if (bits > 0) text += alphabet[(buffer << (5 - bits)) & 31];
  return text;
}

/** Reads an id; null when the text is not one, checksum included. */
export function decodeId(text: string): DecodedId | null {
  if (text.length < shortestId || text.length > longestId) return null;
  const length = Math.floor((text.length * 5) / 8);
  const bytes = new Uint8Array(length);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const digit = code < 128 ? digits[code]! : -1;
    if (digit < 0) return null;
    buffer = ((buffer << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 0xff;
    }
  }
  if ((buffer & ((1 << bits) - 1)) !== 0) return null;
  let tableNumber = 0;
  let used = 0;
  for (let scale = 1; ; scale *= 128) {
    if (used >= 5 || used >= length) return null;
    const byte = bytes[used++]!;
    tableNumber += (byte & 0x7f) * scale;
    if (byte < 128) break;
  }
  if (used > 1 && bytes[used - 1] === 0) return null;
  if (length !== used + internalIdLength + 2 || tableNumber === 0 || tableNumber > 0xffffffff) return null;
  const checksum = fletcher16(bytes, length - 2);
  if (bytes[length - 2] !== checksum >> 8 || bytes[length - 1] !== (checksum & 0xff)) return null;
  return { tableNumber, internal: bytes.subarray(used, used + internalIdLength) };
}

/** Mints the sixteen bytes of a new document: six of time so that neighbours in time are neighbours on disk, ten random. */
export function mintInternalId(nowMs: number, random: (bytes: number) => Uint8Array): Uint8Array {
  const internal = new Uint8Array(internalIdLength);
  let rest = Math.floor(nowMs);
  for (let i = 5; i >= 0; i--) {
    internal[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  internal.set(random(10), 6);
  return internal;
}
