import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import type { ModuleId } from "../modules/module";
import type { ModuleReader } from "../modules/module-store";
import { requireModule } from "../modules/require-module";
import { conflict } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { LessonId } from "./lesson";
import { mostLessons, type LessonStore } from "./lesson-store";
import { placeLesson, type LessonPlace } from "./place-lesson";

type Deps = { courses: CourseStore; modules: ModuleReader; lessons: LessonStore; clock: Clock };

/** Minutes that a lesson is said to take until its author says better. */
export const usualMinutes = 5;

/** Adds an empty lesson to a module. */
export async function addLesson(
  deps: Deps,
  actor: Actor,
  { moduleId, title, ...place }: { moduleId: ModuleId; title: string } & LessonPlace,
): Promise<{ lessonId: LessonId }> {
  const { module, course } = await requireModule(deps, actor, moduleId, "edit");
  if (course.lessonCount >= mostLessons) throw conflict("lessons_full");
  const lessonId = await deps.lessons.add({
    courseId: module.courseId,
    moduleId,
    title,
    ...(await placeLesson(deps.lessons, module, place)),
    minutes: usualMinutes,
    isPreview: false,
    blockCount: 0,
    sourceKey: null,
    removedAt: null,
  });
  await changeCounts(deps.courses, module.courseId, { lessons: 1, minutes: usualMinutes }, deps.clock.now());
  return { lessonId };
}
