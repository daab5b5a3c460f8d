import { open, type FileHandle } from "node:fs/promises";
import { EBML, matroskaSeconds } from "./ebml";
import type { Media } from "./probe";

const LARGEST_INDEX = 16_777_216;
/** What the sound and picture formats of an MP4 are called, where a browser plays them. */
const CODECS: Record<string, string> = {
  avc1: "h264",
  avc3: "h264",
  mp4a: "aac",
  av01: "av1",
  vp09: "vp9",
  Opus: "opus",
};

type Box = { type: string; start: number; end: number };

/** The boxes of an MP4 between two places of a buffer. */
function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const small = bytes.readUInt32BE(at);
    const isLarge = small === 1 && at + 16 <= to;
    const size = isLarge ? Number(bytes.readBigUInt64BE(at + 8)) : small === 0 ? to - at : small;
    const head = isLarge ? 16 : 8;
    if (size < head || at + size > to) break;
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), start: at + head, end: at + size });
    at += size;
  }
  return boxes;
}

function boxAt(bytes: Buffer, within: Box, path: string[]): Box | undefined {
  return path.reduce<Box | undefined>(
    (box, type) => box && boxesIn(bytes, box.start, box.end).find((one) => one.type === type),
    within,
  );
}

function readTrack(bytes: Buffer, track: Box): Pick<Media, "video" | "audio"> {
  const kind = boxAt(bytes, track, ["mdia", "hdlr"]);
  const table = boxAt(bytes, track, ["mdia", "minf", "stbl", "stsd"]);
  const entry = table && boxesIn(bytes, table.start + 8, table.end)[0];
  if (!kind || !entry || kind.start + 12 > kind.end || entry.start + 28 > entry.end) return {};
  const codec = CODECS[entry.type] ?? entry.type;
  const handler = bytes.toString("latin1", kind.start + 8, kind.start + 12);
  if (handler === "vide") {
    const [width, height] = [bytes.readUInt16BE(entry.start + 24), bytes.readUInt16BE(entry.start + 26)];
    return { video: { codec, width, height, isPlain: codec === "h264", isInterlaced: false } };
  }
  if (handler !== "soun") return {};
  const [channels, sampleRate] = [bytes.readUInt16BE(entry.start + 16), bytes.readUInt16BE(entry.start + 24)];
  return { audio: { codec, channels, sampleRate, isPlain: codec === "aac" } };
}

function readIndex(bytes: Buffer): Media | null {
  const whole = { type: "moov", start: 0, end: bytes.length };
  const head = boxAt(bytes, whole, ["mvhd"]);
  if (!head || head.end - head.start < 32) return null;
  const isLong = bytes[head.start] === 1;
  const scale = bytes.readUInt32BE(head.start + (isLong ? 20 : 12));
  const length = isLong ? Number(bytes.readBigUInt64BE(head.start + 24)) : bytes.readUInt32BE(head.start + 16);
  const tracks = boxesIn(bytes, 0, bytes.length).filter(({ type }) => type === "trak");
  const parts = tracks.map((track) => readTrack(bytes, track));
  const video = parts.find((part) => part.video)?.video;
  const audio = parts.find((part) => part.audio)?.audio;
  return {
    container: "mov,mp4,m4a,3gp,3g2,mj2",
    ...(scale > 0 && length > 0 ? { durationSeconds: length / scale } : {}),
    ...(video ? { video } : {}),
    ...(audio ? { audio } : {}),
  };
}

async function sniffMp4(file: FileHandle, size: number): Promise<Media | null> {
  const head = Buffer.alloc(16);
  for (let at = 0, boxes = 0; at + 8 <= size && boxes < 1_000; boxes += 1) {
    await file.read(head, 0, 16, at);
    const small = head.readUInt32BE(0);
    const length = small === 1 ? Number(head.readBigUInt64BE(8)) : small === 0 ? size - at : small;
    const start = small === 1 ? 16 : 8;
    if (length < start) return null;
    if (head.toString("latin1", 4, 8) === "moov") {
      if (length > LARGEST_INDEX || at + length > size) return null;
      const index = Buffer.alloc(length - start);
      await file.read(index, 0, index.length, at + start);
      return readIndex(index);
    }
    at += length;
  }
  return null;
}

/**
 * What a browser will play as it is, found without any tool: MP4 and WebM. Null for everything else. Of a WebM only
 * that it is one, and how long where it says so.
 */
export async function sniff(path: string): Promise<Media | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const start = Buffer.alloc(64);
    await file.read(start, 0, 64, 0);
    if (start.toString("latin1", 4, 8) === "ftyp") return await sniffMp4(file, size);
    if (start.readUInt32BE(0) === EBML && start.includes("webm")) {
      const durationSeconds = await matroskaSeconds(file);
      return { container: "matroska,webm", ...(durationSeconds ? { durationSeconds } : {}) };
    }
    return null;
  } finally {
    await file.close();
  }
}
