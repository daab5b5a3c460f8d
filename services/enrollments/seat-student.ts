import type { Course } from "../courses/course";
import type { CourseStore } from "../courses/course-store";
import type { Clock } from "../shared/clock";
import type { Id } from "../shared/id";
import type { Enrollment, EnrollmentId } from "./enrollment";
import type { EnrollmentStore } from "./enrollment-store";
import { moveEnrollment, statsBetween } from "./move-enrollment";

type Deps = { enrollments: EnrollmentStore; courses: Pick<CourseStore, "changeStats">; clock: Clock };
export type Seated = { enrollmentId: EnrollmentId; change: "none" | "new" | "again"; lastLessonId: string | null };

/** Makes a person a student of a course: at most one row for the two, and one who left goes on where they were. */
export async function seatStudent(
  deps: Deps,
  userId: Id<"users">,
  { _id: courseId, lessonCount }: Pick<Course, "_id" | "lessonCount">,
  source: Enrollment["source"],
): Promise<Seated> {
  const now = deps.clock.now();
  const row = await deps.enrollments.of(userId, courseId);
  if (!row) {
    const enrollmentId = await deps.enrollments.add({
      userId,
      courseId,
      status: "active",
      source,
      enrolledAt: now,
      completedAt: null,
      completedLessons: 0,
      lastLessonId: null,
      lastActiveAt: now,
    });
    await deps.courses.changeStats(courseId, statsBetween(null, "active"));
    return { enrollmentId, change: "new", lastLessonId: null };
  }
  const seated = { enrollmentId: row._id, lastLessonId: row.lastLessonId };
  if (row.status !== "withdrawn") return { ...seated, change: "none" };
  // Lessons may have been removed while they were away, so that none is left.
  const isThrough = lessonCount > 0 && row.completedLessons >= lessonCount;
  const completedAt = row.completedAt ?? (isThrough ? now : null);
  const status = completedAt === null ? "active" : "completed";
  await moveEnrollment(deps, row, { status, completedAt, source, enrolledAt: now, lastActiveAt: now });
  return { ...seated, change: "again" };
}
