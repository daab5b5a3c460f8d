import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { passthroughOf } from "../services/videos/passthrough";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { muxSignature, openVideoService } from "./videoService.testing";
import { openSchool } from "./world.testing";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

async function classroom() {
  const service = await openVideoService();
  const school = openSchool();
  const owner = await school.person("Olive Owner", "instructor");
  const student = await school.person("Stu Dent");
  const course = await school.course(owner._id);
  const { courseId } = course;
  await student.mutation(api.enrollments.enroll, { courseId });
  const lessonId = course.lessonIds[1]!;
  const row = (blockId: Id<"blocks">) => school.write(({ videos }) => videos.ofBlock(blockId));
  // Not until nothing is left: what waits for vendors that are not there in this test waits for ever.
  const settle = async () => {
    for (let round = 0; round < 8; round++) {
      vi.advanceTimersByTime(1_000);
      await school.t.finishInProgressScheduledFunctions();
    }
  };
  return { service, school, owner, student, course, courseId, lessonId, row, settle };
}
type Classroom = Awaited<ReturnType<typeof classroom>>;

/** A delivery of the video service, signed as Mux signs. */
async function deliver({ school }: Classroom, event: object, signature?: string) {
  const body = JSON.stringify(event);
  const headers = { "content-type": "application/json", "mux-signature": signature ?? (await muxSignature(body)) };
  return school.t.fetch("/webhooks/video", { method: "POST", body, headers });
}
const readyEvent = (id: string, videoId: Id<"videos">, number = 1, assetId = "asset-1") => ({
  ...{ id, type: "video.asset.ready" },
  data: {
    ...{ id: assetId, passthrough: passthroughOf(videoId, number), duration: 100, aspect_ratio: "16:9" },
    ...{ playback_ids: [{ id: `play-${assetId}`, policy: "signed" }], tracks: [{ type: "video" }] },
  },
});
const refusal = (code: string, reason: string) => ({ data: { code, reason } });
const upload = (room: Classroom, name = "knot.mp4") =>
  room.owner.action(api.videos.requestUpload, { place: { lessonId: room.lessonId, after: null }, name, bytes: 10 });

