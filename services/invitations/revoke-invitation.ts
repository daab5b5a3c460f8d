import type { Actor } from "../access/permissions";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import { conflict } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { UserReader } from "../users/user-store";
import { assertMayStand } from "./assert-may-stand";
import type { Invitation, InvitationId } from "./invitation";
import type { InvitationStore } from "./invitation-store";
import { requireInvitation } from "./require-invitation";

type Deps = { invitations: InvitationStore; audit: AuditStore; clock: Clock };

/** Takes a pending invitation back: whoever comes with its address comes as a student. Refuses with "invitation_accepted". */
export async function revokeInvitation(deps: Deps, actor: Actor, id: InvitationId): Promise<null> {
  const row = await requireInvitation(deps, id);
  if (row.status === "accepted") throw conflict("invitation_accepted");
  if (row.status !== "pending") return null;
  await deps.invitations.change(id, { status: "revoked", endedAt: deps.clock.now() });
  await recordStatus(deps, actor, row, "revoked");
  return null;
}

/**
 * Undoes a revoking, without mailing again: the invitation stands as long as it would have. Refuses with
 * "invitation_over" when its time has run out meanwhile, "invitation_accepted", "invitation_here" and "invitation_pending".
 */
export async function restoreInvitation(
  deps: Deps & { users: Pick<UserReader, "byEmail"> },
  actor: Actor,
  id: InvitationId,
): Promise<null> {
  const row = await requireInvitation(deps, id);
  if (row.status === "accepted") throw conflict("invitation_accepted");
  if (row.status === "pending") return null;
  if (row.expiresAt <= deps.clock.now()) throw conflict("invitation_over");
  await assertMayStand(deps, row);
  await deps.invitations.change(id, { status: "pending", endedAt: null });
  await recordStatus(deps, actor, row, "pending");
  return null;
}

async function recordStatus(deps: Deps, actor: Actor, row: Invitation, status: "revoked" | "pending"): Promise<void> {
  await record(deps, actor, {
    action: status === "revoked" ? "invitation.revoked" : "invitation.restored",
    targetKind: "invitation",
    targetId: row._id,
    targetLabel: row.email,
    before: { status: row.status },
    after: { status },
  });
}
