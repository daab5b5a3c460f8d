import { forbidden, unauthenticated } from "../shared/app-error";
import type { Id } from "../shared/id";

/** What a platform role may ask for at all. Whether it may be done to this course is `courseRights`. */
export const permissions = [
  "self.read",
  "self.edit",
  "course.learn",
  "course.create",
  "course.teach",
  "course.import",
  "enrollment.join",
  "enrollment.manage",
  "user.manage",
  "audit.read",
  "school.manage",
] as const;
export type Permission = (typeof permissions)[number];

const everyone = ["self.read", "self.edit", "course.learn", "enrollment.join"] as const;
const grants = {
  student: everyone,
  instructor: [...everyone, "course.create", "course.teach", "course.import"],
  admin: permissions,
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof grants;
export const roles = ["student", "instructor", "admin"] as const satisfies readonly Role[];

/** Who asks: found from the session, never from an argument. */
export type Actor = { readonly id: Id<"users">; readonly role: Role; readonly name: string };

/** Whether the actor's platform role grants the permission. Screens and server read the same table. */
export function can(actor: Pick<Actor, "role">, permission: Permission): boolean {
  const granted: readonly Permission[] = grants[actor.role];
  return granted.includes(permission);
}

/** Refuses with `unauthenticated` without an actor and with `forbidden` where the role does not grant the permission. */
export function assertCan(actor: Actor | null, permission: Permission): asserts actor is Actor {
  if (!actor) throw unauthenticated();
  if (!can(actor, permission)) throw forbidden(permission);
}
