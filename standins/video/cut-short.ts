import { open, type FileHandle } from "node:fs/promises";
import { EBML, readAt, segmentOf } from "./ebml";

// A film of hours in pieces of a second has tens of thousands of boxes.
const MOST_BOXES = 200_000;
/** The boxes of an MP4 without which some of its film is missing. */
const WEIGHTY = ["mdat", "moov", "moof"];

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

async function isMatroskaCut(file: FileHandle, size: number): Promise<boolean> {
  const segment = await segmentOf(file);
  return segment !== null && segment.size !== null && segment.start + segment.size > size;
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
