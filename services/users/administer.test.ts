import { describe, expect, test } from "vitest";
import type { Actor, Role } from "../access/permissions";
import { memoryAuditStore } from "../audit/memory-audit-store";
import { memoryPost } from "../mail/mail-deps.testing";
import { memoryNotificationStore } from "../notifications/memory-notification-store";
import { changeRole, deactivate, reactivate } from "./administer";
import { memoryUserStore } from "./memory-user-store";
import type { User, UserId } from "./user";
import { newUser } from "./user-keys";

const person = (id: string, role: Role, more: Partial<User> = {}): User => ({
  ...newUser({ tokenIdentifier: id, email: `${id}@example.com`, name: id, role, createdAt: 0 }),
  ...more,
  _id: id as UserId,
});
const root: Actor = { id: "root" as UserId, role: "admin", name: "Root" };

function office(...people: User[]) {
  const deps = {
    users: memoryUserStore(people),
    audit: memoryAuditStore(),
    notifications: memoryNotificationStore(),
    ...memoryPost(),
    clock: { now: () => 7 },
  };
  const written = async () => (await deps.audit.list({ numItems: 9, cursor: null })).page.map((row) => row.action);
  return { deps, written };
}

describe("the last admin", () => {
  test("keeps the role and the account while no other active admin is left", async () => {
    const { deps } = office(person("amy", "admin"), person("bo", "admin", { status: "deactivated" }));
    const amy = "amy" as UserId;
    await expect(changeRole(deps, root, amy, "student")).rejects.toMatchObject({ data: { reason: "last_admin" } });
    await expect(deactivate(deps, root, amy)).rejects.toMatchObject({ data: { reason: "last_admin" } });
  });
  test("is not last while another is active", async () => {
    const { deps } = office(person("amy", "admin"), person("bo", "admin"));
    await changeRole(deps, root, "amy" as UserId, "student");
    expect(await deps.users.byId("amy" as UserId)).toMatchObject({ role: "student" });
  });
});
test("doing what is done already is silent", async () => {
  const { deps, written } = office(person("stu", "student"));
  const stu = "stu" as UserId;
  await changeRole(deps, root, stu, "student");
  await reactivate(deps, root, stu);
  await deactivate(deps, root, stu);
  await deactivate(deps, root, stu);
  expect(await written()).toEqual(["user.deactivated"]);
});
test("someone unknown or deleted is not found", async () => {
  const { deps } = office(person("gone", "student", { deletedAt: 1 }));
  for (const id of ["gone", "nobody"] as UserId[]) {
    await expect(reactivate(deps, root, id)).rejects.toMatchObject({ data: { code: "not_found", reason: "user" } });
  }
});
