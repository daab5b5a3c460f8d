import type { CourseStore } from "../courses/course-store";
import type { EnrollmentStore } from "../enrollments/enrollment-store";
import { mostLessons, type LessonReader } from "../lessons/lesson-store";
import type { NotifyDeps } from "../notifications/notify";
import type { Id } from "../shared/id";
import type { ProgressStore } from "./progress-store";
import { completionAfter, settleCompletion } from "./settle-completion";

type Deps = NotifyDeps & {
  courses: Pick<CourseStore, "byId" | "changeStats">;
  lessons: Pick<LessonReader, "ofCourse">;
  enrollments: EnrollmentStore;
  progress: Pick<ProgressStore, "ofCourse">;
};

/** Enrolments in one transaction: each reads its student's progress in every lesson of the course. */
const batch = 8;

/**
 * Brings the completed-lesson counts of some of a course's enrolments in line with the lessons that stand, after
 * lessons were removed or restored. Answers where the next batch begins, null when there is none.
 */
export async function recountCourse(
  deps: Deps,
  { courseId, cursor }: { courseId: Id<"courses">; cursor: string | null },
): Promise<string | null> {
  const course = await deps.courses.byId(courseId);
  if (!course) return null;
  const standing = new Set((await deps.lessons.ofCourse(courseId, mostLessons)).map((lesson) => lesson._id));
  const found = await deps.enrollments.ofCourse(courseId, { numItems: batch, cursor });
  for (const row of found.page) {
    const progress = await deps.progress.ofCourse(row.userId, courseId, mostLessons);
    const completed = progress.filter((one) => one.completedAt !== null && standing.has(one.lessonId)).length;
    if (completed === row.completedLessons && standing.size > completed) continue;
    await settleCompletion(deps, row, course, completionAfter(row, completed, standing.size, deps.clock.now()));
  }
  return found.isDone ? null : found.continueCursor;
}
