import type { Clock } from "../shared/clock";
import { isStanding, type InvitationId } from "./invitation";
import type { InvitationStore } from "./invitation-store";

/** Ends an invitation whose time is over; one that was sent again meanwhile still stands, and its own job comes later. */
export async function expireInvitation(
  { invitations, clock }: { invitations: InvitationStore; clock: Clock },
  id: InvitationId,
): Promise<null> {
  const row = await invitations.byId(id);
  const now = clock.now();
  if (row?.status === "pending" && !isStanding(row, now)) {
    await invitations.change(id, { status: "expired", endedAt: now });
  }
  return null;
}
