import type { CourseRights } from "../access/course-rights";
import type { Actor } from "../access/permissions";
import type { Course } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import type { Block, BlockId } from "../lessons/block";
import type { BlockReader } from "../lessons/block-store";
import type { Lesson } from "../lessons/lesson";
import type { LessonReader } from "../lessons/lesson-store";
import { requireLesson } from "../lessons/require-lesson";
import { notFound } from "../shared/app-error";
import type { Video } from "./video";
import type { VideoReader } from "./video-store";

export type FindDeps = {
  courses: Pick<CourseReader, "byId" | "staffRole">;
  lessons: Pick<LessonReader, "byId">;
  blocks: Pick<BlockReader, "byId">;
  videos: Pick<VideoReader, "ofBlock">;
};
export type Found = { block: Block; lesson: Lesson; course: Course; video: Video };

/** A standing block that shows a video of the school's, with all it belongs to; null when there is none. */
export async function findVideo(deps: FindDeps, blockId: BlockId): Promise<Found | null> {
  const block = await deps.blocks.byId(blockId);
  if (!block || block.removedAt !== null || block.content.kind !== "video" || block.content.source.type !== "video")
    return null;
  const [lesson, video] = await Promise.all([deps.lessons.byId(block.lessonId), deps.videos.ofBlock(blockId)]);
  if (!lesson || lesson.removedAt !== null || video?._id !== block.content.source.videoId) return null;
  const course = await deps.courses.byId(lesson.courseId);
  return course && { block, lesson, course, video };
}

type Deps = Omit<FindDeps, "courses" | "lessons"> & { courses: CourseReader; lessons: LessonReader };

/** The same, if the actor has the right to the course. Refuses with "video", "not_staff" and "course_right". */
export async function requireVideo(
  deps: Deps,
  actor: Actor,
  blockId: BlockId,
  right: keyof CourseRights = "edit",
): Promise<Found> {
  const block = await deps.blocks.byId(blockId);
  if (!block) throw notFound("video");
  await requireLesson(deps, actor, block.lessonId, right);
  const found = await findVideo(deps, blockId);
  if (!found) throw notFound("video");
  return found;
}
