import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { assertCan } from "../../services/access/permissions";
import { noteWebhook } from "../../services/system/note-webhook";
import { adoptFiles } from "../../services/videos/adopt-file";
import { applyVideoEvent, fail } from "../../services/videos/apply-video-event";
import { adoptCaptions } from "../../services/videos/edit-video";
import { eraseRest as eraseMore } from "../../services/videos/erase-video";
import { giveUpOld as giveUp } from "../../services/videos/give-up-old";
import { openedPlayback, openPlayback } from "../../services/videos/open-playback";
import { noteUpload, openUpload } from "../../services/videos/open-upload";
import { requireVideo } from "../../services/videos/require-video";
import { forgetAtService } from "../../services/videos/video-task";
import { videoEvent, type VideoEvent } from "../../services/videos/video-event";
import { jobMutation, jobQuery, viewerJob } from "../functions";

/** What the actions of videos.ts begin with, and what the video service and the outbox have done here. */

const opened = z.object({ videoId: zid("videos"), blockId: zid("blocks"), number: z.number() });
const which = { videoId: zid("videos"), number: z.number() };

/** Where a file is to go: into a lesson, or in the place of a block's video. */
export const uploadPlace = z.union([
  z.object({ lessonId: zid("lessons"), after: zid("blocks").nullable().optional() }),
  z.object({ blockId: zid("blocks") }),
]);

export const beginUpload = viewerJob({
  args: { place: uploadPlace, name: z.string().min(1).max(300), bytes: z.number() },
  returns: opened,
  handler: (ctx, args) => {
    assertCan(ctx.viewer, "course.teach");
    return openUpload(ctx, ctx.viewer, args);
  },
});

export const uploadOpened = jobMutation({
  args: { ...which, uploadId: z.string() },
  returns: z.null(),
  handler: async (ctx, args) => {
    // Given up while its place was being made.
    if (!(await noteUpload(ctx, args))) await forgetAtService(ctx, { uploadId: args.uploadId, assetId: null });
    return null;
  },
});

/** The video service could not be reached: the author is told, and tries again with the same file. */
export const uploadRefused = jobMutation({
  args: which,
  returns: z.null(),
  handler: async (ctx, { videoId, number }) => {
    const video = await ctx.videos.byId(videoId);
    if (video?.attempt?.number === number)
      await fail(ctx, video, video.attempt, { reason: "unreachable", message: "" });
    return null;
  },
});

export const play = viewerJob({
  args: { blockId: zid("blocks") },
  returns: openedPlayback,
  handler: (ctx, { blockId }) => openPlayback(ctx, ctx.viewer, blockId),
});

/** The playback id of a video, for one of its authors. */
export const authored = viewerJob({
  args: { blockId: zid("blocks") },
  returns: z.object({ playbackId: z.string(), durationSeconds: z.number() }).nullable(),
  handler: async (ctx, { blockId }) => {
    assertCan(ctx.viewer, "course.teach");
    const { media } = (await requireVideo(ctx, ctx.viewer, blockId)).video;
    return media?.hasPicture && media.delivery === "hls"
      ? { playbackId: media.playbackId, durationSeconds: media.durationSeconds }
      : null;
  },
});

/** Does what a webhook tells, once: the delivery is noted in the same transaction. */
export const take = jobMutation({
  args: { deliveryId: z.string().max(200), type: z.string().max(100), event: videoEvent },
  returns: z.null(),
  handler: async (ctx, { deliveryId, type, event }) => {
    // The id is a text at rest and looked up before it is trusted.
    if (await ctx.school.takeDelivery(`video/${deliveryId}`, ctx.clock.now()))
      await applyVideoEvent(ctx, event as VideoEvent);
    await noteWebhook(ctx, "video", type);
    return null;
  },
});

/** Whether a file that waits to be taken is still wanted. */
export const isWanted = jobQuery({
  args: which,
  returns: z.boolean(),
  handler: async (ctx, { videoId, number }) => {
    const attempt = (await ctx.videos.byId(videoId))?.attempt;
    return attempt?.number === number && attempt.state !== "errored" && attempt.assetId === null;
  },
});

export const takeFailed = jobMutation({
  args: { ...which, message: z.string() },
  returns: z.null(),
  handler: async (ctx, { videoId, number, message }) => {
    const video = await ctx.videos.byId(videoId);
    if (video?.attempt?.number === number)
      await fail(ctx, video, video.attempt, { reason: "unreachable", message: message.slice(0, 1_000) });
    return null;
  },
});

export const takeWords = jobMutation({
  args: {
    videoId: zid("videos"),
    given: z.array(z.object({ language: z.string(), label: z.string(), words: z.string() })),
  },
  returns: z.null(),
  handler: (ctx, { videoId, given }) => adoptCaptions(ctx, videoId, given),
});

/** Makes videos of the files that lessons still play as they are; daily, and goes on by itself through all blocks. */
export const adoptAll = jobMutation({
  args: { cursor: z.string().nullable() },
  returns: z.null(),
  handler: (ctx, { cursor }) => adoptFiles(ctx, cursor),
});

/** Ends the uploads that nobody finished; hourly. */
export const giveUpOld = jobMutation({
  args: {},
  returns: z.number(),
  handler: (ctx) => giveUp(ctx),
});

/** Deletes what is left of a video that is gone; goes on by itself until nothing is left. */
export const eraseRest = jobMutation({
  args: { videoId: zid("videos") },
  returns: z.null(),
  handler: (ctx, { videoId }) => eraseMore(ctx, videoId),
});
