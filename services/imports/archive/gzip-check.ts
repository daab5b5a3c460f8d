const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/**
 * Compares what came out of a gzip file with the checksum and length at its end, which the inflater does not look at.
 * A file of several members, one packed after the other, is not checked: each member has an end of its own.
 */
export function gzipCheck() {
  let crc = 0xffffffff;
  let length = 0;
  let hasMore = false;
  let tail = new Uint8Array(0);
  return {
    packed(piece: Uint8Array): void {
      const joined = new Uint8Array(tail.length + piece.length);
      joined.set(tail);
      joined.set(piece, tail.length);
      tail = joined.slice(-8);
    },
    unpacked(piece: Uint8Array): void {
      for (const byte of piece) crc = (table[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
      length = (length + piece.length) >>> 0;
    },
    /** A second member, or a later one, has begun. */
    nextMember(): void {
      hasMore = true;
    },
    isWhole(): boolean {
      if (hasMore) return true;
      if (tail.length < 8) return false;
      const end = new DataView(tail.buffer, tail.byteOffset, 8);
      return end.getUint32(0, true) === (crc ^ 0xffffffff) >>> 0 && end.getUint32(4, true) === length;
    },
  };
}
