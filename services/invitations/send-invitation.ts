import type { Actor } from "../access/permissions";
import type { AuditEntry } from "../audit/audit-entry";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import type { JobStore } from "../jobs/job-store";
import type { Clock } from "../shared/clock";
import { standsFor, type Invitation } from "./invitation";
import type { Help, InvitationMail } from "./invitation-mail";
import type { InvitationStore } from "./invitation-store";

export type SendDeps = {
  invitations: InvitationStore;
  invitationMail: InvitationMail;
  audit: AuditStore;
  jobs: JobStore;
  clock: Clock;
};

/** Lets an invitation stand for its full time from now on, has it mailed, and writes down who sent it. */
export async function sendInvitation(
  deps: SendDeps,
  actor: Actor,
  row: Invitation,
  action: Extract<AuditEntry["action"], "invitation.sent" | "invitation.resent">,
  { before = null, help = null }: { before?: { role: Invitation["role"] } | null; help?: Help | null } = {},
): Promise<void> {
  const now = deps.clock.now();
  const change = {
    role: row.role,
    status: "pending" as const,
    sentAt: now,
    sentCount: row.sentCount + 1,
    expiresAt: now + standsFor,
    endedAt: null,
  };
  await deps.invitations.change(row._id, change);
  await deps.jobs.later("expireInvitation", { invitationId: row._id }, standsFor);
  await deps.invitationMail.send({ ...row, ...change }, help);
  await record(deps, actor, {
    action,
    targetKind: "invitation",
    targetId: row._id,
    targetLabel: row.email,
    before,
    after: { role: row.role },
  });
}
