import type { LessonReader } from "../lessons/lesson-store";
import { mostModules, type ModuleReader } from "../modules/module-store";
import type { Id } from "../shared/id";

type Deps = {
  modules: Pick<ModuleReader, "ofCourse">;
  lessons: Pick<LessonReader, "byId" | "following">;
};

/** The first lesson of a course in order; null while it has none. */
export async function firstLesson({ modules, lessons }: Deps, courseId: Id<"courses">): Promise<Id<"lessons"> | null> {
  for (const { _id } of await modules.ofCourse(courseId, mostModules)) {
    const lesson = await lessons.following(_id, null);
    if (lesson) return lesson._id;
  }
  return null;
}

/** Where a student goes on: the lesson they were at while it stands, otherwise the first. */
export async function lessonToContinue(
  deps: Deps,
  courseId: Id<"courses">,
  lastLessonId: string | null,
): Promise<Id<"lessons"> | null> {
  const last = lastLessonId === null ? null : await deps.lessons.byId(lastLessonId as Id<"lessons">);
  return last && last.removedAt === null && last.courseId === courseId ? last._id : firstLesson(deps, courseId);
}
