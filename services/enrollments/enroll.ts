import type { Actor } from "../access/permissions";
import type { CourseStore } from "../courses/course-store";
import type { LessonReader } from "../lessons/lesson-store";
import type { ModuleReader } from "../modules/module-store";
import { sendMail } from "../mail/send-mail";
import { notify, type NotifyDeps } from "../notifications/notify";
import { conflict, notFound } from "../shared/app-error";
import type { Id } from "../shared/id";
import type { EnrollmentId } from "./enrollment";
import type { EnrollmentStore } from "./enrollment-store";
import { lessonToContinue } from "./first-lesson";
import { seatStudent } from "./seat-student";

type Deps = NotifyDeps & {
  courses: CourseStore;
  modules: Pick<ModuleReader, "ofCourse">;
  lessons: Pick<LessonReader, "byId" | "following">;
  enrollments: EnrollmentStore;
};

/** Enrols the actor in an open, published course. Enrolling twice is harmless; after leaving, it continues. */
export async function enroll(
  deps: Deps,
  actor: Actor,
  courseId: Id<"courses">,
): Promise<{ enrollmentId: EnrollmentId; firstLessonId: Id<"lessons"> | null }> {
  const course = await deps.courses.byId(courseId);
  if (!course) throw notFound("course");
  if (course.status !== "published") throw conflict("not_published");
  const row = await deps.enrollments.of(actor.id, courseId);
  const isIn = row !== null && row.status !== "withdrawn";
  if (!isIn && course.enrollmentPolicy === "closed") throw conflict("closed");

  const { enrollmentId, change, lastLessonId } = await seatStudent(deps, actor.id, course, "self");
  if (change !== "none") {
    for (const { userId } of await deps.courses.staffOf(courseId)) {
      if (userId === actor.id) continue;
      const params = { student: actor.name, course: course.title };
      const href = `/teach/courses/${courseId}/roster`;
      await notify(deps, userId, { kind: "studentEnrolled", params, href, names: actor.id }, enrollmentId);
    }
    await sendMail(deps, {
      template: "enrolled",
      params: { course: course.title, href: `/courses/${course.slug}`, isSelf: true },
      userId: actor.id,
      key: `enrolled/${enrollmentId}`,
    });
  }
  return { enrollmentId, firstLessonId: await lessonToContinue(deps, courseId, lastLessonId) };
}
