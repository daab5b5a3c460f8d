import type { Id } from "../shared/id";
import { addToParts, without, joined } from "./ranges";
import type { Stretch, Video, VideoHeat } from "./video";
import { heatShards, type VideoStore } from "./video-store";

/** The parts in which it is kept how much of a video was watched. */
export const heatParts = 100;

const nothing = (): number[] => Array.from({ length: heatParts }, () => 0);

/** Which share of a video's students someone belongs to. */
export function shardOf(userId: Id<"users">): number {
  let sum = 0;
  for (const letter of userId) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum % heatShards;
}

/**
 * Adds what someone watched to what is kept of everybody. `counted` is all of it, as played; `fresh` what they had not
 * watched before.
 */
export async function keepHeat(
  { videos }: { videos: VideoStore },
  video: Video,
  userId: Id<"users">,
  watched: { counted: readonly Stretch[]; fresh: readonly Stretch[]; viewers: number; finished: number },
): Promise<void> {
  const duration = video.media?.durationSeconds ?? 0;
  if (duration <= 0 || watched.counted.length === 0) return;
  const shard = shardOf(userId);
  const rows = await videos.heat(video._id);
  const known = rows.find((row) => row.shard === shard && row.version === video.version);
  const from = known ?? { first: nothing(), again: nothing(), viewers: 0, finished: 0 };
  const once = joined(watched.counted, duration);
  const repeated = addToParts(nothing(), watched.counted, duration).map(
    (seconds, n) => seconds - (addToParts(nothing(), once, duration)[n] ?? 0),
  );
  const again = addToParts(from.again, without(once, watched.fresh), duration);
  await videos.putHeat(video._id, {
    version: video.version,
    shard,
    first: addToParts(from.first, watched.fresh, duration),
    again: again.map((seconds, n) => Math.round((seconds + Math.max(0, repeated[n] ?? 0)) * 10) / 10),
    viewers: from.viewers + watched.viewers,
    finished: from.finished + watched.finished,
  });
}

export type HeatMap = {
  durationSeconds: number;
  viewers: number;
  finished: number;
  /** Of each part: how many people watched it (a part watched halfway counts half), and how often it was watched again. */
  parts: { watched: number; again: number }[];
};

/** What was watched of a video by everybody, from what is kept. */
export function heatMapOf(video: Video, rows: readonly VideoHeat[]): HeatMap {
  const durationSeconds = video.media?.durationSeconds ?? 0;
  const current = rows.filter((row) => row.version === video.version);
  const each = durationSeconds / heatParts;
  const people = (seconds: number) => (each > 0 ? Math.round((seconds / each) * 10) / 10 : 0);
  const total = (of: "first" | "again", n: number) => current.reduce((sum, row) => sum + (row[of][n] ?? 0), 0);
  return {
    durationSeconds,
    viewers: current.reduce((sum, row) => sum + row.viewers, 0),
    finished: current.reduce((sum, row) => sum + row.finished, 0),
    parts: nothing().map((_, n) => ({ watched: people(total("first", n)), again: people(total("again", n)) })),
  };
}
