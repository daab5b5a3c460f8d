import type { Actor } from "../access/permissions";
import type { CourseStore } from "../courses/course-store";
import { changeCounts } from "../courses/change-counts";
import type { BlockId } from "../lessons/block";
import type { BlockStore } from "../lessons/block-store";
import type { LessonStore } from "../lessons/lesson-store";
import type { OutboxDeps } from "../outbox/enqueue";
import { eraseVideo } from "./erase-video";
import { requireVideo } from "./require-video";
import type { VideoStore } from "./video-store";
import { forgetAtService } from "./video-task";

type Deps = OutboxDeps & { courses: CourseStore; lessons: LessonStore; blocks: BlockStore; videos: VideoStore };

/**
 * Gives up the file that is on its way, or that failed. What was played before goes on being played; a block that never
 * had anything to play leaves the lesson. Cancelling what has become a video meanwhile changes nothing.
 */
export async function cancelUpload(
  deps: Deps,
  actor: Actor,
  { blockId }: { blockId: BlockId },
): Promise<{ isBlockGone: boolean }> {
  const { video, lesson } = await requireVideo(deps, actor, blockId);
  const { attempt } = video;
  if (!attempt) return { isBlockGone: false };
  if (video.media || video.version > 0) {
    await forgetAtService(deps, attempt.assetId ? { ...attempt, uploadId: null } : attempt);
    await deps.videos.change(video._id, { attempt: null, pendingSince: null });
    return { isBlockGone: false };
  }
  await eraseVideo(deps, video);
  await deps.blocks.remove(blockId);
  await deps.lessons.change(lesson._id, { blockCount: Math.max(0, lesson.blockCount - 1) });
  await changeCounts(deps.courses, lesson.courseId, {}, deps.clock.now());
  return { isBlockGone: true };
}
