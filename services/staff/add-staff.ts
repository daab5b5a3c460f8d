import * as z from "zod";
import { can, type Actor } from "../access/permissions";
import type { CourseId } from "../courses/course";
import { mostStaff } from "../courses/course-store";
import { requireCourse } from "../courses/require-course";
import { helperRole, isStanding, mostBrought, type BroughtCourse, type Invitation } from "../invitations/invitation";
import type { Help } from "../invitations/invitation-mail";
import { sendInvitation, type SendDeps } from "../invitations/send-invitation";
import { whoIsHere } from "../invitations/who-is-here";
import { conflict } from "../shared/app-error";
import { keyOf } from "../users/user-keys";
import type { UserReader } from "../users/user-store";
import { appoint, recordStaff, type AppointDeps } from "./appoint";

export const addStaffArgs = { email: z.email().max(254), role: helperRole };
/**
 * What whoever asks is told: the same whether an address is somebody's at the school or nobody's. "unfit" is all that is
 * said of whoever may not teach.
 */
export const addedStaff = z.object({ outcome: z.enum(["asked", "unfit"]) });
export type AddedStaff = z.infer<typeof addedStaff>;

type Deps = AppointDeps & SendDeps & { users: Pick<UserReader, "byEmail" | "byId"> };
type Wish = { courseId: CourseId; email: string; role: BroughtCourse["role"] };

const hour = 60 * 60_000;
/** Nobody asks more often than this within an hour: a list of addresses is not tried out here. */
export const mostAsked = 60;
const askedBy = ["staff.added", "staff.invited", "staff.unfit"] as const;

/**
 * Asks somebody to help with a course. Who is at the school and may teach is on its staff at once; an address that
 * nobody has is invited as an instructor, and the invitation brings the course. Refuses with "staff_already",
 * "staff_full", "staff_courses_full" and "staff_too_many".
 */
export async function addStaff(deps: Deps, actor: Actor, { courseId, email, role }: Wish): Promise<AddedStaff> {
  const course = await requireCourse(deps, actor, courseId, "manageStaff");
  await assertAsksSeldom(deps, actor);
  const [staff, awaited] = [await deps.courses.staffOf(courseId), await deps.invitations.bringing(courseId, mostStaff)];
  const person = await whoIsHere(deps, email);
  if (person && staff.some(({ userId }) => userId === person._id)) throw conflict("staff_already");
  const emailKey = keyOf(email);
  const pending = person ? null : await standingOf(deps, emailKey);
  const isRenewed = pending !== null && awaited.some(({ invitationId }) => invitationId === pending._id);
  if (!isRenewed && staff.length + awaited.length >= mostStaff) throw conflict("staff_full");
  const known = person ?? pending;
  if (known && (person?.status === "deactivated" || !can(known, "course.teach"))) {
    const about = person
      ? { kind: "user" as const, id: person._id, label: person.name }
      : { kind: "invitation" as const, id: known._id, label: known.email };
    await recordStaff(deps, actor, course, "staff.unfit", { about, before: null, after: role });
    return { outcome: "unfit" };
  }
  if (person) {
    await appoint(deps, actor, course, person, { role, before: null });
    return { outcome: "asked" };
  }
  const row = pending ?? (await newInvitation(deps, actor, email.trim()));
  if (!isRenewed && (await deps.invitations.coursesOf(row._id)).length >= mostBrought) {
    throw conflict("staff_courses_full");
  }
  await leaveOutOlder(deps, row, awaited);
  await deps.invitations.bring({ invitationId: row._id, courseId, role });
  await tell(deps, actor, row, { course: course.title, role });
  const about = { kind: "invitation" as const, id: row._id, label: row.email };
  await recordStaff(deps, actor, course, "staff.invited", { about, before: null, after: role });
  return { outcome: "asked" };
}

async function assertAsksSeldom({ audit, clock }: Deps, actor: Actor): Promise<void> {
  const times = await Promise.all(
    askedBy.map((action) => audit.timesDone(actor.id, action, clock.now() - hour, mostAsked)),
  );
  if (times.reduce((sum, count) => sum + count, 0) >= mostAsked) throw conflict("staff_too_many");
}

/** The invitation of an address that still gives something; one whose time is over ends here, for a new one. */
async function standingOf({ invitations, clock }: Deps, emailKey: string): Promise<Invitation | null> {
  const pending = await invitations.pendingOf(emailKey);
  if (!pending || isStanding(pending, clock.now())) return pending;
  await invitations.change(pending._id, { status: "expired", endedAt: clock.now() });
  return null;
}

/** Has the invitation mailed. One that the school made stands no longer for it: how long is the school's business. */
async function tell(deps: Deps, actor: Actor, row: Invitation, help: Help): Promise<void> {
  if (row.isForStaff) {
    await sendInvitation(deps, actor, row, row.sentCount > 0 ? "invitation.resent" : "invitation.sent", { help });
    return;
  }
  const sent = { sentAt: deps.clock.now(), sentCount: row.sentCount + 1 };
  await deps.invitations.change(row._id, sent);
  await deps.invitationMail.send({ ...row, ...sent }, help);
}

async function newInvitation(deps: Deps, actor: Actor, email: string): Promise<Invitation> {
  const now = deps.clock.now();
  const unsent = {
    ...{ email, emailKey: keyOf(email), role: "instructor" as const, status: "pending" as const, isForStaff: true },
    ...{ invitedBy: actor.id, invitedByName: actor.name, acceptedBy: null },
    ...{ sentAt: now, sentCount: 0, expiresAt: now, endedAt: null },
  };
  return { ...unsent, _id: await deps.invitations.add(unsent) };
}

/** An address whose earlier invitation has ended is waited for once, by the new one. */
async function leaveOutOlder(deps: Deps, row: Invitation, awaited: readonly BroughtCourse[]): Promise<void> {
  for (const { invitationId, courseId } of awaited) {
    if (invitationId === row._id) continue;
    const older = await deps.invitations.byId(invitationId);
    if (older?.emailKey === row.emailKey) await deps.invitations.leaveOut(invitationId, courseId);
  }
}
