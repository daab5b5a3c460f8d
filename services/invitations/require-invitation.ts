import { notFound } from "../shared/app-error";
import type { Invitation, InvitationId } from "./invitation";
import type { InvitationReader } from "./invitation-store";

/** The invitation of an id; refuses with "invitation" when there is none. */
export async function requireInvitation(
  { invitations }: { invitations: Pick<InvitationReader, "byId"> },
  id: InvitationId,
): Promise<Invitation> {
  const found = await invitations.byId(id);
  if (!found) throw notFound("invitation");
  return found;
}
