import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import type { ModuleId } from "../modules/module";
import type { ModuleReader } from "../modules/module-store";
import { notFound } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { LessonId } from "./lesson";
import type { LessonStore } from "./lesson-store";
import { placeLesson, type LessonPlace } from "./place-lesson";
import { requireLesson } from "./require-lesson";

type Deps = { courses: CourseStore; modules: ModuleReader; lessons: LessonStore; clock: Clock };

/** Moves a lesson within its course, into another module too. Moving it after itself changes nothing. */
export async function moveLesson(
  deps: Deps,
  actor: Actor,
  { lessonId, moduleId, ...place }: { lessonId: LessonId; moduleId: ModuleId } & LessonPlace,
): Promise<null> {
  const { lesson } = await requireLesson(deps, actor, lessonId, "edit");
  const module = await deps.modules.byId(moduleId);
  if (!module || module.removedAt !== null || module.courseId !== lesson.courseId) throw notFound("module");
  if (place.after === lessonId) return null;
  await deps.lessons.change(lessonId, { moduleId, ...(await placeLesson(deps.lessons, module, place, lessonId)) });
  await changeCounts(deps.courses, lesson.courseId, {}, deps.clock.now());
  return null;
}
