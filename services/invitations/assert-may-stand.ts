import { conflict } from "../shared/app-error";
import type { UserReader } from "../users/user-store";
import type { Invitation } from "./invitation";
import type { InvitationReader } from "./invitation-store";
import { whoIsHere } from "./who-is-here";

type Deps = { users: Pick<UserReader, "byEmail">; invitations: Pick<InvitationReader, "pendingOf"> };

/** Refuses to let an invitation stand whose person is here ("invitation_here") or was asked again ("invitation_pending"). */
export async function assertMayStand(deps: Deps, row: Invitation): Promise<void> {
  if (await whoIsHere(deps, row.email)) throw conflict("invitation_here");
  const pending = await deps.invitations.pendingOf(row.emailKey);
  if (pending && pending._id !== row._id) throw conflict("invitation_pending");
}
