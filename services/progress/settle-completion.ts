import type { Course } from "../courses/course";
import type { CourseStore } from "../courses/course-store";
import type { Enrollment } from "../enrollments/enrollment";
import type { EnrollmentStore } from "../enrollments/enrollment-store";
import { moveEnrollment } from "../enrollments/move-enrollment";
import { notify, type NotifyDeps } from "../notifications/notify";

type Known = Pick<Enrollment, "status" | "completedAt" | "firstCompletedAt" | "completedLessons">;
export type Completion = Pick<Enrollment, "status" | "completedAt" | "completedLessons"> &
  Partial<Pick<Enrollment, "firstCompletedAt">>;

/**
 * Where an enrolment stands once `completedLessons` of `lessonCount` are completed. A course is completed when no
 * lesson is left. A completion that was reached by lessons ends when the student takes a lesson back (`isUndone`);
 * lessons that an author adds later do not end it, and neither does a lesson taken back from a course that an admin
 * declared completed while lessons were open.
 */
export function completionAfter(
  before: Known,
  completedLessons: number,
  lessonCount: number,
  now: number,
  isUndone = false,
): Completion {
  const isFull = lessonCount > 0 && completedLessons >= lessonCount;
  const wasFull = lessonCount > 0 && before.completedLessons >= lessonCount;
  if (before.status === "active" && isFull) {
    return {
      status: "completed",
      completedAt: now,
      completedLessons,
      firstCompletedAt: before.firstCompletedAt ?? now,
    };
  }
  if (before.status === "completed" && isUndone && wasFull && !isFull) {
    return { status: "active", completedAt: null, completedLessons };
  }
  return { status: before.status, completedAt: before.completedAt, completedLessons };
}

type Deps = NotifyDeps & { enrollments: EnrollmentStore; courses: Pick<CourseStore, "changeStats"> };

/** Writes where an enrolment stands, and tells the student when it is completed for the first time. */
export async function settleCompletion(
  deps: Deps,
  row: Enrollment,
  course: Course,
  change: Completion & Partial<Pick<Enrollment, "lastLessonId" | "lastActiveAt">>,
): Promise<void> {
  await moveEnrollment(deps, row, change);
  if (change.status === "completed" && row.status === "active" && row.firstCompletedAt === undefined) {
    const what = {
      kind: "courseCompleted",
      params: { course: course.title },
      href: `/courses/${course.slug}`,
    } as const;
    await notify(deps, row.userId, what, row._id);
  }
}
