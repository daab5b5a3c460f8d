import { describe, expect, test } from "vitest";
import type { Id } from "../shared/id";
import { courseRights, type CourseRights, type StaffRole } from "./course-rights";
import { assertCan, can, permissions, roles, type Actor, type Permission, type Role } from "./permissions";

const actor = (role: Role): Actor => ({ id: "someone" as Id<"users">, role, name: "Someone" });

describe("what a role may ask for", () => {
  const everyone: Permission[] = ["self.read", "self.edit", "course.learn", "enrollment.join"];
  const table: Record<Role, Permission[]> = {
    student: everyone,
    instructor: [...everyone, "course.create", "course.teach", "course.import"],
    admin: [...permissions],
  };
  test.each(roles.flatMap((role) => permissions.map((permission) => [role, permission] as const)))(
    "%s, %s",
    (role, permission) => {
      expect(can(actor(role), permission)).toBe(table[role].includes(permission));
    },
  );
  test("nobody is asked to sign in, somebody is told what is missing", () => {
    expect(() => assertCan(null, "self.read")).toThrow("unauthenticated: sign_in");
    expect(() => assertCan(actor("student"), "user.manage")).toThrow("forbidden: user.manage");
  });
});

describe("what someone may do to one course", () => {
  const rights = (given: string): CourseRights => ({
    see: given.includes("s"),
    edit: given.includes("e"),
    publish: given.includes("p"),
    manageStaff: given.includes("m"),
    seeStudents: given.includes("t"),
  });
  test.each<[Role | null, StaffRole | null, string]>([
    [null, null, ""],
    [null, "owner", ""],
    ["student", null, ""],
    ["instructor", null, ""],
    ["instructor", "owner", "sepmt"],
    ["instructor", "editor", "sept"],
    ["instructor", "grader", "st"],
    ["admin", null, "sepmt"],
    ["admin", "grader", "sepmt"],
  ])("%s as %s: %s", (role, staffRole, given) => {
    expect(courseRights(role && actor(role), staffRole)).toEqual(rights(given));
  });
});
