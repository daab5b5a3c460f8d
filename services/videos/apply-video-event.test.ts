import { describe, expect, test } from "vitest";
import type { Id } from "../shared/id";
import { memoryJobStore } from "../jobs/memory-job-store";
import { memoryOutboxStore } from "../outbox/memory-outbox-store";
import { applyVideoEvent } from "./apply-video-event";
import { memoryVideoStore } from "./memory-video-store";
import { beginVideo, giveFile } from "./open-upload";
import { passthroughOf } from "./passthrough";
import type { VideoMedia } from "./video";
import { readVideoEvent, type VideoEvent } from "./video-event";

const place = { courseId: "course" as Id<"courses">, blockId: "block" as Id<"blocks"> };
const file = { fileName: "dusk.mp4", bytes: 10 };

async function open() {
  const clock = { now: () => 1_000 };
  const deps = { videos: memoryVideoStore(), outbox: memoryOutboxStore(), jobs: memoryJobStore(), clock };
  const { videoId } = await beginVideo(deps, place, file);
  const told = (event: Omit<VideoEvent, "videoId">) => applyVideoEvent(deps, { ...event, videoId } as VideoEvent);
  const row = async () => (await deps.videos.byId(videoId))!;
  const forgotten = async () => (await deps.outbox.due("video", 1_000, 50)).map(({ payload }) => payload);
  return { deps, videoId, told, row, forgotten };
}
const media = (assetId: string): VideoMedia => ({
  ...{ assetId, playbackId: `play-${assetId}`, durationSeconds: 60, aspectRatio: "16:9", hasPicture: true },
  delivery: "hls",
});
const about = (assetId: string, number = 1) => ({ number, assetId });
const processing = (assetId: string, number = 1) => ({ kind: "processing" as const, ...about(assetId, number) });
const ready = (assetId: string, number = 1) => ({
  kind: "ready" as const,
  ...about(assetId, number),
  media: media(assetId),
});
const errored = (assetId: string, number = 1) => ({
  kind: "errored" as const,
  ...about(assetId, number),
  message: "no video",
});

/** Every order of some things. */
function orders<T>(things: readonly T[]): T[][] {
  if (things.length <= 1) return [[...things]];
  return things.flatMap((one, n) => orders(things.filter((_, at) => at !== n)).map((rest) => [one, ...rest]));
}

