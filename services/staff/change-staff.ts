import type { Actor } from "../access/permissions";
import type { CourseId } from "../courses/course";
import { requireCourse } from "../courses/require-course";
import type { BroughtCourse } from "../invitations/invitation";
import type { InvitationStore } from "../invitations/invitation-store";
import { revokeInvitation } from "../invitations/revoke-invitation";
import { notify } from "../notifications/notify";
import { conflict, notFound } from "../shared/app-error";
import type { UserId } from "../users/user";
import { appoint, recordStaff, type AppointDeps } from "./appoint";

type Member = { courseId: CourseId; userId: UserId };

/** Gives a helper another part in a course. Refuses with "staff" and "staff_owner". */
export async function changeStaffRole(
  deps: AppointDeps,
  actor: Actor,
  { role, ...member }: Member & { role: BroughtCourse["role"] },
): Promise<null> {
  const { course, person, before } = await requireHelper(deps, actor, member);
  if (role !== before) await appoint(deps, actor, course, person, { role, before });
  return null;
}

/** Takes a helper off a course, at once; what they wrote stays. Refuses with "staff" and "staff_owner". */
export async function removeStaff(deps: AppointDeps, actor: Actor, member: Member): Promise<null> {
  const { course, person, before } = await requireHelper(deps, actor, member);
  await deps.courses.removeStaff(course._id, person._id);
  await recordStaff(deps, actor, course, "staff.removed", {
    about: { kind: "user", id: person._id, label: person.name },
    ...{ before, after: null },
  });
  if (person._id !== actor.id) {
    const news = { params: { course: course.title, by: actor.name }, href: "/teach", names: actor.id };
    await notify(deps, person._id, { kind: "staffRemoved", ...news });
  }
  return null;
}

/** A course waits for an invited address no longer; an invitation that was made for it alone is taken back. */
export async function uninviteStaff(
  deps: AppointDeps & { invitations: InvitationStore },
  actor: Actor,
  { courseId, invitationId }: Pick<BroughtCourse, "courseId" | "invitationId">,
): Promise<null> {
  const course = await requireCourse(deps, actor, courseId, "manageStaff");
  const brought = await deps.invitations.coursesOf(invitationId);
  const ours = brought.find((one) => one.courseId === courseId);
  const row = ours && (await deps.invitations.byId(invitationId));
  if (!row) throw notFound("invitation");
  await deps.invitations.leaveOut(invitationId, courseId);
  await recordStaff(deps, actor, course, "staff.uninvited", {
    about: { kind: "invitation", id: row._id, label: row.email },
    ...{ before: ours.role, after: null },
  });
  const isNeeded = brought.length > 1 || row.isForStaff !== true || row.status !== "pending";
  if (!isNeeded) await revokeInvitation(deps, actor, invitationId);
  return null;
}

async function requireHelper(deps: AppointDeps, actor: Actor, { courseId, userId }: Member) {
  const course = await requireCourse(deps, actor, courseId, "manageStaff");
  const before = await deps.courses.staffRole(courseId, userId);
  const person = before && (await deps.users.byId(userId));
  if (!person) throw notFound("staff");
  if (before === "owner") throw conflict("staff_owner");
  return { course, person, before };
}
