import * as z from "zod";
import type { Actor } from "../access/permissions";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import { wayInto } from "../learning/access";
import type { BlockId } from "../lessons/block";
import { conflict, forbidden, notFound } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import { watchOf } from "./record-watch";
import { findVideo, type FindDeps } from "./require-video";
import { hasRequiredCaptions } from "./show-video";
import { stretch, videoMedia } from "./video";
import type { VideoStore } from "./video-store";
import { thresholdOf } from "./watch-rules";

/** What somebody who may play a video is let in with. */
export const openedPlayback = z.object({
  media: videoMedia,
  version: z.number(),
  posterSecond: z.number().nullable(),
  /** The second to go on from, and what was watched; null where nothing is recorded. */
  watch: z
    .object({ position: z.number(), ranges: z.array(stretch), seconds: z.number(), isReached: z.boolean() })
    .nullable(),
  /** Percent of the video that must be watched. */
  threshold: z.number(),
});
export type OpenedPlayback = z.infer<typeof openedPlayback>;

type Deps = Omit<FindDeps, "videos"> & {
  enrollments: Pick<EnrollmentReader, "of">;
  videos: VideoStore;
  clock: Clock;
};

/**
 * Lets the viewer play a block's video, if they may read its lesson: its students, its staff, and everybody where the
 * lesson is a preview. From here on the time passes that what they watch is measured by. Refuses with "video",
 * "not_enrolled", "video_not_ready" and "captions_missing".
 */
export async function openPlayback(deps: Deps, viewer: Actor | null, blockId: BlockId): Promise<OpenedPlayback> {
  const found = await findVideo(deps, blockId);
  const way = found && (await wayInto(deps, viewer, found.course));
  if (!found || !way) throw notFound("video");
  const { lesson, course, video } = found;
  if (way.access === "preview" && !lesson.isPreview) throw forbidden("not_enrolled");
  if (!video.media) throw conflict("video_not_ready");
  if (way.access !== "staff" && !hasRequiredCaptions(video, course)) throw conflict("captions_missing");
  const watch = way.access === "enrolled" && viewer ? await watchOf(deps, viewer, video) : null;
  return {
    media: video.media,
    version: video.version,
    posterSecond: video.posterSecond,
    watch: watch && {
      position: watch.position,
      ranges: watch.ranges,
      seconds: watch.seconds,
      isReached: watch.reachedAt !== null,
    },
    threshold: thresholdOf(course),
  };
}

/** The words of one of a video's captions, as WebVTT, for whoever may play it. */
export async function readCaptions(
  deps: FindDeps & { enrollments: Pick<EnrollmentReader, "of">; videos: Pick<VideoStore, "ofBlock" | "words"> },
  viewer: Actor | null,
  { blockId, key }: { blockId: BlockId; key: string },
): Promise<{ words: string; revision: number } | null> {
  const found = await findVideo(deps, blockId);
  const way = found && (await wayInto(deps, viewer, found.course));
  if (!found || !way) throw notFound("video");
  if (way.access === "preview" && !found.lesson.isPreview) throw forbidden("not_enrolled");
  const track = found.video.captions.find((one) => one.key === key);
  const words = track ? await deps.videos.words(found.video._id, key) : null;
  return track && words !== null ? { words, revision: track.revision } : null;
}
