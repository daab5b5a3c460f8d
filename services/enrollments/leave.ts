import type { Actor } from "../access/permissions";
import type { CourseStore } from "../courses/course-store";
import type { Clock } from "../shared/clock";
import type { Id } from "../shared/id";
import type { EnrollmentStore } from "./enrollment-store";
import { moveEnrollment } from "./move-enrollment";

type Deps = { enrollments: EnrollmentStore; courses: Pick<CourseStore, "changeStats">; clock: Clock };

/** Takes the actor out of a course. Their progress is kept; leaving twice is harmless. */
export async function leave(deps: Deps, actor: Actor, courseId: Id<"courses">): Promise<null> {
  const row = await deps.enrollments.of(actor.id, courseId);
  if (!row || row.status === "withdrawn") return null;
  await moveEnrollment(deps, row, { status: "withdrawn", lastActiveAt: deps.clock.now() });
  return null;
}
