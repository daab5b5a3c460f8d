import type { CourseId } from "../courses/course";
import type { CourseModule } from "../modules/module";
import { mostModules, type ModuleReader } from "../modules/module-store";
import { byOrder } from "../shared/order";
import type { Lesson } from "./lesson";
import { mostLessons, type LessonReader } from "./lesson-store";

export type OutlineModule = CourseModule & { lessons: Lesson[] };

/** The standing modules of a course in order, each with its lessons in order: two index ranges, whatever the size. */
export async function outlineOf(
  { modules, lessons }: { modules: ModuleReader; lessons: LessonReader },
  courseId: CourseId,
): Promise<OutlineModule[]> {
  const [standing, pages] = await Promise.all([
    modules.ofCourse(courseId, mostModules),
    lessons.ofCourse(courseId, mostLessons),
  ]);
  const byModule = new Map<string, Lesson[]>();
  for (const lesson of pages) {
    const mates = byModule.get(lesson.moduleId);
    if (mates) mates.push(lesson);
    else byModule.set(lesson.moduleId, [lesson]);
  }
  return standing.map((module) => ({ ...module, lessons: (byModule.get(module._id) ?? []).sort(byOrder) }));
}

/** The lessons of a course in reading order. */
export const inReadingOrder = (outline: readonly OutlineModule[]): Lesson[] =>
  outline.flatMap((module) => module.lessons);
