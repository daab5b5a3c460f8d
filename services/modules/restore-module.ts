import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import { requireCourse } from "../courses/require-course";
import type { JobStore } from "../jobs/job-store";
import { mostLessons, type LessonStore } from "../lessons/lesson-store";
import { conflict, notFound } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import { orderBetween } from "../shared/order";
import type { ModuleId } from "./module";
import { mostModules, type ModuleStore } from "./module-store";

type Deps = { courses: CourseStore; modules: ModuleStore; lessons: LessonStore; jobs: JobStore; clock: Clock };

/**
 * Brings a removed module back where it stood, with the lessons that were removed with it. Restoring twice is harmless.
 * It gets an order of its own, since another may have taken the old one meanwhile.
 */
export async function restoreModule(deps: Deps, actor: Actor, moduleId: ModuleId): Promise<null> {
  const module = await deps.modules.byId(moduleId);
  if (!module) throw notFound("module");
  const course = await requireCourse(deps, actor, module.courseId, "edit");
  if (module.removedAt === null) return null;
  const lessons = await deps.lessons.removedWith(moduleId, module.removedAt, mostLessons);
  if (course.moduleCount >= mostModules) throw conflict("modules_full");
  if (course.lessonCount + lessons.length > mostLessons) throw conflict("lessons_full");
  for (const lesson of lessons) await deps.lessons.change(lesson._id, { removedAt: null });
  const next = await deps.modules.following(module.courseId, module.order);
  await deps.modules.change(moduleId, { removedAt: null, order: orderBetween(module.order, next?.order ?? null) });
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  await changeCounts(deps.courses, module.courseId, { modules: 1, lessons: lessons.length, minutes }, deps.clock.now());
  await deps.jobs.later("recountCourse", { courseId: module.courseId });
  return null;
}
