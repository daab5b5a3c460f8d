import type { Actor } from "../access/permissions";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import type { SchoolStore } from "../school/school-store";
import { conflict, forbidden } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { UserStore } from "./user-store";

type Deps = { users: UserStore; school: SchoolStore; audit: AuditStore; clock: Clock };

/**
 * Makes the actor the first admin with the token that was printed when the school started, once. `expected` is that
 * token; null when the school was given none. Refuses with "bootstrap_wrong" and "bootstrap_used".
 */
export async function claimSchool(
  deps: Deps,
  actor: Actor,
  { token, expected }: { token: string; expected: string | null },
): Promise<null> {
  if (!expected || !isSame(token, expected)) throw forbidden("bootstrap_wrong");
  if ((await deps.school.get()).bootstrapUsedAt !== null) throw conflict("bootstrap_used");
  await deps.school.change({ bootstrapUsedAt: deps.clock.now() });
  await deps.users.change(actor.id, { role: "admin" });
  await record(deps, actor, {
    action: "user.becameFirstAdmin",
    targetKind: "user",
    targetId: actor.id,
    targetLabel: actor.name,
    before: { role: actor.role },
    after: { role: "admin" },
  });
  return null;
}

/** Compares in a time that does not tell how much of the token was right. */
function isSame(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let i = 0; i < given.length; i++) difference |= given.charCodeAt(i) ^ expected.charCodeAt(i % expected.length);
  return difference === 0;
}
