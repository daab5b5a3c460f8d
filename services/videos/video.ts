import * as z from "zod";
import { idOf, type Id } from "../shared/id";

export type VideoId = Id<"videos">;

/** What can be played: an asset at the video service. Seconds; `hasPicture` is false for sound alone. */
export const videoMedia = z.object({
  assetId: z.string().max(200),
  playbackId: z.string().max(200),
  durationSeconds: z.number(),
  /** Width to height as "16:9"; null when it is not known. */
  aspectRatio: z.string().max(20).nullable(),
  hasPicture: z.boolean(),
  /** "original": the file itself is played, in one quality and without preview pictures. */
  delivery: z.enum(["hls", "original"]),
  /** The end of its file is missing: what is played is shorter than what was recorded. */
  isCut: z.boolean().optional(),
});
export type VideoMedia = z.infer<typeof videoMedia>;

/** Why a file did not become a video; `message` in the video service's words, empty when it said nothing. */
export const videoTrouble = z.object({
  reason: z.enum(["unreadable", "timed_out", "unreachable", "gone"]),
  message: z.string().max(1_000),
});
export type VideoTrouble = z.infer<typeof videoTrouble>;

/** A file on its way to become a video, or one that did not. A newer one takes its place. Times in ms. */
export const videoAttempt = z.object({
  /** Counts the files that this video was given; what the video service tells is about one of them. */
  number: z.number(),
  state: z.enum(["waiting", "processing", "errored"]),
  fileName: z.string().max(300),
  bytes: z.number().nullable(),
  uploadId: z.string().max(200).nullable(),
  assetId: z.string().max(200).nullable(),
  trouble: videoTrouble.nullable(),
  startedAt: z.number(),
});
export type VideoAttempt = z.infer<typeof videoAttempt>;

/** Captions of a video in one language, without their words: those are kept apart, because they are long. */
export const captionTrack = z.object({
  key: z.string().max(40),
  /** A BCP 47 tag. */
  language: z.string().max(35),
  label: z.string().max(60),
  cueCount: z.number(),
  /** Grows with every edit of the words. */
  revision: z.number(),
});
export type CaptionTrack = z.infer<typeof captionTrack>;

/** A named part of a video, from its second `at` on. */
export const chapter = z.object({ at: z.number().min(0).max(200_000), title: z.string().trim().min(1).max(120) });
export type Chapter = z.infer<typeof chapter>;
export const mostChapters = 200;
export const mostCaptions = 20;

/** A video of a lesson: what is played, and the file that is to take its place. */
export const video = z.object({
  media: videoMedia.nullable(),
  attempt: videoAttempt.nullable(),
  /** How many files it was given so far. */
  attempts: z.number(),
  /** Grows whenever another file is played: what was watched of one says nothing of the next. */
  version: z.number(),
  captions: z.array(captionTrack).max(mostCaptions),
  chapters: z.array(chapter).max(mostChapters),
  /** The second whose picture stands for the video; null lets the video service choose. */
  posterSecond: z.number().nullable(),
  /** The stored file that it was made from, so that importing it again makes no second one; null when it was uploaded. */
  sourceStorageId: z.string().nullable(),
  /** Since when (ms) a file is on its way; null when none is. */
  pendingSince: z.number().nullable(),
  createdAt: z.number(),
});
export type Video = z.infer<typeof video> & {
  readonly _id: VideoId;
  readonly courseId: Id<"courses">;
  readonly blockId: Id<"blocks">;
};

/** A stretch of a video in seconds. */
export const stretch = z.object({ from: z.number().min(0), to: z.number().min(0) });
export type Stretch = z.infer<typeof stretch>;

/** What one person watched of one video. */
export const videoWatch = z.object({
  /** The video's version that all of this is about. */
  version: z.number(),
  ranges: z.array(stretch),
  /** Seconds of the video watched at least once. */
  seconds: z.number(),
  /** The second to go on from. */
  position: z.number(),
  /** The batches that were counted last, so that one told twice counts once. */
  batches: z.array(z.string()),
  /** Up to when (ms) the passing time has been spent on what was counted. */
  spentUntil: z.number(),
  /** When (ms) enough of it was watched; null before. */
  reachedAt: z.number().nullable(),
});
export type VideoWatch = z.infer<typeof videoWatch> & {
  readonly _id: Id<"videoWatches">;
  readonly userId: Id<"users">;
  readonly videoId: VideoId;
};

/** How much of each part of a video was watched by a share of its students: seconds a part, first and again. */
export const videoHeat = z.object({
  version: z.number(),
  shard: z.number(),
  first: z.array(z.number()),
  again: z.array(z.number()),
  /** How many of them began it, and how many watched enough of it. */
  viewers: z.number(),
  finished: z.number(),
});
export type VideoHeat = z.infer<typeof videoHeat> & { readonly _id: Id<"videoHeats">; readonly videoId: VideoId };

/** Seconds as they are shown to authors and students of a video. */
export const shownCaption = captionTrack.pick({ key: true, language: true, label: true, revision: true });

/**
 * A video as a lesson's reader may know it: nothing by which it could be played. "captioning": it waits for the captions
 * that its course requires.
 */
export const shownVideo = z.object({
  blockId: idOf("blocks"),
  state: z.enum(["ready", "preparing", "captioning", "missing"]),
  version: z.number(),
  durationSeconds: z.number(),
  aspectRatio: z.string().nullable(),
  hasPicture: z.boolean(),
  captions: z.array(shownCaption),
  chapters: z.array(chapter),
});
export type ShownVideo = z.infer<typeof shownVideo>;

/** A video as its authors may know it. */
export const authoredVideo = z.object({
  _id: idOf("videos"),
  blockId: idOf("blocks"),
  media: videoMedia.omit({ assetId: true, playbackId: true }).nullable(),
  attempt: videoAttempt.omit({ uploadId: true, assetId: true }).nullable(),
  version: z.number(),
  captions: z.array(captionTrack),
  chapters: z.array(chapter),
  posterSecond: z.number().nullable(),
});
export type AuthoredVideo = z.infer<typeof authoredVideo>;
