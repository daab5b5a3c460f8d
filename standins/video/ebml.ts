import type { FileHandle } from "node:fs/promises";

/** The elements of a Matroska file that are looked at here, by their ids. */
export const EBML = 0x1a45dfa3;
export const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const INFO = 0x1549a966;
const TIMECODE_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const LARGEST_INFO = 65_536;
const MOST_ELEMENTS = 100;

/** An element: its id, where its content begins, and how long that is; null when its writer left it open. */
export type Element = { id: number; start: number; size: number | null };

/** As many bytes of a file as there are, from a place on. */
export async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

/** How many bytes a number of the format takes, by its first. */
const lengthBy = (first: number) => Math.clz32(first << 24) + 1;
const whole = (bytes: Uint8Array, from = 0) => bytes.reduce((sum, byte) => sum * 256 + byte, from);

/** The element that begins at a place of some bytes, which lie at `offset` in their file; null where none does. */
function elementIn(bytes: Buffer, at: number, offset: number): Element | null {
  const idLength = lengthBy(bytes[at] ?? 0);
  const sizeAt = at + idLength;
  const first = bytes[sizeAt] ?? 0;
  const sizeLength = lengthBy(first);
  if (idLength > 4 || sizeLength > 8 || bytes.length < sizeAt + sizeLength) return null;
  const size = whole(bytes.subarray(sizeAt + 1, sizeAt + sizeLength), first & (0xff >> sizeLength));
  const isOpen = size >= 2 ** (7 * sizeLength) - 1;
  return {
    ...{ id: whole(bytes.subarray(at, sizeAt)), start: offset + sizeAt + sizeLength },
    size: isOpen ? null : size,
  };
}

/** The element that begins at a place of a file. */
export const elementAt = async (file: FileHandle, at: number): Promise<Element | null> =>
  elementIn(await readAt(file, at, 16), 0, at);

/** The part of a Matroska or WebM file that holds the film; null for any other file. */
export async function segmentOf(file: FileHandle): Promise<Element | null> {
  const head = await elementAt(file, 0);
  if (head?.id !== EBML || head.size === null) return null;
  const segment = await elementAt(file, head.start + head.size);
  return segment?.id === SEGMENT ? segment : null;
}

/** How long the film is, in seconds, by what its file says; undefined where it says nothing, as many recorders' do. */
export async function matroskaSeconds(file: FileHandle): Promise<number | undefined> {
  const segment = await segmentOf(file);
  let next = segment && (await elementAt(file, segment.start));
  for (let seen = 0; next && next.size !== null && next.id !== CLUSTER && seen < MOST_ELEMENTS; seen += 1) {
    if (next.id === INFO) return secondsIn(await readAt(file, next.start, Math.min(next.size, LARGEST_INFO)));
    next = await elementAt(file, next.start + next.size);
  }
  return undefined;
}

function secondsIn(info: Buffer): number | undefined {
  let scale = 1_000_000;
  let ticks: number | undefined;
  for (let part = elementIn(info, 0, 0); part?.size != null; part = elementIn(info, part.start + part.size, 0)) {
    const content = info.subarray(part.start, part.start + part.size);
    if (part.id === TIMECODE_SCALE) scale = whole(content);
    if (part.id === DURATION && content.length === 4) ticks = content.readFloatBE(0);
    if (part.id === DURATION && content.length === 8) ticks = content.readDoubleBE(0);
  }
  const seconds = ((ticks ?? 0) * scale) / 1_000_000_000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