describe("an upload", () => {
  test("goes by an address of the school's own origin, is a block at once, and plays when the service says so", async () => {
    const room = await classroom();
    const { blockId, uploadUrl } = await upload(room);
    expect(uploadUrl).toMatch(/^\/_svc\/video\/upload\//);
    const video = (await room.row(blockId))!;
    expect(room.service.told[0]).toMatchObject({
      path: "/video/v1/uploads",
      body: { new_asset_settings: { playback_policies: ["signed"], passthrough: passthroughOf(video._id, 1) } },
    });
    const seen = () => room.student.query(api.learning.lesson, { lessonId: room.lessonId });
    expect((await seen())?.videos).toMatchObject([{ blockId, state: "preparing" }]);
    expect((await deliver(room, readyEvent("e1", video._id))).status).toBe(204);
    expect((await seen())?.videos).toMatchObject([{ blockId, state: "ready", durationSeconds: 100 }]);
    const playing = await room.student.action(api.videos.play, { blockId });
    expect(playing).toMatchObject({ version: 1, threshold: 90, watch: { position: 0, seconds: 0 } });
    expect(playing.src).toMatch(/^\/_svc\/video\/play-asset-1\.m3u8\?token=/);
    expect(playing.poster).toMatch(/^\/_svc\/video\/play-asset-1\/thumbnail\.webp\?token=/);
    expect(JSON.stringify(await seen())).not.toContain("play-asset-1");
  });
  test("that the service does not take says so in the block, and can be tried again", async () => {
    const room = await classroom();
    await openVideoService({ isDown: true });
    const { blockId, uploadUrl } = await upload(room);
    expect(uploadUrl).toBeNull();
    expect((await room.row(blockId))?.attempt).toMatchObject({
      state: "errored",
      trouble: { reason: "unreachable" },
    });
    await openVideoService();
    const again = await room.owner.action(api.videos.requestUpload, { place: { blockId }, name: "knot.mp4", bytes: 9 });
    expect(again).toMatchObject({ blockId, number: 2 });
  });
  test.each([
    ["knot.pdf", 10, "video_type"],
    ["knot.mp4", 0, "video_empty"],
    ["knot.mp4", 11 * 1024 ** 3, "video_large"],
  ])("of %s with %d bytes is refused before anything is sent", async (name, bytes, reason) => {
    const room = await classroom();
    const place = { lessonId: room.lessonId, after: null };
    await expect(room.owner.action(api.videos.requestUpload, { place, name, bytes })).rejects.toMatchObject({
      data: { code: "invalid", reason },
    });
    expect(room.service.told).toEqual([]);
  });
  test("that is given up leaves no block and nothing at the service", async () => {
    const room = await classroom();
    const { blockId } = await upload(room);
    expect(await room.owner.mutation(api.videos.cancel, { blockId })).toEqual({ isBlockGone: true });
    await room.settle();
    expect(await room.row(blockId)).toBeNull();
    expect(room.service.told.at(-1)).toMatchObject({ method: "PUT", path: "/video/v1/uploads/upload-1/cancel" });
    await deliver(room, readyEvent("late", "gone" as Id<"videos">));
  });
  test("that nobody finishes is ended after a day", async () => {
    const room = await classroom();
    const { blockId } = await upload(room);
    vi.setSystemTime(Date.now() + 25 * 3_600_000);
    expect(await room.school.t.mutation(internal.jobs.videos.giveUpOld, {})).toBe(0);
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    expect(await room.school.t.mutation(internal.jobs.videos.giveUpOld, {})).toBe(1);
    expect((await room.row(blockId))?.attempt).toMatchObject({ state: "errored", trouble: { reason: "timed_out" } });
  });
});

describe("a video's block", () => {
  test("cannot be made, or pointed at another video, by saving the lesson", async () => {
    const room = await classroom();
    const { blockId } = await upload(room);
    const other = await upload(room, "other.mp4");
    const stolen = (await room.row(other.blockId))!._id;
    const content = (videoId: Id<"videos">) => ({
      ...{ kind: "video" as const, title: "Mine", captions: [], durationMs: null },
      source: { type: "video" as const, videoId },
    });
    const no = refusal("invalid", "video_block");
    const save = (videoId: Id<"videos">) =>
      room.owner.mutation(api.blocks.save, { blockId, revision: 1, content: content(videoId) });
    await expect(save(stolen)).rejects.toMatchObject(no);
    await expect(
      room.owner.mutation(api.blocks.add, { lessonId: room.lessonId, content: content(stolen) }),
    ).rejects.toMatchObject(no);
    expect(await save((await room.row(blockId))!._id)).toEqual({ revision: 2 });
  });
  test("that is erased takes its video from the service, with all that hangs on it", async () => {
    const room = await classroom();
    const { videoBlockId } = await room.school.video(room.course, room.lessonId);
    await room.student.action(api.videos.play, { blockId: videoBlockId });
    await room.owner.mutation(api.blocks.remove, { blockId: videoBlockId });
    await expect(room.student.action(api.videos.play, { blockId: videoBlockId })).rejects.toMatchObject(
      refusal("not_found", "video"),
    );
    vi.setSystemTime(Date.now() + 31 * 24 * 3_600_000);
    await room.school.t.mutation(internal.jobs.purge.removed, {});
    await room.settle();
    expect(room.service.told).toMatchObject([{ method: "DELETE", path: `/video/v1/assets/asset-${videoBlockId}` }]);
    const left = await room.school.t.run(async ({ db }) =>
      Promise.all(
        (["videos", "videoWords", "videoWatches", "videoHeats"] as const).map((table) => db.query(table).first()),
      ),
    );
    expect(left).toEqual([null, null, null, null]);
  });
});

describe("playing", () => {
  test("ends with the enrolment, and waits for the captions that a course requires", async () => {
    const room = await classroom();
    const { videoBlockId: blockId, videoId } = await room.school.video(room.course, room.lessonId);
    await room.student.action(api.videos.play, { blockId });
    await room.owner.mutation(api.courses.saveDetails, {
      ...{ courseId: room.courseId, revision: 1, details: { captionsRequired: true } },
    });
    await room.student.action(api.videos.play, { blockId });
    await room.owner.mutation(api.videos.removeCaptions, { blockId, key: "c1" });
    await expect(room.student.action(api.videos.play, { blockId })).rejects.toMatchObject(
      refusal("conflict", "captions_missing"),
    );
    expect(await room.school.write(({ videos }) => videos.words(videoId, "c1"))).toBeNull();
    expect((await room.owner.query(api.courses.forEditing, { courseId: room.courseId })).problems).toEqual([
      "captions_missing",
    ]);
    await room.student.mutation(api.enrollments.leave, { courseId: room.courseId });
    await expect(room.student.action(api.videos.play, { blockId })).rejects.toMatchObject(
      refusal("forbidden", "not_enrolled"),
    );
  });
  test("of a preview is open to everyone, and records nothing", async () => {
    const room = await classroom();
    const { videoBlockId: blockId } = await room.school.video(room.course, room.course.lessonIds[0]!);
    expect(await room.school.t.action(api.videos.play, { blockId })).toMatchObject({ watch: null });
  });
});

describe("watching", () => {
  const open = async () => {
    const room = await classroom();
    const { videoBlockId: blockId } = await room.school.video(room.course, room.lessonId);
    await room.student.action(api.videos.play, { blockId });
    const watch = (batchId: string, from: number, to: number, version = 1) =>
      room.student.mutation(api.videos.watch, {
        ...{ blockId, batchId: `the-batch-${batchId}`, version, position: to },
        ranges: [{ from, to }],
      });
    const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);
    const progress = async () =>
      (await room.student.query(api.learning.lesson, { lessonId: room.lessonId }))?.progress ?? null;
    return { ...room, blockId, watch, pass, progress };
  };
  test("enough of it completes the lesson, once, and keeps the place", async () => {
    const { watch, pass, progress, student, lessonId } = await open();
    pass(30);
    expect(await watch("a", 0, 30)).toEqual({ seconds: 30, isReached: false });
    expect(await progress()).toMatchObject({ completedAt: null, position: { seconds: 30 } });
    pass(24);
    expect(await watch("b", 30, 54)).toEqual({ seconds: 54, isReached: true });
    expect((await progress())?.completedAt).not.toBeNull();
    await student.mutation(api.progress.uncomplete, { lessonId });
    pass(6);
    await watch("c", 54, 60);
    expect((await progress())?.completedAt).toBeNull();
  });
  test("a batch told twice counts once, and one about a video that was replaced not at all", async () => {
    const { watch, pass, owner, blockId } = await open();
    pass(20);
    await watch("a", 0, 10);
    expect(await watch("a", 20, 30)).toMatchObject({ seconds: 10 });
    expect(await watch("b", 20, 30, 7)).toMatchObject({ seconds: 10 });
    expect(await owner.query(api.videos.heat, { blockId })).toMatchObject({ viewers: 1, finished: 0 });
  });
  test("nobody watches more than the time that passed allows", async () => {
    const { watch, pass } = await open();
    expect(await watch("a", 0, 60)).toEqual({ seconds: 2, isReached: false });
    for (let n = 0; n < 20; n++) await watch(`again-${n}`, 0, 60);
    expect(await watch("b", 0, 60)).toEqual({ seconds: 2, isReached: false });
    pass(10);
    expect(await watch("c", 0, 60)).toEqual({ seconds: 20, isReached: false });
  });
  test("a course may ask for another share", async () => {
    const { watch, pass, owner, courseId } = await open();
    await owner.mutation(api.courses.saveDetails, { courseId, revision: 1, details: { videoThreshold: 50 } });
    pass(40);
    expect(await watch("a", 0, 30)).toEqual({ seconds: 30, isReached: true });
  });
  test("what is watched again is kept apart, and both are seen by the staff", async () => {
    const { watch, pass, owner, blockId } = await open();
    pass(60);
    await watch("a", 0, 30);
    pass(30);
    await watch("b", 0, 15);
    const heat = await owner.query(api.videos.heat, { blockId });
    expect(heat.parts.slice(0, 3)).toEqual([
      { watched: 1, again: 1 },
      { watched: 1, again: 1 },
      { watched: 1, again: 1 },
    ]);
    expect(heat.parts[40]).toEqual({ watched: 1, again: 0 });
    expect(heat.parts[60]).toEqual({ watched: 0, again: 0 });
  });
});

