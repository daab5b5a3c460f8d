import type { CourseModule } from "../modules/module";
import type { ModuleReader } from "../modules/module-store";
import { mostModules } from "../modules/module-store";
import type { Lesson } from "./lesson";
import type { LessonReader } from "./lesson-store";

/** The lessons that a reader comes from and goes to, across modules; null at the ends of the course. */
export async function neighboursOf(
  { modules, lessons }: { modules: ModuleReader; lessons: LessonReader },
  lesson: Lesson,
): Promise<{ previous: Lesson | null; next: Lesson | null }> {
  const [before, after] = await Promise.all([
    lessons.preceding(lesson.moduleId, lesson.order),
    lessons.following(lesson.moduleId, lesson.order),
  ]);
  if (before && after) return { previous: before, next: after };
  const standing = await modules.ofCourse(lesson.courseId, mostModules);
  const here = standing.findIndex((module) => module._id === lesson.moduleId);
  if (here < 0) return { previous: before, next: after };
  return {
    previous:
      before ?? (await firstFound(standing.slice(0, here).reverse(), (module) => lessons.preceding(module._id, null))),
    next: after ?? (await firstFound(standing.slice(here + 1), (module) => lessons.following(module._id, null))),
  };
}

async function firstFound(
  modules: readonly CourseModule[],
  find: (module: CourseModule) => Promise<Lesson | null>,
): Promise<Lesson | null> {
  for (const module of modules) {
    const found = await find(module);
    if (found) return found;
  }
  return null;
}
