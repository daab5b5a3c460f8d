import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { Refusal } from "./answers";
import { vttTime } from "./captions";
import { keepFile, WORK_PREFIX } from "./files";
import { randomName, type AssetRow } from "./store";
import { runTool, untrustedInput, type Tools } from "./tools";

/** The kinds of pictures that are made. */
export type PictureType = "jpg" | "png" | "webp";

const LARGEST_SIDE = 4096;
const side = z.coerce.number().int().min(1).max(LARGEST_SIDE).optional();
const flag = z.enum(["true", "false"]).or(z.boolean()).optional();

/** What a thumbnail is asked to be; `time` in seconds. */
export const thumbnailQuery = z.object({
  time: z.coerce.number().min(0).max(1_000_000).optional(),
  width: side,
  height: side,
  fit_mode: z.enum(["preserve", "stretch", "crop", "smartcrop", "pad"]).default("preserve"),
  flip_h: flag,
  flip_v: flag,
  rotate: z.coerce
    .number()
    .pipe(z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]))
    .optional(),
});
type ThumbnailQuery = z.infer<typeof thumbnailQuery>;

const isTrue = (value: string | boolean | undefined) => value === true || value === "true";

/** The filter that shapes a thumbnail. */
export function thumbnailFilter(query: ThumbnailQuery): string {
  const { width, height, fit_mode: fit } = query;
  const parts: string[] = ["scale=iw*sar:ih", "setsar=1"];
  if (width && height && fit !== "preserve") {
    const size = `${width}:${height}`;
    if (fit === "stretch") parts.push(`scale=${size}`);
    else if (fit === "pad") {
      parts.push(`scale=${size}:force_original_aspect_ratio=decrease`, `pad=${size}:(ow-iw)/2:(oh-ih)/2`);
    } else parts.push(`scale=${size}:force_original_aspect_ratio=increase`, `crop=${size}`);
  } else if (width && height) parts.push(`scale=${width}:${height}:force_original_aspect_ratio=decrease`);
  else if (width || height) parts.push(`scale=${width ?? -2}:${height ?? -2}`);
  if (query.rotate === 90) parts.push("transpose=1");
  if (query.rotate === 180) parts.push("hflip", "vflip");
  if (query.rotate === 270) parts.push("transpose=2");
  if (isTrue(query.flip_h)) parts.push("hflip");
  if (isTrue(query.flip_v)) parts.push("vflip");
  return parts.join(",");
}

/** How a storyboard is laid out; sizes in pixels. */
export type Storyboard = {
  tileWidth: number;
  tileHeight: number;
  columns: number;
  tiles: { start: number; end: number; x: number; y: number }[];
};

const TILE_HEIGHT = 144;
const MOST_TILES = 100;
const FEW_TILES = 50;
const LONG_SECONDS = 900;

/** The tiles of a video's storyboard: fifty, a hundred for a long one, fewer for one of a few seconds. */
export function layOutStoryboard(durationSeconds: number, video: { width: number; height: number }): Storyboard {
  const most = durationSeconds > LONG_SECONDS ? MOST_TILES : FEW_TILES;
  const count = Math.max(1, Math.min(most, Math.ceil(durationSeconds)));
  const tileWidth = Math.max(2, Math.round((TILE_HEIGHT * video.width) / video.height / 2) * 2);
  const columns = Math.min(count, count > FEW_TILES ? 10 : 5);
  const tiles = Array.from({ length: count }, (_, place) => ({
    start: (place * durationSeconds) / count,
    end: ((place + 1) * durationSeconds) / count,
    x: (place % columns) * tileWidth,
    y: Math.floor(place / columns) * TILE_HEIGHT,
  }));
  return { tileWidth, tileHeight: TILE_HEIGHT, columns, tiles };
}

/** The storyboard as the WebVTT file that players read; `image` is the sprite's address. */
export function storyboardVtt({ tiles, tileWidth, tileHeight }: Storyboard, image: string): string {
  const cues = tiles.map(
    ({ start, end, x, y }) =>
      `${vttTime(start * 1000)} --> ${vttTime(end * 1000)}\n${image}#xywh=${x},${y},${tileWidth},${tileHeight}\n`,
  );
  return `WEBVTT\n\n${cues.join("\n")}`;
}

const MOST_THUMBNAILS = 200;
const LONGEST_PICTURE_MS = 60_000;
const LONGEST_STORYBOARD_MS = 900_000;
// In a long video only whole pictures are looked at; in a short one there may be a single whole picture.
const SPARSE_SECONDS = 300;

