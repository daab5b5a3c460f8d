import type { Actor } from "../access/permissions";
import type { Course } from "../courses/course";
import type { CourseStore } from "../courses/course-store";
import type { EnrollmentStore } from "../enrollments/enrollment-store";
import type { BlockId } from "../lessons/block";
import { mostBlocks, type BlockReader } from "../lessons/block-store";
import type { Lesson } from "../lessons/lesson";
import type { LessonReader } from "../lessons/lesson-store";
import type { NotifyDeps } from "../notifications/notify";
import { completeLesson } from "../progress/complete-lesson";
import { learnerLesson } from "../progress/learner-lesson";
import type { ProgressStore } from "../progress/progress-store";
import { visitLesson } from "../progress/visit-lesson";
import { notFound } from "../shared/app-error";
import { keepHeat } from "./keep-heat";
import { firstOf, joined, lengthOf, without } from "./ranges";
import { findVideo } from "./require-video";
import type { Stretch, Video, VideoWatch } from "./video";
import type { VideoStore } from "./video-store";
import { affordable, isEnough, spend, thresholdOf } from "./watch-rules";

type Deps = NotifyDeps & {
  courses: Pick<CourseStore, "byId" | "changeStats" | "staffRole">;
  lessons: Pick<LessonReader, "byId">;
  blocks: Pick<BlockReader, "byId" | "ofLesson">;
  enrollments: EnrollmentStore;
  progress: ProgressStore;
  videos: VideoStore;
};
export type WatchBatch = {
  blockId: BlockId;
  /** Made by who watched, the same each time that the batch is told. */
  batchId: string;
  /** The video's version that was watched. */
  version: number;
  ranges: Stretch[];
  /** The second to go on from. */
  position: number;
};
export type WatchResult = { seconds: number; isReached: boolean };

const batchesKept = 32;

/**
 * Counts what the actor watched of a video, each batch once. Never more than can have been watched in the time that
 * passed; what a batch claims beyond that is left out. Enough of every video of a lesson completes the lesson, once: who
 * takes the completion back is not overruled. Keeps the place too, so that watching needs no other call.
 */
export async function recordWatch(deps: Deps, actor: Actor, batch: WatchBatch): Promise<WatchResult> {
  const found = await findVideo(deps, batch.blockId);
  if (!found) throw notFound("video");
  const { lesson, course, video } = found;
  await learnerLesson(deps, actor, lesson._id);
  const { media } = video;
  const row = await watchOf(deps, actor, video);
  // Of a video that has been replaced meanwhile nothing is kept.
  if (!media || batch.version !== video.version || row.batches.includes(batch.batchId))
    return { seconds: row.seconds, isReached: row.reachedAt !== null };

  const now = deps.clock.now();
  const duration = media.durationSeconds;
  // Without a known length the video has no end that could be checked.
  const end = duration || Math.max(0, ...batch.ranges.map(({ to }) => to));
  const counted = firstOf(joinedAsPlayed(batch.ranges, end), affordable(row.spentUntil, now));
  const fresh = without(joined(counted, end), row.ranges);
  const ranges = joined([...row.ranges, ...counted], end);
  const seconds = lengthOf(ranges);
  const isReached = isEnough(seconds, duration, thresholdOf(course));
  const isFirst = row.seconds === 0 && seconds > 0;
  const isNews = isReached && row.reachedAt === null;
  await deps.videos.changeWatch(row._id, {
    ...{ ranges, seconds, position: Math.min(batch.position, end) },
    batches: [...row.batches.slice(-(batchesKept - 1)), batch.batchId],
    spentUntil: spend(row.spentUntil, now, lengthOf(counted)),
    reachedAt: isNews ? now : row.reachedAt,
  });
  await keepHeat(deps, video, actor.id, { counted, fresh, viewers: Number(isFirst), finished: Number(isNews) });
  await visitLesson(deps, actor, {
    lessonId: lesson._id,
    position: { blockId: batch.blockId, seconds: Math.min(batch.position, end), scroll: null },
  });
  if (isNews && (await isAllWatched(deps, actor, lesson, course))) await completeLesson(deps, actor, lesson._id);
  return { seconds, isReached: isReached || row.reachedAt !== null };
}

/** Each stretch as it was played, one after the other: a stretch watched twice in a batch took its time twice. */
const joinedAsPlayed = (ranges: readonly Stretch[], end: number): Stretch[] =>
  ranges.map(({ from, to }) => ({ from, to: Math.min(to, end) })).filter(({ from, to }) => to > from);

/** What the actor has watched of the video as it is now; begins anew where it was another file. */
export async function watchOf(
  { videos, clock }: Pick<Deps, "videos" | "clock">,
  actor: Pick<Actor, "id">,
  video: Video,
): Promise<VideoWatch> {
  const known = await videos.watch(actor.id, video._id);
  const begun = {
    version: video.version,
    ...{ ranges: [], seconds: 0, position: 0, batches: [], spentUntil: clock.now(), reachedAt: null },
  };
  if (!known) await videos.addWatch({ userId: actor.id, videoId: video._id, ...begun });
  else if (known.version !== video.version) await videos.changeWatch(known._id, begun);
  else return known;
  const made = await videos.watch(actor.id, video._id);
  if (!made) throw new Error("A watch that was just written is not there");
  return made;
}

/** Whether enough of every video of the lesson that can be played has been watched. */
async function isAllWatched(deps: Deps, actor: Actor, lesson: Lesson, course: Course): Promise<boolean> {
  const blocks = await deps.blocks.ofLesson(lesson._id, mostBlocks);
  for (const { _id, content } of blocks) {
    if (content.kind !== "video" || content.source.type !== "video") continue;
    const video = await deps.videos.ofBlock(_id);
    if (!video?.media) continue;
    const watch = await deps.videos.watch(actor.id, video._id);
    const isDone = watch?.version === video.version && watch.reachedAt !== null;
    if (!isDone && !isEnough(watch?.seconds ?? 0, video.media.durationSeconds, thresholdOf(course))) return false;
  }
  return true;
}