describe("the video webhook over HTTP", () => {
  const opened = async () => {
    const room = await classroom();
    const { blockId } = await upload(room);
    return { room, blockId, videoId: (await room.row(blockId))!._id };
  };
  test("each event is taken once, however often it is sent", async () => {
    const { room, blockId, videoId } = await opened();
    for (let n = 0; n < 3; n++) expect((await deliver(room, readyEvent("e1", videoId))).status).toBe(204);
    expect(await room.row(blockId)).toMatchObject({ version: 1, media: { assetId: "asset-1" } });
  });
  test.each([
    ["without a signature", async () => ""],
    ["with another secret", (body: string) => muxSignature(body, Date.now(), "guess")],
    ["of another body", () => muxSignature("{}")],
    ["from six minutes ago", (body: string) => muxSignature(body, Date.now() - 360_000)],
    ["that is no signature", async () => "t=now,v1=zz"],
  ])("one %s is refused and changes nothing", async (_, sign) => {
    const { room, blockId, videoId } = await opened();
    const event = readyEvent("e1", videoId);
    expect((await deliver(room, event, await sign(JSON.stringify(event)))).status).toBe(401);
    expect(await room.row(blockId)).toMatchObject({ media: null, version: 0 });
  });
  test("other events are thanked and ignored", async () => {
    const { room } = await opened();
    expect((await deliver(room, { id: "e2", type: "video.live_stream.created", data: {} })).status).toBe(204);
    expect((await deliver(room, ["words"])).status).toBe(204);
  });
  test("a school without a secret answers that it cannot listen", async () => {
    const { room, videoId } = await opened();
    vi.stubEnv("MUX_WEBHOOK_SECRET", undefined);
    expect((await deliver(room, readyEvent("e1", videoId), "t=1,v1=a")).status).toBe(503);
  });
});

