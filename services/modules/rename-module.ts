import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import type { Clock } from "../shared/clock";
import type { ModuleId } from "./module";
import type { ModuleStore } from "./module-store";
import { requireModule } from "./require-module";

type Deps = { courses: CourseStore; modules: ModuleStore; clock: Clock };

/** Gives a module another title. */
export async function renameModule(
  deps: Deps,
  actor: Actor,
  { moduleId, title }: { moduleId: ModuleId; title: string },
): Promise<null> {
  const { module } = await requireModule(deps, actor, moduleId, "edit");
  await deps.modules.change(module._id, { title });
  await changeCounts(deps.courses, module.courseId, {}, deps.clock.now());
  return null;
}
