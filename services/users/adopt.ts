import type { EnrollmentReader } from "../enrollments/enrollment-store";
import type { Clock } from "../shared/clock";
import { isExpected, mostOfOneAddress } from "./expected";
import type { User } from "./user";
import { keyOf, named, reachedAt } from "./user-keys";
import type { UserStore } from "./user-store";

/** What a session says of its person. */
export type Claims = { tokenIdentifier: string; email: string | null; isEmailVerified: boolean; name: string | null };

/** The identity provider that a token is of. */
const issuerOf = (tokenIdentifier: string) => tokenIdentifier.slice(0, tokenIdentifier.indexOf("|"));

/** What finding a person needs. */
export type AdoptDeps = { users: UserStore; enrollments: Pick<EnrollmentReader, "newestOf">; clock: Clock };

/**
 * The row of a person by their token, or else the one that waits for the holder of their proven address, which is
 * theirs from now on; null when there is neither. A session may come before its address is known: the row that was
 * made for it gives way to the one that waits, as long as nothing was done with it.
 */
export async function adopt({ users, enrollments, clock }: AdoptDeps, claims: Claims): Promise<User | null> {
  const row = await users.byToken(claims.tokenIdentifier);
  if (row && (row.isEmailVerified || row.deletedAt !== null)) return row;
  const awaited = await findAwaited(users, claims);
  if (!awaited) return row;
  if (row) {
    const isUntouched = row.role === "student" && (await enrollments.newestOf(row._id, 1)).length === 0;
    if (!isUntouched) return row;
    await users.change(row._id, {
      ...reachedAt(""),
      tokenIdentifier: `moved|${row._id}`,
      status: "deactivated",
      deletedAt: clock.now(),
    });
  }
  return giveTo(users, awaited, claims, row);
}

/**
 * The row that waits for the holder of a proven address; null when there is none. It is either a row of the identity
 * provider that the school had before, whose address was proven there too, or one that expects somebody. A row of the
 * provider of today is somebody's already, so that nobody is matched twice.
 */
async function findAwaited(users: UserStore, claims: Claims): Promise<User | null> {
  if (!claims.email || !claims.isEmailVerified) return null;
  const rows = await users.byEmail(keyOf(claims.email), mostOfOneAddress);
  const ofToday = issuerOf(claims.tokenIdentifier);
  const moved = rows.find(
    (row) => !isExpected(row) && row.isEmailVerified && issuerOf(row.tokenIdentifier) !== ofToday,
  );
  return moved ?? rows.find(isExpected) ?? null;
}

/**
 * Gives a row to the person who came; whatever else it holds (role, state, work) stays as it is. What the provider has
 * told of them already, under the row `made` for them, is kept too: told in another order, it would stand here.
 */
async function giveTo(users: UserStore, row: User, claims: Claims, made: User | null): Promise<User> {
  const told = made?.identityUpdatedAt === undefined ? null : made;
  const change = {
    tokenIdentifier: claims.tokenIdentifier,
    ...reachedAt(told?.email ?? claims.email?.trim() ?? row.email),
    isEmailVerified: told?.isEmailVerified ?? true,
    ...(told && !row.hasOwnName ? named(told.name) : {}),
    // Another provider's clock says nothing about what this one tells.
    identityUpdatedAt: told?.identityUpdatedAt,
  };
  await users.change(row._id, change);
  return { ...row, ...change };
}
