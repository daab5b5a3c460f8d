const buffer = Buffer.alloc(8);

/** A timestamp as the protocol writes it: base64 of eight bytes, little-endian. */
export function encodeTs(ts: bigint): string {
  buffer.writeBigUInt64LE(ts);
  return buffer.toString("base64");
}

/** Reads a timestamp of the protocol; null when it is none. */
export function decodeTs(text: string): bigint | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 8 ? bytes.readBigUInt64LE(0) : null;
}
