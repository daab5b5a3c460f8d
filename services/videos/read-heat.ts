import type { Actor } from "../access/permissions";
import type { CourseReader } from "../courses/course-store";
import type { BlockId } from "../lessons/block";
import type { BlockReader } from "../lessons/block-store";
import type { LessonReader } from "../lessons/lesson-store";
import { heatMapOf, type HeatMap } from "./keep-heat";
import { requireVideo } from "./require-video";
import type { VideoReader } from "./video-store";

type Deps = { courses: CourseReader; lessons: LessonReader; blocks: BlockReader; videos: VideoReader };

/** What the course's students watched of a video, for its staff. */
export async function readHeat(deps: Deps, actor: Actor, blockId: BlockId): Promise<HeatMap> {
  const { video } = await requireVideo(deps, actor, blockId, "seeStudents");
  return heatMapOf(video, await deps.videos.heat(video._id));
}