describe("what the video service tells", () => {
  test.each(orders([processing("a"), processing("a"), ready("a")]))(
    "in whatever order and however often, a file that is ready is played: %j %j %j",
    async (...events) => {
      const { told, row, forgotten } = await open();
      for (let round = 0; round < 3; round++) for (const event of events) await told(event);
      expect(await row()).toMatchObject({ media: media("a"), attempt: null, version: 1, pendingSince: null });
      expect(await forgotten()).toEqual([]);
    },
  );
  test.each(orders([processing("a"), errored("a")]))(
    "a file that is no video says so, whatever comes first: %j %j",
    async (...events) => {
      const { told, row } = await open();
      for (let round = 0; round < 3; round++) for (const event of events) await told(event);
      expect(await row()).toMatchObject({
        media: null,
        attempt: { state: "errored", trouble: { reason: "unreadable", message: "no video" } },
      });
    },
  );
  test("chapters stay where the length of the new file is known to nobody, and end where it ends", async () => {
    const { deps, videoId, told, row } = await open();
    const chapters = [
      { at: 0, title: "Dusk" },
      { at: 90, title: "Night" },
    ];
    await deps.videos.change(videoId, { chapters, posterSecond: 90 });
    const endless = { ...ready("a"), media: { ...media("a"), durationSeconds: 0 } };
    await told(endless);
    expect(await row()).toMatchObject({ chapters, posterSecond: 90 });
    const { deps: others, videoId: other, told: toldOther, row: otherRow } = await open();
    await others.videos.change(other, { chapters, posterSecond: 90 });
    await toldOther(ready("a"));
    expect(await otherRow()).toMatchObject({ chapters: [chapters[0]], posterSecond: null });
  });
  test("what is played goes on being played until its replacement is ready, and then leaves the service", async () => {
    const { deps, told, row, forgotten } = await open();
    await told(ready("a"));
    await giveFile(deps, await row(), file);
    await told(processing("b", 2));
    expect(await row()).toMatchObject({ media: media("a"), attempt: { state: "processing" }, version: 1 });
    expect(await forgotten()).toEqual([]);
    await told(ready("b", 2));
    expect(await row()).toMatchObject({ media: media("b"), attempt: null, version: 2 });
    expect(await forgotten()).toEqual([{ kind: "forget", uploadId: null, assetId: "a" }]);
  });
  test("a replacement that fails leaves what is played alone", async () => {
    const { deps, told, row } = await open();
    await told(ready("a"));
    await giveFile(deps, await row(), file);
    await told(errored("b", 2));
    expect(await row()).toMatchObject({ media: media("a"), attempt: { state: "errored" }, version: 1 });
  });
  test("a file that another has taken the place of never plays, and leaves the service", async () => {
    const { deps, told, row, forgotten } = await open();
    await giveFile(deps, await row(), file);
    await told(ready("late", 1));
    expect(await row()).toMatchObject({ media: null, attempt: { number: 2, state: "waiting" } });
    expect(await forgotten()).toEqual([{ kind: "forget", uploadId: null, assetId: "late" }]);
    await told(ready("b", 2));
    expect(await row()).toMatchObject({ media: media("b") });
  });
  test("what somebody deleted at the service is said to be gone, and nothing else is", async () => {
    const { told, row } = await open();
    await told(ready("a"));
    await told({ kind: "deleted", ...about("other") });
    expect(await row()).toMatchObject({ media: media("a") });
    await told({ kind: "deleted", ...about("a") });
    expect(await row()).toMatchObject({ media: null, attempt: { state: "errored", trouble: { reason: "gone" } } });
  });
  test("of a video that is not ours nothing is touched", async () => {
    const { deps, forgotten } = await open();
    await applyVideoEvent(deps, { ...ready("foreign"), videoId: "elsewhere" as VideoEvent["videoId"] });
    expect(await forgotten()).toEqual([]);
  });
});

describe("a delivery of the video service", () => {
  const passthrough = passthroughOf("v1" as VideoEvent["videoId"], 3);
  const assetReady = {
    id: "e1",
    type: "video.asset.ready",
    data: {
      ...{
        id: "a1",
        passthrough,
        duration: 12.5,
        aspect_ratio: "9:16",
        tracks: [{ type: "video" }, { type: "audio" }],
      },
      playback_ids: [
        { id: "open", policy: "public" },
        { id: "closed", policy: "signed" },
      ],
    },
  };
  test("that a file is ready names what is played, by its signed address only", () => {
    expect(readVideoEvent(assetReady)).toEqual({
      ...{ deliveryId: "e1", type: "video.asset.ready" },
      event: {
        ...{ kind: "ready", videoId: "v1", number: 3, assetId: "a1" },
        media: {
          ...{ assetId: "a1", playbackId: "closed", durationSeconds: 12.5, aspectRatio: "9:16", hasPicture: true },
          delivery: "hls",
        },
      },
    });
  });
  test("a file whose end is missing is known as such", () => {
    const cut = { ...assetReady, data: { ...assetReady.data, meta: { standin_cut: "yes" } } };
    expect(readVideoEvent(cut)?.event).toMatchObject({ media: { isCut: true } });
  });
  test("sound alone has no picture", () => {
    const sound = { ...assetReady, data: { ...assetReady.data, tracks: [{ type: "audio" }] } };
    expect(readVideoEvent(sound)?.event).toMatchObject({ media: { hasPicture: false } });
  });
  test.each([
    [{ ...assetReady, data: { ...assetReady.data, passthrough: "somebody-else" } }],
    [{ ...assetReady, data: { ...assetReady.data, playback_ids: [{ id: "open", policy: "public" }] } }],
    [{ ...assetReady, type: "video.asset.static_renditions.ready" }],
    [{ ...assetReady, data: null }],
  ])("that is about nothing of ours is no event", (delivery) => {
    expect(readVideoEvent(delivery)).toMatchObject({ deliveryId: "e1", event: null });
  });
  test("that cannot be read is none", () => {
    expect(readVideoEvent("words")).toBeNull();
    expect(readVideoEvent({ type: "video.asset.ready" })).toBeNull();
  });
});
