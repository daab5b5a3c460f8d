const buffer = Buffer.alloc(8);
/** The two moments that were written last: most Transitions lead from one to the other. */
let newest = { ts: 0n, text: "AAAAAAAAAAA=" };
let before = newest;

/** A timestamp as the protocol writes it: base64 of eight bytes, little-endian. */
export function encodeTs(ts: bigint): string {
  if (ts === newest.ts) return newest.text;
  if (ts === before.ts) return before.text;
  buffer.writeBigUInt64LE(ts);
  before = newest;
  newest = { ts, text: buffer.toString("base64") };
  return newest.text;
}

/** Reads a timestamp of the protocol; null when it is none. */
export function decodeTs(text: string): bigint | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 8 ? bytes.readBigUInt64LE(0) : null;
}
