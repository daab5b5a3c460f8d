import * as z from "zod";
import { can, type Actor } from "../access/permissions";
import { courseStatus } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import { idOf } from "../shared/id";

/** A course that someone learns or teaches, for going there by name. */
const quickCourse = z.object({ _id: idOf("courses"), slug: z.string(), title: z.string() });
export const quickCourses = z.object({
  learning: z.array(quickCourse),
  teaching: z.array(quickCourse.extend({ status: courseStatus })),
});
export type QuickCourses = z.infer<typeof quickCourses>;

const mostLearning = 100;
const mostTeaching = 100;

/** The courses that the actor learns and teaches, last visited first. */
export async function readQuickCourses(
  { courses, enrollments }: { courses: CourseReader; enrollments: EnrollmentReader },
  actor: Actor,
): Promise<QuickCourses> {
  const [joined, staffed] = await Promise.all([
    enrollments.newestOf(actor.id, mostLearning),
    can(actor, "course.teach") ? courses.staffedBy(actor.id, { numItems: mostTeaching, cursor: null }) : { page: [] },
  ]);
  const standing = joined.filter(({ status }) => status !== "withdrawn");
  const [learning, teaching] = await Promise.all([
    Promise.all(standing.map(({ courseId }) => courses.byId(courseId))),
    Promise.all(staffed.page.map(({ courseId }) => courses.byId(courseId))),
  ]);
  return {
    learning: learning.flatMap((course) =>
      course ? [{ _id: course._id, slug: course.slug, title: course.title }] : [],
    ),
    teaching: teaching.flatMap((course) =>
      course ? [{ _id: course._id, slug: course.slug, title: course.title, status: course.status }] : [],
    ),
  };
}
