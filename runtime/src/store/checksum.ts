import { crc32 } from "node:zlib";

const table = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  table[byte] = sum;
}

/** Below this many bytes a call into the system's library costs more than the sum. */
const worthACall = 512;

/** CRC-32 of the first `length` bytes. */
export function checksum(bytes: Uint8Array, length: number): number {
  if (length >= worthACall) return crc32(new Uint8Array(bytes.buffer, bytes.byteOffset, length));
  let sum = 0xffffffff;
  for (let i = 0; i < length; i++) sum = (sum >>> 8) ^ table[(sum ^ bytes[i]!) & 0xff]!;
  return ~sum >>> 0;
}
