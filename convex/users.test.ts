import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newUser } from "../services/users/user-keys";
import { api } from "./_generated/api";
import { openSchool } from "./world.testing";

const refusal = (code: string, reason: string) => ({ data: { code, reason } });
const issuer = "https://identity.example";
const page = { numItems: 20, cursor: null };

/** A session as the identity provider would vouch for it; nobody stands in the school for it yet. */
function newcomer(school: ReturnType<typeof openSchool>, subject: string, more: Record<string, unknown> = {}) {
  return school.t.withIdentity({ issuer, subject, tokenIdentifier: `${issuer}|${subject}`, ...more });
}

describe("arriving", () => {
  test("a new person is a student, once, however often they arrive", async () => {
    const school = openSchool();
    const nia = newcomer(school, "nia", { name: "Nia New", email: "nia@example.com", emailVerified: true });
    expect(await nia.query(api.users.me, {})).toBeNull();
    const { _id } = await nia.mutation(api.users.arrive, {});
    expect(await nia.mutation(api.users.arrive, {})).toEqual({ _id, role: "student" });
    expect(await nia.query(api.users.me, {})).toMatchObject({
      _id,
      name: "Nia New",
      email: "nia@example.com",
      unread: 0,
    });
  });
  test("someone without a session is asked to sign in", async () => {
    await expect(openSchool().t.mutation(api.users.arrive, {})).rejects.toMatchObject(
      refusal("unauthenticated", "sign_in"),
    );
  });
  test("a seeded person's row is theirs by a proven address, with its role, and by no other", async () => {
    const school = openSchool();
    const awaited = { tokenIdentifier: "pending|ada", email: "Ada@example.com", name: "Ada", createdAt: 1 };
    const expected = await school.write(({ users }) => users.add(newUser({ ...awaited, role: "instructor" })));
    const liar = newcomer(school, "liar", { email: "ada@example.com", emailVerified: false });
    expect((await liar.mutation(api.users.arrive, {})).role).toBe("student");
    const ada = newcomer(school, "ada", { email: "ada@example.com", emailVerified: true });
    expect(await ada.mutation(api.users.arrive, {})).toEqual({ _id: expected, role: "instructor" });
  });
  test("arriving never changes a role that an admin gave", async () => {
    const school = openSchool();
    const admin = await school.person("Amy Admin", "admin");
    const student = await school.person("Stu Dent");
    await admin.mutation(api.users.changeRole, { userId: student._id, role: "instructor" });
    expect(await student.mutation(api.users.arrive, {})).toEqual({ _id: student._id, role: "instructor" });
  });
  test("a role cannot be passed along", async () => {
    const school = openSchool();
    const nia = newcomer(school, "nia");
    await expect(nia.mutation(api.users.arrive, { role: "admin" } as never)).rejects.toThrow();
    const student = await school.person("Stu Dent");
    const profile = { name: "Stu", headline: "", bio: "" };
    await expect(student.mutation(api.users.saveProfile, { ...profile, role: "admin" } as never)).rejects.toThrow();
    expect(await student.query(api.users.me, {})).toMatchObject({ role: "student" });
  });
});

describe("profile and preferences", () => {
  test("what a person writes about themselves is kept and trimmed", async () => {
    const school = openSchool();
    const student = await school.person("Stu Dent");
    await student.mutation(api.users.saveProfile, { name: "  Stella Dent ", headline: "Sailor", bio: "" });
    await student.mutation(api.users.savePreferences, { theme: "dark", timeZone: "Europe/Lisbon" });
    expect(await student.query(api.users.me, {})).toMatchObject({
      name: "Stella Dent",
      headline: "Sailor",
      theme: "dark",
      locale: "en",
      timeZone: "Europe/Lisbon",
    });
  });
  test("a time zone that does not exist is refused at its field", async () => {
    const student = await openSchool().person("Stu Dent");
    await expect(student.mutation(api.users.savePreferences, { timeZone: "Mars/Olympus" })).rejects.toMatchObject({
      data: { code: "invalid", reason: "fields", fields: { timeZone: "time_zone" } },
    });
  });
  test("an empty name is refused at its field", async () => {
    const student = await openSchool().person("Stu Dent");
    await expect(student.mutation(api.users.saveProfile, { name: "  ", headline: "", bio: "" })).rejects.toMatchObject({
      data: { code: "invalid", fields: { name: expect.any(String) as string } },
    });
  });
});

