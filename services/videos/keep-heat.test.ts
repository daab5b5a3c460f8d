import { expect, test } from "vitest";
import type { Id } from "../shared/id";
import { heatMapOf, keepHeat } from "./keep-heat";
import { memoryVideoStore } from "./memory-video-store";
import type { Video } from "./video";
import { heatShards } from "./video-store";

const media = { assetId: "a", playbackId: "p", durationSeconds: 600, aspectRatio: null, hasPicture: true };
const video = {
  ...{ _id: "v" as Id<"videos">, courseId: "c" as Id<"courses">, blockId: "b" as Id<"blocks">, version: 1 },
  ...{ media: { ...media, delivery: "hls" }, attempt: null, attempts: 1, captions: [], chapters: [] },
  ...{ posterSecond: null, sourceStorageId: null, pendingSince: null, createdAt: 0 },
} satisfies Video;

test("what 5,000 students watched is read from a few rows of a fixed size, and counts every one of them", async () => {
  const videos = memoryVideoStore([video]);
  for (let n = 0; n < 5_000; n++) {
    const userId = `student-${n}` as Id<"users">;
    // All see the first half, every fifth all of it, every tenth the first minute twice.
    const counted = [{ from: 0, to: n % 5 === 0 ? 600 : 300 }];
    await keepHeat({ videos }, video, userId, { counted, fresh: counted, viewers: 1, finished: Number(n % 5 === 0) });
    if (n % 10 !== 0) continue;
    await keepHeat({ videos }, video, userId, { counted: [{ from: 0, to: 60 }], fresh: [], viewers: 0, finished: 0 });
  }
  const rows = await videos.heat(video._id);
  expect(rows.length).toBeLessThanOrEqual(heatShards);
  expect(JSON.stringify(rows).length).toBeLessThan(heatShards * 4_000);
  // Nobody's share is much larger than another's, so that a class does not write to one row.
  expect(Math.max(...rows.map(({ viewers }) => viewers))).toBeLessThan(2 * (5_000 / heatShards));
  const heat = heatMapOf(video, rows);
  expect(heat).toMatchObject({ viewers: 5_000, finished: 1_000, durationSeconds: 600 });
  expect([0, 20, 49, 50, 99].map((part) => heat.parts[part])).toEqual([
    { watched: 5_000, again: 500 },
    { watched: 5_000, again: 0 },
    { watched: 5_000, again: 0 },
    { watched: 1_000, again: 0 },
    { watched: 1_000, again: 0 },
  ]);
});
