import type { Actor, Role } from "../access/permissions";
import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import { notify, type NotifyDeps } from "../notifications/notify";
import { conflict, notFound } from "../shared/app-error";
import type { User, UserId } from "./user";
import type { UserStore } from "./user-store";

type Deps = NotifyDeps & { users: UserStore; audit: AuditStore };

/** Changes what someone may do in the school, at once. Refuses with "own_role" and "last_admin". */
export async function changeRole(deps: Deps, actor: Actor, userId: UserId, role: Role): Promise<null> {
  const user = await found(deps, userId);
  if (user.role === role) return null;
  if (userId === actor.id) throw conflict("own_role");
  if (user.role === "admin") await assertNotLastAdmin(deps, user);
  await deps.users.change(userId, { role });
  await record(deps, actor, {
    ...about(user),
    action: "user.roleChanged",
    before: { role: user.role },
    after: { role },
  });
  await notify(deps, userId, { kind: "roleChanged", params: { role }, href: "/account" });
  return null;
}

/** Closes the school to someone; nothing of theirs is lost. Refuses with "own_account" and "last_admin". */
export async function deactivate(deps: Deps, actor: Actor, userId: UserId): Promise<null> {
  const user = await found(deps, userId);
  if (user.status === "deactivated") return null;
  if (userId === actor.id) throw conflict("own_account");
  if (user.role === "admin") await assertNotLastAdmin(deps, user);
  await deps.users.change(userId, { status: "deactivated" });
  await record(deps, actor, { ...about(user), action: "user.deactivated", ...between("active", "deactivated") });
  return null;
}

/** Opens the school to someone again. */
export async function reactivate(deps: Deps, actor: Actor, userId: UserId): Promise<null> {
  const user = await found(deps, userId);
  if (user.status === "active") return null;
  await deps.users.change(userId, { status: "active" });
  await record(deps, actor, { ...about(user), action: "user.reactivated", ...between("deactivated", "active") });
  return null;
}

async function found({ users }: Deps, userId: UserId): Promise<User> {
  const user = await users.byId(userId);
  if (!user || user.deletedAt !== null) throw notFound("user");
  return user;
}

async function assertNotLastAdmin({ users }: Deps, user: User): Promise<void> {
  if (!(await users.hasActiveAdminBesides(user._id))) throw conflict("last_admin");
}

const about = (user: User) => ({ targetKind: "user" as const, targetId: user._id, targetLabel: user.name });
const between = (before: User["status"], after: User["status"]) => ({
  before: { status: before },
  after: { status: after },
});
