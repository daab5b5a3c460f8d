import type { CourseRights } from "../access/course-rights";
import type { Actor } from "../access/permissions";
import type { Course } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import { requireCourse } from "../courses/require-course";
import { notFound } from "../shared/app-error";
import type { CourseModule, ModuleId } from "./module";
import type { ModuleReader } from "./module-store";

type Deps = { courses: CourseReader; modules: ModuleReader };

/** A standing module with its course, if the actor has the right to the course. */
export async function requireModule(
  deps: Deps,
  actor: Actor,
  moduleId: ModuleId,
  right: keyof CourseRights,
): Promise<{ module: CourseModule; course: Course }> {
  const module = await deps.modules.byId(moduleId);
  if (!module || module.removedAt !== null) throw notFound("module");
  const course = await requireCourse(deps, actor, module.courseId, right);
  return { module, course };
}
