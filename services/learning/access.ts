import { courseRights } from "../access/course-rights";
import type { Actor } from "../access/permissions";
import type { Course } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import type { Enrollment } from "../enrollments/enrollment";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import type { Access } from "./views";

type Deps = { courses: Pick<CourseReader, "staffRole">; enrollments: Pick<EnrollmentReader, "of"> };
export type Way = { access: Access; enrollment: Enrollment | null };

/**
 * How the viewer comes into a course; null when there is no way in: the course is not published and is not theirs.
 * A student who teaches the course too learns as a student.
 */
export async function wayInto(
  { courses, enrollments }: Deps,
  viewer: Actor | null,
  course: Course,
): Promise<Way | null> {
  const [enrollment, staffRole] = viewer
    ? await Promise.all([enrollments.of(viewer.id, course._id), courses.staffRole(course._id, viewer.id)])
    : [null, null];
  const isPublished = course.status === "published";
  if (isPublished && enrollment && enrollment.status !== "withdrawn") return { access: "enrolled", enrollment };
  if (courseRights(viewer, staffRole).see) return { access: "staff", enrollment: null };
  return isPublished ? { access: "preview", enrollment: null } : null;
}
