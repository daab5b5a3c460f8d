import type { Actor } from "../access/permissions";
import type { Course } from "../courses/course";
import type { CourseReader } from "../courses/course-store";
import type { Enrollment } from "../enrollments/enrollment";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import type { Lesson } from "../lessons/lesson";
import type { LessonReader } from "../lessons/lesson-store";
import { conflict, forbidden, notFound } from "../shared/app-error";
import type { Id } from "../shared/id";

type Deps = {
  lessons: Pick<LessonReader, "byId">;
  courses: Pick<CourseReader, "byId">;
  enrollments: Pick<EnrollmentReader, "of">;
};

/**
 * The lesson, its course and the actor's own enrolment in it: whoever is not in the course, staff included, records
 * nothing there. Refuses with "lesson", "not_enrolled" and "not_published".
 */
export async function learnerLesson(
  { lessons, courses, enrollments }: Deps,
  actor: Actor,
  lessonId: Id<"lessons">,
): Promise<{ lesson: Lesson; course: Course; enrollment: Enrollment }> {
  const lesson = await lessons.byId(lessonId);
  if (!lesson || lesson.removedAt !== null) throw notFound("lesson");
  const course = await courses.byId(lesson.courseId);
  if (!course) throw notFound("lesson");
  const enrollment = await enrollments.of(actor.id, course._id);
  if (!enrollment || enrollment.status === "withdrawn") throw forbidden("not_enrolled");
  if (course.status !== "published") throw conflict("not_published");
  return { lesson, course, enrollment };
}
