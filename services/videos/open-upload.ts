import type { Actor } from "../access/permissions";
import { cleanName } from "../assets/asset-types";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import type { Block, BlockId } from "../lessons/block";
import { mostBlocks, type BlockStore } from "../lessons/block-store";
import type { Lesson, LessonId } from "../lessons/lesson";
import type { LessonStore } from "../lessons/lesson-store";
import { placeBlock } from "../lessons/place-block";
import { requireLesson } from "../lessons/require-lesson";
import type { OutboxDeps } from "../outbox/enqueue";
import { AppError, conflict, notFound } from "../shared/app-error";
import type { Video, VideoAttempt, VideoId } from "./video";
import { problemOfFile, titleOfFile } from "./video-files";
import type { VideoStore } from "./video-store";
import { forgetAtService } from "./video-task";

type Deps = OutboxDeps & { courses: CourseStore; lessons: LessonStore; blocks: BlockStore; videos: VideoStore };

/** Where a file goes: a new block of a lesson (after a named one, first, or last), or the block whose video it replaces. */
export type UploadPlace =
  | { lessonId: LessonId; after?: BlockId | null | undefined; blockId?: undefined }
  | { blockId: BlockId; lessonId?: undefined };
export type OpenedUpload = { videoId: VideoId; blockId: BlockId; number: number };

/**
 * Makes room for a file that is about to be uploaded: from now on everybody sees that a video is coming. What is played
 * meanwhile goes on being played; a file that was on its way before is given up.
 */
export async function openUpload(
  deps: Deps,
  actor: Actor,
  { place, name, bytes }: { place: UploadPlace; name: string; bytes: number },
): Promise<OpenedUpload> {
  const fileName = cleanName(name);
  const problem = problemOfFile({ name: fileName, bytes });
  if (problem) throw new AppError(problem);
  const file = { fileName, bytes };
  if (place.blockId === undefined) {
    const { lesson } = await requireLesson(deps, actor, place.lessonId, "edit");
    return insertVideo(deps, lesson, place.after, file);
  }
  const block = await deps.blocks.byId(place.blockId);
  if (!block || block.removedAt !== null || block.content.kind !== "video") throw notFound("video");
  await requireLesson(deps, actor, block.lessonId, "edit");
  return replaceVideo(deps, block, file);
}

type File = Pick<VideoAttempt, "fileName" | "bytes">;

async function insertVideo(
  deps: Deps,
  lesson: Lesson,
  after: BlockId | null | undefined,
  file: File,
): Promise<OpenedUpload> {
  if (lesson.blockCount >= mostBlocks) throw conflict("blocks_full");
  const order = await placeBlock(deps.blocks, lesson._id, after);
  const content = {
    kind: "video" as const,
    title: titleOfFile(file.fileName),
    source: { type: "embed" as const, provider: "other" as const, url: "" },
    captions: [],
    durationMs: null,
  };
  const { _id: lessonId, courseId } = lesson;
  const blockId = await deps.blocks.add({
    ...{ courseId, lessonId, order, content, revision: 1, sourceKey: null, removedAt: null },
  });
  const opened = await beginVideo(deps, { courseId, blockId }, file);
  await deps.blocks.change(blockId, { content: { ...content, source: { type: "video", videoId: opened.videoId } } });
  await deps.lessons.change(lessonId, { blockCount: lesson.blockCount + 1 });
  await changeCounts(deps.courses, courseId, {}, deps.clock.now());
  return opened;
}

async function replaceVideo(deps: Deps, block: Block, file: File): Promise<OpenedUpload> {
  const { content } = block;
  if (content.kind !== "video") throw notFound("video");
  const known = content.source.type === "video" ? await deps.videos.ofBlock(block._id) : null;
  if (known) {
    const { attempt } = known;
    if (attempt) await forgetAtService(deps, attempt.assetId ? { ...attempt, uploadId: null } : attempt);
    return giveFile(deps, known, file);
  }
  const opened = await beginVideo(deps, { courseId: block.courseId, blockId: block._id }, file);
  await deps.blocks.change(block._id, {
    content: { ...content, source: { type: "video", videoId: opened.videoId }, captions: [] },
    revision: block.revision + 1,
  });
  return opened;
}

/** Begins a video of a block, with its first file on the way. */
export async function beginVideo(
  { videos, clock }: Pick<Deps, "videos" | "clock">,
  place: Pick<Video, "courseId" | "blockId">,
  file: File & { sourceStorageId?: string },
): Promise<OpenedUpload> {
  const now = clock.now();
  const { sourceStorageId = null, ...named } = file;
  const state = sourceStorageId === null ? "waiting" : "processing";
  const videoId = await videos.add({
    ...place,
    ...{ media: null, attempt: newAttempt(1, named, now, state), attempts: 1, version: 0, captions: [], chapters: [] },
    ...{ posterSecond: null, sourceStorageId, pendingSince: now, createdAt: now },
  });
  return { videoId, blockId: place.blockId, number: 1 };
}

/** Gives a video that is there another file; what it plays goes on being played until that is ready. */
export async function giveFile(
  { videos, clock }: Pick<Deps, "videos" | "clock">,
  video: Video,
  file: File & { sourceStorageId?: string },
): Promise<OpenedUpload> {
  const now = clock.now();
  const number = video.attempts + 1;
  const { sourceStorageId = video.sourceStorageId, ...named } = file;
  const state = file.sourceStorageId === undefined ? "waiting" : "processing";
  await videos.change(video._id, {
    ...{ attempt: newAttempt(number, named, now, state), attempts: number, sourceStorageId, pendingSince: now },
  });
  return { videoId: video._id, blockId: video.blockId, number };
}

/** An upload waits for its sender; what the video service fetches by itself is under way at once. */
const newAttempt = (number: number, file: File, now: number, state: VideoAttempt["state"]): VideoAttempt => ({
  ...{ number, state, ...file, uploadId: null, assetId: null, trouble: null, startedAt: now },
});

/** Notes which upload of the video service a file comes by. False when the file is not wanted any more. */
export async function noteUpload(
  { videos }: Pick<Deps, "videos">,
  { videoId, number, uploadId }: { videoId: VideoId; number: number; uploadId: string },
): Promise<boolean> {
  const video = await videos.byId(videoId);
  if (!video || video.attempt?.number !== number) return false;
  await videos.change(videoId, { attempt: { ...video.attempt, uploadId } });
  return true;
}
