import { open, type FileHandle } from "node:fs/promises";

// A film of hours in pieces of a second has tens of thousands of boxes.
const MOST_BOXES = 200_000;
/** The boxes of an MP4 without which some of its film is missing. */
const WEIGHTY = ["mdat", "moov", "moof"];
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

async function isMp4Cut(file: FileHandle, size: number): Promise<boolean> {
  for (let at = 0, boxes = 0; at + 8 <= size && boxes < MOST_BOXES; boxes += 1) {
    const head = await readAt(file, at, 16);
    const small = head.readUInt32BE(0);
    // Zero: to the end of the file, wherever that is.
    if (small === 0 || (small === 1 && head.length < 16)) return false;
    const length = small === 1 ? Number(head.readBigUInt64BE(8)) : small;
    if (length < (small === 1 ? 16 : 8)) return false;
    if (at + length > size) return WEIGHTY.includes(head.toString("latin1", 4, 8));
    at += length;
  }
  return false;
}

/** The number that stands in a Matroska file where a size is expected; null when its writer left it open. */
function readSize(bytes: Buffer): { value: number | null; length: number } | null {
  const length = Math.clz32((bytes[0] ?? 0) << 24) + 1;
  if (length > 8 || bytes.length < length) return null;
  const value = bytes.subarray(1, length).reduce((sum, byte) => sum * 256 + byte, (bytes[0] ?? 0) & (0xff >> length));
  return { value: value >= 2 ** (7 * length) - 1 ? null : value, length };
}

async function isMatroskaCut(file: FileHandle, size: number): Promise<boolean> {
  const head = readSize(await readAt(file, 4, 8));
  if (!head?.value) return false;
  const at = 4 + head.length + head.value;
  const start = await readAt(file, at, 12);
  if (start.length < 12 || start.readUInt32BE(0) !== SEGMENT) return false;
  const body = readSize(start.subarray(4));
  return body !== null && body.value !== null && at + 4 + body.length + body.value > size;
}

/**
 * Whether an MP4, MOV, MKV or WebM is shorter than what it says of its own bytes: its copy or download was broken off.
 * Of lengths in seconds, which recorders get wrong, it asks nothing, and of a size that was left open it says no.
 */
export async function isCutShort(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const start = await readAt(file, 0, 8);
    if (start.length < 8) return false;
    if (start.readUInt32BE(0) === EBML) return await isMatroskaCut(file, size);
    const isMp4 = ["ftyp", "wide", "mdat", "moov"].includes(start.toString("latin1", 4, 8));
    return isMp4 && (await isMp4Cut(file, size));
  } finally {
    await file.close();
  }
}
