import type { Actor } from "../access/permissions";
import type { CourseStore } from "../courses/course-store";
import { percentOf } from "../enrollments/enrollment";
import type { EnrollmentStore } from "../enrollments/enrollment-store";
import type { LessonReader } from "../lessons/lesson-store";
import type { NotifyDeps } from "../notifications/notify";
import type { Id } from "../shared/id";
import { learnerLesson } from "./learner-lesson";
import type { ProgressStore } from "./progress-store";
import { completionAfter, settleCompletion } from "./settle-completion";

type Deps = NotifyDeps & {
  lessons: Pick<LessonReader, "byId">;
  courses: Pick<CourseStore, "byId" | "changeStats">;
  enrollments: EnrollmentStore;
  progress: ProgressStore;
};
export type CourseProgress = { percent: number; isCourseCompleted: boolean };

/** Marks a lesson of the actor's course as completed. Doing it twice is harmless. */
export const completeLesson = (deps: Deps, actor: Actor, lessonId: Id<"lessons">): Promise<CourseProgress> =>
  setCompleted(deps, actor, lessonId, true);

/** Takes the completion of a lesson back. Doing it twice is harmless. */
export const uncompleteLesson = (deps: Deps, actor: Actor, lessonId: Id<"lessons">): Promise<CourseProgress> =>
  setCompleted(deps, actor, lessonId, false);

async function setCompleted(
  deps: Deps,
  actor: Actor,
  lessonId: Id<"lessons">,
  isCompleted: boolean,
): Promise<CourseProgress> {
  const { course, enrollment } = await learnerLesson(deps, actor, lessonId);
  const now = deps.clock.now();
  const row = await deps.progress.of(actor.id, lessonId);
  const wasCompleted = row !== null && row.completedAt !== null;
  const completedLessons = enrollment.completedLessons + Number(isCompleted) - Number(wasCompleted);
  const after = completionAfter(enrollment, completedLessons, course.lessonCount, now, !isCompleted);

  if (isCompleted !== wasCompleted) {
    const completedAt = isCompleted ? now : null;
    if (row) await deps.progress.change(row._id, { completedAt, updatedAt: now });
    else {
      await deps.progress.add({
        userId: actor.id,
        courseId: course._id,
        lessonId,
        completedAt,
        position: null,
        updatedAt: now,
      });
    }
    await settleCompletion(deps, enrollment, course, { ...after, lastLessonId: lessonId, lastActiveAt: now });
  }
  return {
    percent: percentOf(completedLessons, course.lessonCount),
    isCourseCompleted: after.status === "completed",
  };
}
