import { can, type Actor } from "../access/permissions";
import type { AuditStore } from "../audit/audit-store";
import type { CourseId } from "../courses/course";
import { mostStaff, type CourseStore } from "../courses/course-store";
import type { Invitation } from "../invitations/invitation";
import type { InvitationStore } from "../invitations/invitation-store";
import type { Clock } from "../shared/clock";
import { recordStaff } from "./appoint";

export type TakeUpDeps = {
  courses: Pick<CourseStore, "byId" | "staffOf" | "setStaff">;
  invitations: InvitationStore;
  audit: AuditStore;
  clock: Clock;
};

/** Puts whoever came by an invitation on the staff of the courses that it brings, as far as they may teach; gives those. */
export async function takeUpCourses(deps: TakeUpDeps, actor: Actor, invitation: Invitation): Promise<CourseId[]> {
  const taken: CourseId[] = [];
  for (const { courseId, role } of await deps.invitations.coursesOf(invitation._id)) {
    await deps.invitations.leaveOut(invitation._id, courseId);
    const course = await deps.courses.byId(courseId);
    const staff = course ? await deps.courses.staffOf(courseId) : [];
    const isOnIt = staff.some(({ userId }) => userId === actor.id);
    if (!course || isOnIt || staff.length >= mostStaff || !can(actor, "course.teach")) continue;
    await deps.courses.setStaff({ courseId, userId: actor.id, role });
    await recordStaff(deps, actor, course, "staff.added", {
      about: { kind: "user", id: actor.id, label: actor.name },
      ...{ before: null, after: role },
    });
    taken.push(courseId);
  }
  return taken;
}
