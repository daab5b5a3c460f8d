import type { Lesson } from "../lessons/lesson";
import { mostLessons, type LessonReader } from "../lessons/lesson-store";
import type { CourseModule } from "../modules/module";
import { mostModules, type ModuleReader } from "../modules/module-store";
import type { Id } from "../shared/id";

type Deps = { modules: Pick<ModuleReader, "ofCourse">; lessons: Pick<LessonReader, "ofCourse"> };
export type Outline = readonly { readonly module: CourseModule; readonly lessons: readonly Lesson[] }[];

/** The standing modules of a course with their standing lessons, both in order, from two index ranges. */
export async function orderedOutline(deps: Deps, courseId: Id<"courses">): Promise<Outline> {
  const [modules, lessons] = await Promise.all([
    deps.modules.ofCourse(courseId, mostModules),
    deps.lessons.ofCourse(courseId, mostLessons),
  ]);
  const byModule = new Map<string, Lesson[]>();
  for (const lesson of lessons) {
    const siblings = byModule.get(lesson.moduleId);
    if (siblings) siblings.push(lesson);
    else byModule.set(lesson.moduleId, [lesson]);
  }
  const byOrder = (a: Lesson, b: Lesson) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0);
  return modules.map((module) => ({ module, lessons: (byModule.get(module._id) ?? []).sort(byOrder) }));
}
