import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseId } from "../courses/course";
import type { CourseStore } from "../courses/course-store";
import { requireCourse } from "../courses/require-course";
import { conflict } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { ModuleId } from "./module";
import { mostModules, type ModuleStore } from "./module-store";
import { placeModule } from "./place-module";

type Deps = { courses: CourseStore; modules: ModuleStore; clock: Clock };

/** Adds an empty module to a course, after a named one, first (null) or last. */
export async function addModule(
  deps: Deps,
  actor: Actor,
  { courseId, title, after }: { courseId: CourseId; title: string; after?: ModuleId | null | undefined },
): Promise<{ moduleId: ModuleId }> {
  const { courses, modules, clock } = deps;
  const course = await requireCourse(deps, actor, courseId, "edit");
  if (course.moduleCount >= mostModules) throw conflict("modules_full");
  const order = await placeModule(modules, courseId, after);
  const moduleId = await modules.add({ courseId, title, order, sections: [], sourceKey: null, removedAt: null });
  await changeCounts(courses, courseId, { modules: 1 }, clock.now());
  return { moduleId };
}
