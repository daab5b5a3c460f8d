import type { Actor } from "../access/permissions";
import { conflict } from "../shared/app-error";
import type { UserReader } from "../users/user-store";
import type { InvitationId } from "./invitation";
import { assertMayStand } from "./assert-may-stand";
import { requireInvitation } from "./require-invitation";
import { sendInvitation, type SendDeps } from "./send-invitation";

/**
 * Mails an invitation again and lets it stand for its full time, also one that ran out or was revoked. Refuses with
 * "invitation_accepted", "invitation_here" and "invitation_pending".
 */
export async function resendInvitation(
  deps: SendDeps & { users: Pick<UserReader, "byEmail"> },
  actor: Actor,
  id: InvitationId,
): Promise<null> {
  const row = await requireInvitation(deps, id);
  if (row.status === "accepted") throw conflict("invitation_accepted");
  await assertMayStand(deps, row);
  await sendInvitation(deps, actor, row, "invitation.resent");
  return null;
}
