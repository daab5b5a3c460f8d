import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import { requireCourse } from "../courses/require-course";
import type { JobStore } from "../jobs/job-store";
import type { ModuleReader } from "../modules/module-store";
import { conflict, notFound } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import { orderBetween } from "../shared/order";
import type { LessonId } from "./lesson";
import { mostLessons, type LessonStore } from "./lesson-store";
import { requireLesson } from "./require-lesson";

type Deps = { courses: CourseStore; modules: ModuleReader; lessons: LessonStore; jobs: JobStore; clock: Clock };

/** Takes a lesson out of its course. It waits for undo, with its blocks and what students did in it. */
export async function removeLesson(deps: Deps, actor: Actor, lessonId: LessonId): Promise<null> {
  const { lesson } = await requireLesson(deps, actor, lessonId, "edit");
  const now = deps.clock.now();
  await deps.lessons.change(lessonId, { removedAt: now });
  await changeCounts(deps.courses, lesson.courseId, { lessons: -1, minutes: -lesson.minutes }, now);
  await deps.jobs.later("recountCourse", { courseId: lesson.courseId });
  return null;
}

/**
 * Brings a removed lesson back where it stood. Restoring twice is harmless; its module must stand. It gets an order of
 * its own, since another may have taken the old one meanwhile.
 */
export async function restoreLesson(deps: Deps, actor: Actor, lessonId: LessonId): Promise<null> {
  const lesson = await deps.lessons.byId(lessonId);
  if (!lesson) throw notFound("lesson");
  const course = await requireCourse(deps, actor, lesson.courseId, "edit");
  if (lesson.removedAt === null) return null;
  const module = await deps.modules.byId(lesson.moduleId);
  if (!module || module.removedAt !== null) throw conflict("module_removed");
  if (course.lessonCount >= mostLessons) throw conflict("lessons_full");
  const hasSection = module.sections.some((section) => section.key === lesson.sectionKey);
  const next = await deps.lessons.following(module._id, lesson.order);
  await deps.lessons.change(lessonId, {
    removedAt: null,
    sectionKey: hasSection ? lesson.sectionKey : null,
    order: orderBetween(lesson.order, next?.order ?? null),
  });
  await changeCounts(deps.courses, lesson.courseId, { lessons: 1, minutes: lesson.minutes }, deps.clock.now());
  await deps.jobs.later("recountCourse", { courseId: lesson.courseId });
  return null;
}
