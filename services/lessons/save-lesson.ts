import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import type { Clock } from "../shared/clock";
import type { Lesson, LessonId } from "./lesson";
import type { LessonStore } from "./lesson-store";
import { requireLesson } from "./require-lesson";

type Deps = { courses: CourseStore; lessons: LessonStore; clock: Clock };

/** Changes a lesson's title, minutes or whether visitors may preview it; what is not named stays. */
export async function saveLesson(
  deps: Deps,
  actor: Actor,
  lessonId: LessonId,
  change: Partial<Pick<Lesson, "title" | "minutes" | "isPreview">>,
): Promise<null> {
  const { lesson } = await requireLesson(deps, actor, lessonId, "edit");
  const { title = lesson.title, minutes = lesson.minutes, isPreview = lesson.isPreview } = change;
  await deps.lessons.change(lessonId, { title, minutes, isPreview });
  await changeCounts(deps.courses, lesson.courseId, { minutes: minutes - lesson.minutes }, deps.clock.now());
  return null;
}
