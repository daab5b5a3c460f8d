import type { Role } from "../access/permissions";
import { acceptInvitation, type AcceptDeps } from "../invitations/accept-invitation";
import { forbidden } from "../shared/app-error";
import { isExpected, mostOfOneAddress } from "./expected";
import type { User, UserId } from "./user";
import { keyOf, newUser, reachedAt } from "./user-keys";
import type { UserStore } from "./user-store";

/** What a session says of its person. */
export type Claims = { tokenIdentifier: string; email: string | null; isEmailVerified: boolean; name: string | null };

/**
 * Finds or makes the row of a person with a valid session. New people are students, unless an invitation to their
 * proven address gives them more; no other role is changed here, and a row that expects someone is theirs only by a
 * proven address. Refuses with "deleted" and "deactivated".
 */
export async function arrive(deps: AcceptDeps, claims: Claims): Promise<{ _id: UserId; role: Role }> {
  const { users } = deps;
  const row =
    (await users.byToken(claims.tokenIdentifier)) ?? (await adopt(users, claims)) ?? (await welcome(deps, claims));
  if (row.deletedAt !== null) throw forbidden("deleted");
  if (row.status === "deactivated") throw forbidden("deactivated");
  const role = claims.email && claims.isEmailVerified ? await acceptInvitation(deps, row, claims.email) : row.role;
  return { _id: row._id, role };
}

async function welcome({ users, clock }: AcceptDeps, claims: Claims): Promise<User> {
  const { tokenIdentifier } = claims;
  const person = newUser({ ...nameAndAddress(claims), tokenIdentifier, createdAt: clock.now() });
  return { ...person, _id: await users.add(person) };
}

/** Gives the row that expects this proven address to the person who came; null when there is none. */
export async function adopt(users: UserStore, claims: Claims): Promise<User | null> {
  if (!claims.email || !claims.isEmailVerified) return null;
  const rows = await users.byEmail(keyOf(claims.email), mostOfOneAddress);
  const row = rows.find(isExpected);
  if (!row) return null;
  const change = { tokenIdentifier: claims.tokenIdentifier, isEmailVerified: true, ...reachedAt(claims.email) };
  await users.change(row._id, change);
  return { ...row, ...change };
}

/** A name to call someone by, from what a session or a webhook says: the address' first part when there is none. */
export function nameAndAddress({ name, email, isEmailVerified }: Omit<Claims, "tokenIdentifier">) {
  const address = email?.trim() ?? "";
  const called = name?.trim() || address.split("@")[0] || "–";
  return { name: called.slice(0, 120), email: address, isEmailVerified: isEmailVerified && address !== "" };
}
