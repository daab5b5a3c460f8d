import type { CourseId } from "./course";
import type { CourseStore } from "./course-store";

/** How long (ms) an edit that changes no count may go without being noted in the course, which many people watch. */
const notedEveryMs = 5 * 60 * 1_000;

/**
 * Keeps a course's counts when its outline changes; negative numbers take away. An edit inside a lesson counts nothing,
 * and is noted now and then only: every shelf that shows the course looks again when the course changes.
 */
export async function changeCounts(
  courses: CourseStore,
  courseId: CourseId,
  by: { modules?: number; lessons?: number; minutes?: number },
  now: number,
): Promise<void> {
  const course = await courses.byId(courseId);
  if (!course) return;
  const isCounted = Boolean(by.modules || by.lessons || by.minutes);
  if (!isCounted && now - course.updatedAt < notedEveryMs) return;
  await courses.change(courseId, {
    moduleCount: course.moduleCount + (by.modules ?? 0),
    lessonCount: course.lessonCount + (by.lessons ?? 0),
    minutes: course.minutes + (by.minutes ?? 0),
    updatedAt: now,
  });
}
