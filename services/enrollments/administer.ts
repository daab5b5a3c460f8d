import type { Actor } from "../access/permissions";
import type { AuditEntry } from "../audit/audit-entry";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import type { Course } from "../courses/course";
import type { CourseStore } from "../courses/course-store";
import type { Notification } from "../notifications/notification";
import { notify, type NotifyDeps } from "../notifications/notify";
import { conflict, notFound } from "../shared/app-error";
import type { Id } from "../shared/id";
import type { User } from "../users/user";
import type { Enrollment, EnrollmentId } from "./enrollment";
import type { EnrollmentStore } from "./enrollment-store";
import { moveEnrollment } from "./move-enrollment";
import { seatStudent } from "./seat-student";

type Deps = NotifyDeps & {
  courses: CourseStore;
  enrollments: EnrollmentStore;
  audit: AuditStore;
};

/** Enrols someone, whatever the course's policy says. Someone who is in already stays as they are. */
export async function grant(
  deps: Deps,
  actor: Actor,
  { courseId, userId }: { courseId: Id<"courses">; userId: Id<"users"> },
): Promise<{ enrollmentId: EnrollmentId }> {
  const course = await deps.courses.byId(courseId);
  if (!course) throw notFound("course");
  if (course.status !== "published") throw conflict("not_published");
  const user = await deps.users.byId(userId);
  if (!user || user.deletedAt !== null) throw notFound("user");
  if (user.status === "deactivated") throw conflict("user_deactivated");
  const before = await deps.enrollments.of(userId, courseId);
  const { enrollmentId, change } = await seatStudent(deps, userId, course, "staff");
  if (change !== "none") {
    await tell(deps, actor, { enrollmentId, course, user }, "enrollment.granted", "enrollmentGranted", {
      before: before && { status: before.status },
      after: { status: before?.completedAt ? "completed" : "active" },
    });
  }
  return { enrollmentId };
}

/** Takes someone out of a course; their progress is kept. Doing it twice is harmless. */
export async function withdraw(deps: Deps, actor: Actor, enrollmentId: EnrollmentId): Promise<null> {
  const { row, course, user } = await found(deps, enrollmentId);
  if (row.status === "withdrawn") return null;
  await moveEnrollment(deps, row, { status: "withdrawn", lastActiveAt: deps.clock.now() });
  await tell(deps, actor, { enrollmentId, course, user }, "enrollment.withdrawn", "enrollmentWithdrawn", {
    before: { status: row.status },
    after: { status: "withdrawn" },
  });
  return null;
}

/** Declares a course completed for someone, whatever lessons are open. Doing it twice is harmless. */
export async function complete(deps: Deps, actor: Actor, enrollmentId: EnrollmentId): Promise<null> {
  const { row, course, user } = await found(deps, enrollmentId);
  if (row.status === "completed") return null;
  const now = deps.clock.now();
  await moveEnrollment(deps, row, {
    status: "completed",
    completedAt: now,
    firstCompletedAt: row.firstCompletedAt ?? now,
    lastActiveAt: now,
  });
  await tell(deps, actor, { enrollmentId, course, user }, "enrollment.completed", "enrollmentCompleted", {
    before: { status: row.status },
    after: { status: "completed" },
  });
  return null;
}

async function found(deps: Deps, enrollmentId: EnrollmentId): Promise<{ row: Enrollment; course: Course; user: User }> {
  const row = await deps.enrollments.byId(enrollmentId);
  if (!row) throw notFound("enrollment");
  const [course, user] = await Promise.all([deps.courses.byId(row.courseId), deps.users.byId(row.userId)]);
  if (!course || !user) throw notFound("enrollment");
  return { row, course, user };
}

/** Every act of an admin leaves an audit entry and tells the student. */
async function tell(
  deps: Deps,
  actor: Actor,
  { enrollmentId, course, user }: { enrollmentId: EnrollmentId; course: Course; user: User },
  action: AuditEntry["action"],
  kind: Notification["kind"],
  change: { before: Record<string, unknown> | null; after: Record<string, unknown> },
): Promise<void> {
  await record(deps, actor, {
    action,
    targetKind: "enrollment",
    targetId: enrollmentId,
    targetLabel: `${user.name} · ${course.title}`,
    ...change,
  });
  await notify(deps, user._id, { kind, params: { course: course.title }, href: `/courses/${course.slug}` });
}
