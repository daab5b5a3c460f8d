import type { Actor } from "../access/permissions";
import type { CourseReader } from "../courses/course-store";
import type { EnrollmentStore } from "../enrollments/enrollment-store";
import type { LessonReader } from "../lessons/lesson-store";
import type { Clock } from "../shared/clock";
import type { Id } from "../shared/id";
import { learnerLesson } from "./learner-lesson";
import type { Position } from "./lesson-progress";
import type { ProgressStore } from "./progress-store";

type Deps = {
  lessons: Pick<LessonReader, "byId">;
  courses: Pick<CourseReader, "byId">;
  enrollments: EnrollmentStore;
  progress: ProgressStore;
  clock: Clock;
};

/** An enrolment that was active within this time (ms) is not written again for a visit to the same lesson. */
const freshFor = 60_000;

/** Notes where the actor is, so that they go on there on any device. A null position leaves the known one. */
export async function visitLesson(
  deps: Deps,
  actor: Actor,
  { lessonId, position }: { lessonId: Id<"lessons">; position: Position | null },
): Promise<null> {
  const { course, enrollment } = await learnerLesson(deps, actor, lessonId);
  const now = deps.clock.now();
  if (enrollment.lastLessonId !== lessonId || now - enrollment.lastActiveAt >= freshFor) {
    await deps.enrollments.change(enrollment._id, { lastLessonId: lessonId, lastActiveAt: now });
  }
  if (!position) return null;
  const row = await deps.progress.of(actor.id, lessonId);
  if (row) await deps.progress.change(row._id, { position, updatedAt: now });
  else {
    await deps.progress.add({
      userId: actor.id,
      courseId: course._id,
      lessonId,
      completedAt: null,
      position,
      updatedAt: now,
    });
  }
  return null;
}
