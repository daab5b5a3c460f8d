import type { AuditStore } from "../audit/audit-store";
import type { CourseStore } from "../courses/course-store";
import type { EnrollmentStore } from "../enrollments/enrollment-store";
import { statsBetween } from "../enrollments/move-enrollment";
import type { JobStore } from "../jobs/job-store";
import type { NotificationStore } from "../notifications/notification-store";
import type { ReviewStore } from "../reviews/review-store";
import type { TraceStore } from "./trace-store";
import type { UserId } from "./user";
import type { UserStore } from "./user-store";

type Deps = {
  users: Pick<UserStore, "byId">;
  courses: CourseStore;
  enrollments: EnrollmentStore;
  reviews: ReviewStore;
  notifications: NotificationStore;
  audit: AuditStore;
  traces: TraceStore;
  jobs: JobStore;
};

const coursesAtOnce = 10;
const rowsAtOnce = 400;
/** More courses than anybody helps with. */
const mostCourses = 100;
/** More than anybody does to one enrolment. */
const mostActs = 1_000;

/**
 * Leaves nothing of someone who was deleted but a row without a name, by which their provider cannot bring them back,
 * and the courses that they own. A batch a transaction, until nothing is left; never touches who is still here.
 */
export async function erasePerson(deps: Deps, userId: UserId): Promise<null> {
  const user = await deps.users.byId(userId);
  if (!user || user.deletedAt === null) return null;
  await leaveStaff(deps, userId);
  const isDone =
    (await leaveCourses(deps, userId)) &&
    (await takeReviewsBack(deps, userId)) &&
    (await deps.traces.erase(userId, rowsAtOnce));
  if (!isDone) await deps.jobs.later("erasePerson", { userId });
  return null;
}

async function leaveCourses(deps: Deps, userId: UserId): Promise<boolean> {
  const rows = await deps.enrollments.newestOf(userId, coursesAtOnce);
  for (const row of rows) {
    await deps.enrollments.remove(row._id);
    await deps.courses.changeStats(row.courseId, statsBetween(row.status, null));
    await deps.audit.hideTarget("enrollment", row._id, mostActs);
    // Those who teach may be about to read of them in their summary.
    for (const { userId: reader } of await deps.courses.staffOf(row.courseId)) await leaveDigest(deps, reader, userId);
  }
  return rows.length < coursesAtOnce;
}

async function leaveDigest({ notifications }: Deps, reader: UserId, named: UserId): Promise<void> {
  const digest = await notifications.digest(reader);
  const items = digest?.items.filter(({ names }) => names !== named);
  if (digest && items && items.length < digest.items.length) await notifications.saveDigest({ ...digest, items });
}

async function takeReviewsBack({ reviews, courses }: Deps, userId: UserId): Promise<boolean> {
  const rows = await reviews.by(userId, coursesAtOnce);
  for (const { _id, courseId, stars } of rows) {
    await reviews.remove(_id);
    await courses.changeStats(courseId, { reviewCount: -1, starSum: -stars });
  }
  return rows.length < coursesAtOnce;
}

/** Nobody is left without an owner: the courses that they own stay theirs, and go by no name. */
async function leaveStaff({ courses }: Deps, userId: UserId): Promise<void> {
  const { page } = await courses.staffedBy(userId, { numItems: mostCourses, cursor: null });
  for (const { courseId, role } of page) if (role !== "owner") await courses.removeStaff(courseId, userId);
}
