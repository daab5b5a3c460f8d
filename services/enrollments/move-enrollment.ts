import type { CourseStats } from "../courses/course";
import type { CourseStore } from "../courses/course-store";
import type { Enrollment } from "./enrollment";
import type { EnrollmentStore } from "./enrollment-store";

type Status = Enrollment["status"] | null;
const isIn = (status: Status) => (status === "active" || status === "completed" ? 1 : 0);
const isThrough = (status: Status) => (status === "completed" ? 1 : 0);

/** How a course's live counts change when an enrolment goes from one status (null: none yet) to another. */
export function statsBetween(before: Status, after: Status): Pick<CourseStats, "enrolled" | "completed"> {
  return { enrolled: isIn(after) - isIn(before), completed: isThrough(after) - isThrough(before) };
}

type Deps = { enrollments: EnrollmentStore; courses: Pick<CourseStore, "changeStats"> };

/** Changes an enrolment and keeps its course's live counts in line with its status. */
export async function moveEnrollment(
  { enrollments, courses }: Deps,
  row: Enrollment,
  change: Partial<Omit<Enrollment, "_id" | "userId" | "courseId">>,
): Promise<void> {
  await enrollments.change(row._id, change);
  const by = statsBetween(row.status, change.status ?? row.status);
  if (by.enrolled !== 0 || by.completed !== 0) await courses.changeStats(row.courseId, by);
}
