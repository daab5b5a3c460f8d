import type { AuditStore } from "../audit/audit-store";
import type { Clock } from "../shared/clock";
import { keyOf } from "../users/user-keys";
import type { InvitationStore } from "./invitation-store";

/** How long (ms) an invitation that has ended is kept: the address belongs to someone who may never have come. */
const keptFor = 90 * 24 * 60 * 60 * 1000;
const batch = 500;

/** Deletes invitations that ended long ago; gives how many. What is left waits for the next day. */
export async function forgetEnded({ invitations, clock }: { invitations: InvitationStore; clock: Clock }) {
  const old = await invitations.endedBefore(clock.now() - keptFor, batch);
  for (const { _id } of old) await invitations.remove(_id);
  return old.length;
}

/** Deletes the invitations of someone who was erased: their address leaves no trace. */
export async function forgetAddress(
  { invitations, audit }: { invitations: InvitationStore; audit: Pick<AuditStore, "hideTarget"> },
  email: string,
): Promise<void> {
  if (email === "") return;
  for (const { _id } of await invitations.ofAddress(keyOf(email), batch)) {
    await invitations.remove(_id);
    await audit.hideTarget("invitation", _id, batch);
  }
}