describe("a file that a lesson plays as it is", () => {
  test("becomes a video with its captions, and does so once", async () => {
    const room = await classroom();
    const store = (text: string) => room.school.t.run(({ storage }) => storage.store(new Blob([text])));
    const [storageId, captionsId] = [await store("bytes"), await store("00:01.000 --> 00:02.000\nPull.")];
    const blockId = await room.school.write(async ({ assets, blocks }) => {
      const base = { courseId: room.courseId, bytes: 5, sourceKey: null, sha256: null };
      const file = await assets.add({ ...base, storageId, name: "knot.mp4", contentType: "video/mp4" });
      const words = await assets.add({ ...base, storageId: captionsId, name: "knot.vtt", contentType: "text/vtt" });
      return blocks.add({
        ...{ courseId: room.courseId, lessonId: room.lessonId, order: "z", revision: 1, sourceKey: null },
        removedAt: null,
        content: {
          ...{ kind: "video", title: "Knot", durationMs: null, source: { type: "asset", assetId: file } },
          captions: [{ assetId: words, language: "en", label: "English" }],
        },
      });
    });
    await room.school.t.mutation(internal.jobs.videos.adoptAll, { cursor: null });
    await room.settle();
    const video = (await room.row(blockId))!;
    expect(video).toMatchObject({ attempt: { state: "processing", fileName: "knot.mp4" }, sourceStorageId: storageId });
    expect(video.captions).toMatchObject([{ language: "en", label: "English", cueCount: 1 }]);
    const { told } = room.service;
    // The school's storage has another origin than the school here, so that the file itself is sent.
    expect(told.filter(({ method }) => method === "PUT")).toMatchObject([{ body: "bytes" }]);
    const before = told.length;
    await room.school.t.mutation(internal.jobs.videos.adoptAll, { cursor: null });
    await room.settle();
    expect(told).toHaveLength(before);
  });
});
