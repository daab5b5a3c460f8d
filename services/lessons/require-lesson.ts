import type { CourseRights } from "../access/course-rights";
import type { Actor } from "../access/permissions";
import type { Course } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import { requireCourse } from "../courses/require-course";
import { notFound } from "../shared/app-error";
import type { Lesson, LessonId } from "./lesson";
import type { LessonReader } from "./lesson-store";

type Deps = { courses: CourseReader; lessons: LessonReader };

/** A standing lesson with its course, if the actor has the right to the course. */
export async function requireLesson(
  deps: Deps,
  actor: Actor,
  lessonId: LessonId,
  right: keyof CourseRights,
): Promise<{ lesson: Lesson; course: Course }> {
  const lesson = await deps.lessons.byId(lessonId);
  if (!lesson || lesson.removedAt !== null) throw notFound("lesson");
  const course = await requireCourse(deps, actor, lesson.courseId, right);
  return { lesson, course };
}
