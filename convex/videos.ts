import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { cancelUpload } from "../services/videos/cancel-upload";
import * as edit from "../services/videos/edit-video";
import { openedPlayback, readCaptions } from "../services/videos/open-playback";
import { playbackUrls } from "../services/videos/playback-urls";
import { readHeat } from "../services/videos/read-heat";
import { recordWatch } from "../services/videos/record-watch";
import { captionTrack, chapter, mostChapters, stretch } from "../services/videos/video";
import { typedId } from "../services/shared/id";
import { internal } from "./_generated/api";
import { actorMutation, actorQuery, publicAction, publicQuery, setting } from "./functions";
import { createUpload, deliveryAddress, isServiceTrouble, signPlayback, signThumbnail } from "./gateways/video";
import { uploadPlace } from "./jobs/videos";

/** How long (seconds) a video may be played by one set of addresses; who watches on asks again before they end. */
const playbackLives = () => Math.max(5, Number(setting("VIDEO_PLAYBACK_SECONDS")) || 20 * 60);
const on = { blockId: zid("blocks") };
const openedUpload = z.object({ blockId: zid("blocks"), number: z.number(), uploadUrl: z.string().nullable() });
const playback = openedPlayback.omit({ media: true, posterSecond: true }).extend({
  src: z.string(),
  poster: z.string().nullable(),
  storyboard: z.string().nullable(),
  /** Whether the file itself is played, in one quality. */
  isOriginal: z.boolean(),
  /** For how long (seconds) from now. */
  lives: z.number(),
});
const picture = z.object({ second: z.number(), url: z.string() });

/** An address to which the author's browser sends a file, and the block that shows how far it is. */
export const requestUpload = publicAction({
  args: { place: uploadPlace, name: z.string().min(1).max(300), bytes: z.number().int().min(0) },
  returns: openedUpload,
  handler: async (ctx, args): Promise<z.infer<typeof openedUpload>> => {
    const opened = await ctx.runMutation(internal.jobs.videos.beginUpload, args);
    const { videoId, blockId, number } = opened;
    try {
      const { uploadId, url } = await createUpload(opened);
      await ctx.runMutation(internal.jobs.videos.uploadOpened, { videoId, number, uploadId });
      return { blockId, number, uploadUrl: url };
    } catch (error) {
      // A video service that does not answer is no bug: the block says so, and the file can be tried again.
      if (!isServiceTrouble(error)) throw error;
      // eslint-disable-next-line no-console -- whoever runs the school must be able to find why
      console.warn(`The video service did not make room for an upload: ${String(error)}`);
      await ctx.runMutation(internal.jobs.videos.uploadRefused, { videoId, number });
      return { blockId, number, uploadUrl: null };
    }
  },
});

/** The addresses by which a video is played for a while, for whoever may read its lesson. */
export const play = publicAction({
  args: on,
  returns: playback,
  handler: async (ctx, { blockId }): Promise<z.infer<typeof playback>> => {
    const { media, posterSecond, ...opened } = await ctx.runMutation(internal.jobs.videos.play, { blockId });
    const lives = playbackLives();
    const tokens = await signPlayback(media.playbackId, { posterSecond, seconds: lives });
    const urls = playbackUrls(media, tokens, deliveryAddress());
    return { ...opened, ...urls, isOriginal: media.delivery === "original", lives };
  },
});

/** Pictures of a video from its beginning to its end, for an author who chooses the one that stands for it. */
export const pictures = publicAction({
  args: on,
  returns: z.array(picture),
  handler: async (ctx, { blockId }): Promise<z.infer<typeof picture>[]> => {
    const found = await ctx.runMutation(internal.jobs.videos.authored, { blockId });
    if (!found) return [];
    const { image } = deliveryAddress();
    const seconds = Array.from(
      { length: 12 },
      (_, n) => Math.floor((found.durationSeconds * (n + 0.5) * 10) / 12) / 10,
    );
    return Promise.all(
      [...new Set(seconds)].map(async (second) => ({
        second,
        url: `${image}/${found.playbackId}/thumbnail.webp?token=${await signThumbnail(found.playbackId, second, playbackLives())}`,
      })),
    );
  },
});

/** The words of captions as WebVTT, for whoever may read the lesson; null when they are gone. */
export const captions = publicQuery({
  args: { blockId: typedId("blocks"), key: captionTrack.shape.key },
  returns: z.object({ words: z.string(), revision: z.number() }).nullable(),
  handler: (ctx, args) => readCaptions(ctx, ctx.viewer, args),
});

/** Counts what a student watched; each batch once. */
export const watch = actorMutation({
  may: "course.learn",
  args: {
    ...on,
    batchId: z.string().min(8).max(64),
    version: z.number(),
    ranges: z.array(stretch).max(100),
    position: z.number().min(0),
  },
  returns: z.object({ seconds: z.number(), isReached: z.boolean() }),
  handler: (ctx, args) => recordWatch(ctx, ctx.actor, args),
});

/** How much of each part of a video was watched, for the course's staff. */
export const heat = actorQuery({
  may: "course.teach",
  args: { blockId: typedId("blocks") },
  returns: z.object({
    durationSeconds: z.number(),
    viewers: z.number(),
    finished: z.number(),
    parts: z.array(z.object({ watched: z.number(), again: z.number() })),
  }),
  handler: (ctx, { blockId }) => readHeat(ctx, ctx.actor, blockId),
});

export const cancel = actorMutation({
  may: "course.teach",
  args: on,
  returns: z.object({ isBlockGone: z.boolean() }),
  handler: (ctx, args) => cancelUpload(ctx, ctx.actor, args),
});

export const choosePoster = actorMutation({
  may: "course.teach",
  args: { ...on, second: z.number().min(0).nullable() },
  returns: z.null(),
  handler: (ctx, args) => edit.choosePoster(ctx, ctx.actor, args),
});

export const saveChapters = actorMutation({
  may: "course.teach",
  args: { ...on, chapters: z.array(chapter).max(mostChapters) },
  returns: z.null(),
  handler: (ctx, args) => edit.saveChapters(ctx, ctx.actor, args),
});

const { language, label } = captionTrack.shape;
const words = z.string().max(2_000_000);

export const addCaptions = actorMutation({
  may: "course.teach",
  args: { ...on, language, label, words },
  returns: z.object({ key: z.string() }),
  handler: (ctx, args) => edit.addCaptions(ctx, ctx.actor, args),
});

export const saveCaptions = actorMutation({
  may: "course.teach",
  args: { ...on, key: captionTrack.shape.key, revision: z.number(), language, label, words: words.optional() },
  returns: z.null(),
  handler: (ctx, args) => edit.saveCaptions(ctx, ctx.actor, args),
});

export const removeCaptions = actorMutation({
  may: "course.teach",
  args: { ...on, key: captionTrack.shape.key },
  returns: z.null(),
  handler: (ctx, args) => edit.removeCaptions(ctx, ctx.actor, args),
});