const making = new Map<string, Promise<string>>();
const MOST_AT_ONCE = 2;
const MOST_WAITING = 60;
let busy = 0;
const queue: (() => void)[] = [];

/** Waits for a turn: pictures are made two at a time, and who comes when many wait is told to come back. */
async function inTurn<T>(make: () => Promise<T>): Promise<T> {
  if (queue.length >= MOST_WAITING) {
    throw new Refusal(503, "busy", "Many pictures are being made.", { "retry-after": "2" });
  }
  if (busy >= MOST_AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  else busy += 1;
  try {
    return await make();
  } finally {
    const next = queue.shift();
    if (next) next();
    else busy -= 1;
  }
}

/** Makes a file once, however many ask for it at a time, and gives its path. */
function once(path: string, make: (draft: string) => Promise<unknown>): Promise<string> {
  if (existsSync(path)) return Promise.resolve(path);
  const begun = making.get(path);
  if (begun) return begun;
  const made = (async () => {
    const folder = join(path, "..");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = join(folder, `${WORK_PREFIX}${randomName(12)}.${path.split(".").pop()}`);
    try {
      await inTurn(() => make(draft));
      await keepFile(draft);
      await rename(draft, path);
      return path;
    } finally {
      await rm(draft, { force: true });
    }
  })().finally(() => making.delete(path));
  making.set(path, made);
  return made;
}

const quiet = ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-threads", "1"];
const quality: Record<PictureType, string[]> = {
  jpg: ["-q:v", "3"],
  png: [],
  webp: ["-c:v", "libwebp", "-quality", "80"],
};

async function forgetOldest(folder: string) {
  const pictures = readdirSync(folder).filter((name) => name.startsWith("thumbnail-"));
  if (pictures.length <= MOST_THUMBNAILS) return;
  const aged = pictures.map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
  aged.sort((a, b) => a.at - b.at);
  for (const { name } of aged.slice(0, pictures.length - MOST_THUMBNAILS))
    await rm(join(folder, name), { force: true });
}

/** Makes a thumbnail, or finds it, and gives its path. The middle of the video where no time is asked for. */
export async function makeThumbnail(
  tools: Tools,
  home: string,
  asset: AssetRow,
  type: PictureType,
  query: ThumbnailQuery,
): Promise<string> {
  const length = asset.renditions[0]?.pictureSeconds ?? asset.durationSeconds ?? 0;
  const asked = query.time ?? asset.thumbnailTime ?? length / 2;
  // The very end has no picture any more.
  const time = Math.max(0, Math.min(asked, length - 0.1)).toFixed(2);
  const filter = thumbnailFilter(query);
  const shape = Buffer.from(filter).toString("base64url");
  const path = join(home, "images", `thumbnail-${time}-${shape.slice(-180)}.${type}`);
  const args = ["-ss", time, ...untrustedInput(join(home, "source")), "-map", "0:V:0", "-frames:v", "1", "-vf", filter];
  const made = await once(path, (draft) =>
    runTool(tools.ffmpeg, [...quiet, ...args, ...quality[type], "-update", "1", `file:${draft}`], {
      cwd: home,
      limitMs: LONGEST_PICTURE_MS,
    }),
  );
  await forgetOldest(join(home, "images"));
  return made;
}

/** Makes a storyboard's sprite, or finds it, and gives its path. */
export async function makeStoryboard(
  tools: Tools,
  home: string,
  asset: AssetRow,
  type: PictureType,
  signal?: AbortSignal,
): Promise<string> {
  const video = asset.media?.video;
  const length = asset.durationSeconds;
  if (!video || !length) throw new Error("A storyboard needs pictures");
  const { tiles, columns, tileWidth, tileHeight } = layOutStoryboard(length, video);
  const rows = Math.ceil(tiles.length / columns);
  const filter = [
    `fps=${tiles.length}/${length}`,
    `scale=${tileWidth}:${tileHeight}`,
    "setsar=1",
    // The last tiles are never missing, however the rate is rounded.
    "tpad=stop=-1:stop_mode=clone",
    `tile=${columns}x${rows}:nb_frames=${tiles.length}`,
  ].join(",");
  const sparse = length > SPARSE_SECONDS ? ["-skip_frame", "nokey"] : [];
  const args = [...sparse, ...untrustedInput(join(home, "source")), "-map", "0:V:0", "-an", "-frames:v", "1"];
  return once(join(home, "images", `storyboard.${type}`), (draft) =>
    runTool(tools.ffmpeg, [...quiet, ...args, "-vf", filter, ...quality[type], "-update", "1", `file:${draft}`], {
      cwd: home,
      limitMs: LONGEST_STORYBOARD_MS,
      signal,
    }),
  );
}
