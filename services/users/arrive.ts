import type { Role } from "../access/permissions";
import { forbidden } from "../shared/app-error";
import { adopt, type AdoptDeps, type Claims } from "./adopt";
import type { UserId } from "./user";
import { newUser } from "./user-keys";

/**
 * Finds or makes the row of a person with a valid session. New people are students; a role is never changed here, and
 * a row that expects someone is theirs only by a proven address. Refuses with "deleted" and "deactivated".
 */
export async function arrive(deps: AdoptDeps, claims: Claims): Promise<{ _id: UserId; role: Role }> {
  const row = await adopt(deps, claims);
  if (row) {
    if (row.deletedAt !== null) throw forbidden("deleted");
    if (row.status === "deactivated") throw forbidden("deactivated");
    return { _id: row._id, role: row.role };
  }
  const person = newUser({
    ...nameAndAddress(claims),
    tokenIdentifier: claims.tokenIdentifier,
    createdAt: deps.clock.now(),
  });
  return { _id: await deps.users.add(person), role: person.role };
}

/** A name to call someone by, from what a session or a webhook says: the address' first part when there is none. */
export function nameAndAddress({ name, email, isEmailVerified }: Omit<Claims, "tokenIdentifier">) {
  const address = email?.trim() ?? "";
  const called = name?.trim() || address.split("@")[0] || "–";
  return { name: called.slice(0, 120), email: address, isEmailVerified: isEmailVerified && address !== "" };
}
