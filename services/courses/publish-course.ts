import * as z from "zod";
import type { Actor } from "../access/permissions";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import { conflict } from "../shared/app-error";
import type { BlockReader } from "../lessons/block-store";
import type { LessonReader } from "../lessons/lesson-store";
import type { Clock } from "../shared/clock";
import { hasRequiredCaptions } from "../videos/show-video";
import type { VideoReader } from "../videos/video-store";
import type { Course, CourseId } from "./course";
import type { CourseStore } from "./course-store";
import { requireCourse } from "./require-course";

type ShownDeps = {
  videos: Pick<VideoReader, "ofCourse">;
  blocks: Pick<BlockReader, "byId">;
  lessons: Pick<LessonReader, "byId">;
};
type Deps = { courses: CourseStore; audit: AuditStore; clock: Clock };

export const publishProblem = z.enum(["course_empty", "summary_missing", "captions_missing"]);
const mostVideos = 500;

/** What keeps a course from being published; empty when it is ready. */
export async function publishProblems(
  deps: ShownDeps,
  course: Pick<Course, "_id" | "lessonCount" | "summary" | "language" | "captionsRequired">,
): Promise<z.infer<typeof publishProblem>[]> {
  const isSilent = course.captionsRequired ? await hasSilentVideo(deps, course) : false;
  return [
    ...(isSilent ? (["captions_missing"] as const) : []),
    ...(course.lessonCount === 0 ? (["course_empty"] as const) : []),
    ...(course.summary.trim() === "" ? (["summary_missing"] as const) : []),
  ];
}

/** Whether a video that stands in the course lacks the captions that the course requires. */
async function hasSilentVideo(
  { videos, blocks, lessons }: ShownDeps,
  course: Pick<Course, "_id" | "language" | "captionsRequired">,
): Promise<boolean> {
  const all = await videos.ofCourse(course._id, mostVideos);
  const silent = all.filter((video) => video.media !== null && !hasRequiredCaptions(video, course));
  const standing = await Promise.all(
    silent.map(async ({ blockId }) => {
      const block = await blocks.byId(blockId);
      const lesson = block && block.removedAt === null ? await lessons.byId(block.lessonId) : null;
      return lesson !== null && lesson.removedAt === null;
    }),
  );
  return standing.includes(true);
}

/** Shows a finished course in the catalogue. Publishing twice is harmless. */
export async function publishCourse(deps: Deps & ShownDeps, actor: Actor, courseId: CourseId): Promise<null> {
  const course = await requireCourse(deps, actor, courseId, "publish");
  if (course.status === "published") return null;
  const [problem] = await publishProblems(deps, course);
  if (problem) throw conflict(problem);
  const now = deps.clock.now();
  await deps.courses.change(courseId, { status: "published", publishedAt: now, updatedAt: now });
  await recordStatus(deps, actor, course, "course.published", "published");
  return null;
}

/** Takes a course out of the catalogue; its students keep what they did. Withdrawing twice is harmless. */
export async function withdrawCourse(deps: Deps, actor: Actor, courseId: CourseId): Promise<null> {
  const course = await requireCourse(deps, actor, courseId, "publish");
  if (course.status !== "published") return null;
  await deps.courses.change(courseId, { status: "draft", updatedAt: deps.clock.now() });
  await recordStatus(deps, actor, course, "course.withdrawn", "draft");
  return null;
}

async function recordStatus(
  deps: Deps,
  actor: Actor,
  course: Course,
  action: "course.published" | "course.withdrawn",
  status: Course["status"],
): Promise<void> {
  await record(deps, actor, {
    action,
    targetKind: "course",
    targetId: course._id,
    targetLabel: course.title,
    before: { status: course.status },
    after: { status },
  });
}
