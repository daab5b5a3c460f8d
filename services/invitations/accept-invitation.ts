import type { Actor, Role } from "../access/permissions";
import { roles } from "../access/permissions";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import { notify, type NotifyDeps } from "../notifications/notify";
import type { User } from "../users/user";
import type { UserStore } from "../users/user-store";
import { keyOf } from "../users/user-keys";
import { takeUpCourses, type TakeUpDeps } from "../staff/take-up-courses";
import { isStanding } from "./invitation";
import type { InvitationStore } from "./invitation-store";

export type AcceptDeps = NotifyDeps &
  TakeUpDeps & { users: UserStore; invitations: InvitationStore; audit: AuditStore };

/**
 * Gives someone who came with a proven address the role that was waiting for it, and the courses that wanted their
 * help, once; a higher role they have stays. Gives their role from now on.
 */
export async function acceptInvitation(deps: AcceptDeps, user: User, provenEmail: string): Promise<Role> {
  const row = await deps.invitations.pendingOf(keyOf(provenEmail));
  const now = deps.clock.now();
  if (!row || !isStanding(row, now)) return user.role;
  const role = higher(user.role, row.role);
  await deps.invitations.change(row._id, { status: "accepted", endedAt: now, acceptedBy: user._id });
  if (role !== user.role) await deps.users.change(user._id, { role });
  const actor: Actor = { id: user._id, role, name: user.name };
  await record(deps, actor, {
    action: "invitation.accepted",
    targetKind: "user",
    targetId: user._id,
    targetLabel: user.name,
    before: { role: user.role },
    after: { role },
  });
  const [course] = await takeUpCourses(deps, actor, row);
  await notify(deps, row.invitedBy, {
    kind: "invitationAccepted",
    params: { person: user.name, role },
    names: user._id,
    href: course && row.isForStaff ? `/teach/courses/${course}/staff` : `/admin/users?person=${user._id}`,
  });
  return role;
}

/** The one of two roles that may do more. */
const higher = (a: Role, b: Role): Role => (roles.indexOf(a) >= roles.indexOf(b) ? a : b);
