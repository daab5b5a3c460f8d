import type { Role } from "../access/permissions";
import { forbidden } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { User, UserId } from "./user";
import { keyOf, newUser, reachedAt } from "./user-keys";
import type { UserStore } from "./user-store";

/** What a session says of its person. */
export type Claims = { tokenIdentifier: string; email: string | null; isEmailVerified: boolean; name: string | null };

/** Rows of people who were expected (seeded or invited) and have not signed in begin their token like this. */
export const pendingPrefix = "pending|";
/** More people than this never share one address. */
const mostOfOneAddress = 10;

type Deps = { users: UserStore; clock: Clock };

/**
 * Finds or makes the row of a person with a valid session. New people are students; a role is never changed here, and
 * a row that expects someone is theirs only by a proven address. Refuses with "deleted" and "deactivated".
 */
export async function arrive({ users, clock }: Deps, claims: Claims): Promise<{ _id: UserId; role: Role }> {
  const row = (await users.byToken(claims.tokenIdentifier)) ?? (await adopt(users, claims));
  if (row) {
    if (row.deletedAt !== null) throw forbidden("deleted");
    if (row.status === "deactivated") throw forbidden("deactivated");
    return { _id: row._id, role: row.role };
  }
  const person = newUser({
    ...nameAndAddress(claims),
    tokenIdentifier: claims.tokenIdentifier,
    createdAt: clock.now(),
  });
  return { _id: await users.add(person), role: person.role };
}

/** Gives the row that expects this proven address to the person who came; null when there is none. */
export async function adopt(users: UserStore, claims: Claims): Promise<User | null> {
  if (!claims.email || !claims.isEmailVerified) return null;
  const rows = await users.byEmail(keyOf(claims.email), mostOfOneAddress);
  const row = rows.find(({ tokenIdentifier }) => tokenIdentifier.startsWith(pendingPrefix));
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
