import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import type { JobStore } from "../jobs/job-store";
import { mostLessons, type LessonStore } from "../lessons/lesson-store";
import type { Clock } from "../shared/clock";
import type { CourseModule, ModuleId } from "./module";
import type { ModuleStore } from "./module-store";
import { requireModule } from "./require-module";

type Deps = { courses: CourseStore; modules: ModuleStore; lessons: LessonStore; jobs: JobStore; clock: Clock };

/** Takes a module out of its course with the lessons that stand in it. It waits for undo. */
export async function removeModule(deps: Deps, actor: Actor, moduleId: ModuleId): Promise<null> {
  const { module } = await requireModule(deps, actor, moduleId, "edit");
  await takeOutModule(deps, module);
  await deps.jobs.later("recountCourse", { courseId: module.courseId });
  return null;
}

/** Marks a module and its standing lessons as removed at one moment, by which they are restored together. */
export async function takeOutModule(deps: Omit<Deps, "jobs">, module: CourseModule): Promise<void> {
  const now = deps.clock.now();
  const lessons = await deps.lessons.ofModule(module._id, mostLessons);
  for (const lesson of lessons) await deps.lessons.change(lesson._id, { removedAt: now });
  await deps.modules.change(module._id, { removedAt: now });
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  await changeCounts(deps.courses, module.courseId, { modules: -1, lessons: -lessons.length, minutes: -minutes }, now);
}
