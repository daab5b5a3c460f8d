import * as z from "zod";
import type { Course } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import { idOf } from "../shared/id";
import type { UserReader } from "../users/user-store";
import { enrollmentStatus, enrollment, percentOf, type Enrollment } from "./enrollment";

/** What staff and admins see of one enrolment. */
export const adminEnrollment = z.object({
  _id: idOf("enrollments"),
  courseId: idOf("courses"),
  courseTitle: z.string(),
  courseSlug: z.string(),
  userId: idOf("users"),
  userName: z.string(),
  userEmail: z.string(),
  status: enrollmentStatus,
  source: enrollment.shape.source,
  percent: z.number(),
  completedLessons: z.number(),
  lessonCount: z.number(),
  enrolledAt: z.number(),
  lastActiveAt: z.number(),
  completedAt: z.number().nullable(),
});
export type AdminEnrollment = z.infer<typeof adminEnrollment>;

type Deps = { users: Pick<UserReader, "byIds">; courses: Pick<CourseReader, "byId"> };

/** Enrolments joined with their people and courses, each read once; one whose person or course is gone is left out. */
export async function describeEnrollments(deps: Deps, rows: readonly Enrollment[]): Promise<AdminEnrollment[]> {
  const [users, courses] = await Promise.all([
    deps.users.byIds(rows.map((row) => row.userId)),
    Promise.all([...new Set(rows.map((row) => row.courseId))].map((id) => deps.courses.byId(id))),
  ]);
  const userOf = new Map(users.map((user) => [user._id, user]));
  const courseOf = new Map(courses.filter((course) => course !== null).map((course) => [course._id, course]));
  return rows.flatMap((row) => {
    const user = userOf.get(row.userId);
    const course = courseOf.get(row.courseId);
    return user && course ? [described(row, user, course)] : [];
  });
}

function described(row: Enrollment, user: { name: string; email: string }, course: Course): AdminEnrollment {
  const { _id, courseId, userId, status, source, completedLessons, enrolledAt, lastActiveAt, completedAt } = row;
  return {
    _id,
    courseId,
    courseTitle: course.title,
    courseSlug: course.slug,
    userId,
    userName: user.name,
    userEmail: user.email,
    status,
    source,
    percent: percentOf(completedLessons, course.lessonCount),
    completedLessons,
    lessonCount: course.lessonCount,
    enrolledAt,
    lastActiveAt,
    completedAt,
  };
}
