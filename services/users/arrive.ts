import type { Role } from "../access/permissions";
import { acceptInvitation, type AcceptDeps } from "../invitations/accept-invitation";
import type { MailDeps } from "../mail/send-mail";
import { welcome } from "../mail/welcome";
import { forbidden } from "../shared/app-error";
import { adopt, type AdoptDeps, type Claims } from "./adopt";
import { isTimeZone } from "./time-zone";
import type { User, UserId } from "./user";
import { newUser } from "./user-keys";
import type { UserStore } from "./user-store";
import { cutText } from "../shared/cut-text";
import { visibleLine } from "../shared/visible-line";

type Deps = AdoptDeps & AcceptDeps & MailDeps & { users: UserStore };

/**
 * Finds or makes the row of a person with a valid session. New people are students, unless an invitation to their
 * proven address gives them more; no other role is changed here, and a row that expects someone is theirs only by a
 * proven address. Who comes for the first time gets a letter. `zone` is where the browser's clock is. Refuses with "deleted" and "deactivated".
 */
export async function arrive(
  deps: Deps,
  claims: Claims,
  zone: string | null = null,
): Promise<{ _id: UserId; role: Role }> {
  const known = await deps.users.byToken(claims.tokenIdentifier);
  const row = (await adopt(deps, claims)) ?? (await makeRow(deps, claims));
  if (row.deletedAt !== null) throw forbidden("deleted");
  if (row.status === "deactivated") throw forbidden("deactivated");
  if (zone !== null && zone !== row.seenTimeZone && isTimeZone(zone))
    await deps.users.change(row._id, { seenTimeZone: zone });
  const role = claims.email && claims.isEmailVerified ? await acceptInvitation(deps, row, claims.email) : row.role;
  if (known?._id !== row._id) await welcome(deps, row);
  return { _id: row._id, role };
}

async function makeRow({ users, clock }: Deps, claims: Claims): Promise<User> {
  const { tokenIdentifier } = claims;
  const person = newUser({ ...nameAndAddress(claims), tokenIdentifier, createdAt: clock.now() });
  return { ...person, _id: await users.add(person) };
}

/** A name to call someone by, from what a session or a webhook says: the address' first part when there is none. */
export function nameAndAddress({ name, email, isEmailVerified }: Omit<Claims, "tokenIdentifier">) {
  const address = email?.trim() ?? "";
  const called = visibleLine(name ?? "") || address.split("@")[0] || "–";
  return { name: cutText(called, 120), email: address, isEmailVerified: isEmailVerified && address !== "" };
}
