import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import type { Clock } from "../shared/clock";
import type { ModuleId } from "./module";
import type { ModuleStore } from "./module-store";
import { placeModule } from "./place-module";
import { requireModule } from "./require-module";

type Deps = { courses: CourseStore; modules: ModuleStore; clock: Clock };

/** Moves a module after another of the same course, or to the beginning (null). Moving it after itself changes nothing. */
export async function moveModule(
  deps: Deps,
  actor: Actor,
  { moduleId, after }: { moduleId: ModuleId; after: ModuleId | null },
): Promise<null> {
  const { module } = await requireModule(deps, actor, moduleId, "edit");
  if (after === moduleId) return null;
  const order = await placeModule(deps.modules, module.courseId, after, moduleId);
  await deps.modules.change(moduleId, { order });
  await changeCounts(deps.courses, module.courseId, {}, deps.clock.now());
  return null;
}
