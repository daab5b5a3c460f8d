import type { Lesson } from "../lessons/lesson";
import type { LessonReader } from "../lessons/lesson-store";
import type { CourseModule } from "../modules/module";
import type { ModuleReader } from "../modules/module-store";
import { orderedOutline } from "./ordered-outline";

type Deps = {
  modules: Pick<ModuleReader, "ofCourse">;
  lessons: Pick<LessonReader, "ofCourse" | "following" | "preceding">;
};
export type Neighbours = { previous: Lesson | null; next: Lesson | null };

/** The lessons before and after one, across modules, without reading the outline. `modules` are in order. */
export async function neighboursOf(
  deps: Pick<Deps, "lessons">,
  modules: readonly CourseModule[],
  lesson: Lesson,
): Promise<Neighbours> {
  const at = modules.findIndex((module) => module._id === lesson.moduleId);
  if (at < 0) return { previous: null, next: null };
  const { preceding, following } = deps.lessons;
  return {
    previous:
      (await preceding(lesson.moduleId, lesson.order)) ??
      (await firstOf(modules.slice(0, at).reverse(), (module) => preceding(module._id, null))),
    next:
      (await following(lesson.moduleId, lesson.order)) ??
      (await firstOf(modules.slice(at + 1), (module) => following(module._id, null))),
  };
}

/** The preview lessons before and after one: guests walk from preview to preview. */
export async function previewNeighboursOf(deps: Deps, lesson: Lesson): Promise<Neighbours> {
  const outline = await orderedOutline(deps, lesson.courseId);
  const path = outline.flatMap((part) => part.lessons).filter((row) => row.isPreview);
  const at = path.findIndex((row) => row._id === lesson._id);
  return { previous: path[at - 1] ?? null, next: (at < 0 ? undefined : path[at + 1]) ?? null };
}

async function firstOf(
  modules: readonly CourseModule[],
  lessonOf: (module: CourseModule) => Promise<Lesson | null>,
): Promise<Lesson | null> {
  for (const module of modules) {
    const lesson = await lessonOf(module);
    if (lesson) return lesson;
  }
  return null;
}
