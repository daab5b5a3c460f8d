import { courseRights, type CourseRights } from "../access/course-rights";
import type { Actor } from "../access/permissions";
import { forbidden, notFound } from "../shared/app-error";
import type { Course, CourseId } from "./course";
import type { CourseReader } from "./course-store";

type Deps = { courses: CourseReader };

/** The course, if the actor has the right to it. Refuses an unknown course as not found, a stranger's as forbidden. */
export async function requireCourse(
  { courses }: Deps,
  actor: Actor,
  courseId: CourseId,
  right: keyof CourseRights,
): Promise<Course & { rights: CourseRights }> {
  const course = await courses.byId(courseId);
  if (!course) throw notFound("course");
  const rights = courseRights(actor, await courses.staffRole(courseId, actor.id));
  if (!rights[right]) throw forbidden(rights.see ? "course_right" : "not_staff");
  return { ...course, rights };
}
