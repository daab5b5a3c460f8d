import type { CourseId } from "./course";
import type { CourseStore } from "./course-store";

/** Keeps a course's counts when its outline changes; negative numbers take away. */
export async function changeCounts(
  courses: CourseStore,
  courseId: CourseId,
  by: { modules?: number; lessons?: number; minutes?: number },
  now: number,
): Promise<void> {
  const course = await courses.byId(courseId);
  if (!course) return;
  await courses.change(courseId, {
    moduleCount: course.moduleCount + (by.modules ?? 0),
    lessonCount: course.lessonCount + (by.lessons ?? 0),
    minutes: course.minutes + (by.minutes ?? 0),
    updatedAt: now,
  });
}