describe("administering people", () => {
  test("a role change takes effect with the next call, is told, and is written down", async () => {
    const school = openSchool();
    const admin = await school.person("Amy Admin", "admin");
    const student = await school.person("Stu Dent");
    await expect(student.mutation(api.courses.create, { title: "Knots" })).rejects.toMatchObject(
      refusal("forbidden", "course.create"),
    );
    await admin.mutation(api.users.changeRole, { userId: student._id, role: "instructor" });
    await student.mutation(api.courses.create, { title: "Knots" });
    await admin.mutation(api.users.changeRole, { userId: student._id, role: "student" });
    await expect(student.mutation(api.courses.create, { title: "Ropes" })).rejects.toMatchObject(
      refusal("forbidden", "course.create"),
    );
    const told = await student.query(api.notifications.list, { paginationOpts: page });
    expect(told.page.map(({ kind, params }) => ({ kind, params }))).toEqual([
      { kind: "roleChanged", params: { role: "student" } },
      { kind: "roleChanged", params: { role: "instructor" } },
    ]);
    const log = await admin.query(api.audit.list, { paginationOpts: page });
    expect(log.page).toHaveLength(2);
    expect(log.page.at(-1)).toMatchObject({
      action: "user.roleChanged",
      actorName: "Amy Admin",
      targetId: student._id,
      targetLabel: "Stu Dent",
      before: '{"role":"student"}',
      after: '{"role":"instructor"}',
    });
  });
  test("an admin neither changes their own role nor closes their own account", async () => {
    const admin = await openSchool().person("Amy Admin", "admin");
    await expect(admin.mutation(api.users.changeRole, { userId: admin._id, role: "student" })).rejects.toMatchObject(
      refusal("conflict", "own_role"),
    );
    await expect(admin.mutation(api.users.deactivate, { userId: admin._id })).rejects.toMatchObject(
      refusal("conflict", "own_account"),
    );
  });
  test("a deactivated person is refused everywhere, still learns why, and comes back whole", async () => {
    const school = openSchool();
    const admin = await school.person("Amy Admin", "admin");
    const student = await school.person("Stu Dent");
    await admin.mutation(api.users.deactivate, { userId: student._id });
    await expect(student.query(api.learning.dashboard, {})).rejects.toMatchObject(refusal("forbidden", "deactivated"));
    await expect(student.query(api.learning.room, { slug: "x" })).rejects.toMatchObject(
      refusal("forbidden", "deactivated"),
    );
    await expect(student.mutation(api.users.arrive, {})).rejects.toMatchObject(refusal("forbidden", "deactivated"));
    expect(await student.query(api.users.me, {})).toMatchObject({ status: "deactivated" });
    await admin.mutation(api.users.reactivate, { userId: student._id });
    expect(await student.query(api.learning.dashboard, {})).toMatchObject({ active: [] });
  });
  test("people are found by the beginning of a name or an address, by role and by status", async () => {
    const school = openSchool();
    const admin = await school.person("Amy Admin", "admin");
    await school.person("Émile Zorn", "instructor");
    const ada = await school.person("Ada Byte");
    await school.person("Adam Bit", "student", { status: "deactivated" });
    const names = async (filter: Record<string, string>) =>
      (await admin.query(api.users.list, { ...filter, paginationOpts: page })).page.map((row) => row.name);
    expect(await names({})).toEqual(["Ada Byte", "Adam Bit", "Amy Admin", "Émile Zorn"]);
    expect(await names({ search: "ada" })).toEqual(["Ada Byte", "Adam Bit"]);
    expect(await names({ search: "ada", status: "active" })).toEqual(["Ada Byte"]);
    expect(await names({ search: ada.email })).toEqual(["Ada Byte"]);
    expect(await names({ role: "instructor" })).toEqual(["Émile Zorn"]);
    expect(await names({ status: "deactivated" })).toEqual(["Adam Bit"]);
  });
  test("one person's page shows their courses and what was done to them", async () => {
    const school = openSchool();
    const admin = await school.person("Amy Admin", "admin");
    const owner = await school.person("Olive Owner", "instructor");
    const student = await school.person("Stu Dent");
    const { courseId } = await school.course(owner._id);
    await student.mutation(api.enrollments.enroll, { courseId });
    await admin.mutation(api.users.changeRole, { userId: student._id, role: "instructor" });
    expect(await admin.query(api.users.get, { userId: student._id })).toMatchObject({
      name: "Stu Dent",
      enrollmentCount: 1,
      enrollments: [{ courseId, status: "active" }],
      audit: [{ action: "user.roleChanged" }],
    });
  });
  test("the school's numbers are kept as people come and change", async () => {
    const school = openSchool();
    const admin = await school.person("Amy Admin", "admin");
    const owner = await school.person("Olive Owner", "instructor");
    const student = await school.person("Stu Dent");
    const { courseId } = await school.course(owner._id);
    await school.course(owner._id, { status: "draft" });
    await student.mutation(api.enrollments.enroll, { courseId });
    await admin.mutation(api.users.changeRole, { userId: student._id, role: "instructor" });
    expect(await admin.query(api.school.overview, {})).toEqual({
      users: 3,
      students: 0,
      instructors: 2,
      admins: 1,
      coursesPublished: 1,
      coursesDraft: 1,
      enrollmentsActive: 1,
      enrollmentsCompleted: 0,
    });
  });
});

describe("the first admin", () => {
  beforeEach(() => {
    vi.stubEnv("BOOTSTRAP_TOKEN", "a-long-and-secret-token");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  test("comes from the printed token, once", async () => {
    const school = openSchool();
    const first = await school.person("Fay First");
    const second = await school.person("Sam Second");
    await first.mutation(api.users.claimSchool, { token: "a-long-and-secret-token" });
    expect(await first.query(api.users.me, {})).toMatchObject({ role: "admin" });
    await expect(second.mutation(api.users.claimSchool, { token: "a-long-and-secret-token" })).rejects.toMatchObject(
      refusal("conflict", "bootstrap_used"),
    );
  });
  test.each(["", "a-long-and-secret-toke", "a-long-and-secret-token!", "b-long-and-secret-token"])(
    "does not come from the token %j",
    async (token) => {
      const student = await openSchool().person("Stu Dent");
      await expect(student.mutation(api.users.claimSchool, { token })).rejects.toMatchObject(
        refusal("forbidden", "bootstrap_wrong"),
      );
    },
  );
  test("a school without a token has no first admin to claim", async () => {
    vi.stubEnv("BOOTSTRAP_TOKEN", undefined);
    const student = await openSchool().person("Stu Dent");
    await expect(student.mutation(api.users.claimSchool, { token: "" })).rejects.toMatchObject(
      refusal("forbidden", "bootstrap_wrong"),
    );
  });
});
