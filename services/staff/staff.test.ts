import { describe, expect, test } from "vitest";
import type { Actor, Role } from "../access/permissions";
import { memoryAuditStore } from "../audit/memory-audit-store";
import type { CourseStaff } from "../courses/course";
import { mostStaff } from "../courses/course-store";
import { someCourse } from "../courses/course-store.contract";
import { memoryCourseStore } from "../courses/memory-course-store";
import { standsFor } from "../invitations/invitation";
import { invite } from "../invitations/invite";
import { memoryInvitationMail, memoryInvitationStore } from "../invitations/memory-invitation-store";
import { memoryPost } from "../mail/mail-deps.testing";
import { memoryNotificationStore } from "../notifications/memory-notification-store";
import type { Id } from "../shared/id";
import { arrive } from "../users/arrive";
import { memoryUserStore } from "../users/memory-user-store";
import type { User, UserId } from "../users/user";
import { newUser } from "../users/user-keys";
import { addStaff, mostAsked } from "./add-staff";
import { changeStaffRole, removeStaff, uninviteStaff } from "./change-staff";
import { readStaff } from "./staff-list";

const knots = "knots" as Id<"courses">;
const ropes = "ropes" as Id<"courses">;
const ada: Actor = { id: "ada" as UserId, role: "instructor", name: "Ada" };
const root: Actor = { id: "root" as UserId, role: "admin", name: "Root" };
const person = (id: string, role: Role, more: Partial<User> = {}): User => ({
  ...newUser({ tokenIdentifier: id, email: `${id}@example.com`, name: id, role, createdAt: 0, isEmailVerified: true }),
  ...more,
  _id: id as UserId,
});

function office(staff: readonly CourseStaff[] = []) {
  const time = { now: 1_000 };
  const course = someCourse({ ownerId: ada.id });
  const owners = [knots, ropes].map((courseId) => ({ courseId, userId: ada.id, role: "owner" as const }));
  const deps = {
    users: memoryUserStore([
      person("ada", "instructor", { name: "Ada" }),
      person("bo", "instructor"),
      person("amy", "student"),
      person("gone", "instructor", { status: "deactivated" }),
    ]),
    courses: memoryCourseStore(
      [
        { ...course, _id: knots, title: "Knots" },
        { ...course, _id: ropes, title: "Ropes" },
      ],
      [...owners, ...staff],
    ),
    enrollments: { newestOf: async () => [] },
    invitations: memoryInvitationStore(),
    invitationMail: memoryInvitationMail(),
    audit: memoryAuditStore(),
    notifications: memoryNotificationStore(),
    ...memoryPost(),
    clock: { now: () => time.now },
  };
  const page = { numItems: 20, cursor: null };
  return {
    deps,
    time,
    add: (email: string, role: "editor" | "grader" = "editor", courseId = knots) =>
      addStaff(deps, ada, { courseId, email, role }),
    come: (email: string, isEmailVerified = true) =>
      arrive(deps, { tokenIdentifier: `idp|${email}`, email, isEmailVerified, name: "Nia" }),
    list: (actor = ada) => readStaff(deps, actor, knots),
    told: async (id: string) => (await deps.notifications.list(id as UserId, page)).page,
    letters: async () => (await deps.mails.list({}, page)).page.map(({ template, params }) => ({ template, params })),
    acts: async () =>
      (await deps.audit.about("user", "bo", 20)).map((entry) => [entry.action, entry.targetLabel, entry.after]),
  };
}
const refusal = (reason: string) => ({ data: { reason } });

describe("an owner", () => {
  test("adds an instructor of the school: on the staff at once, told by news and letter, and written down", async () => {
    const { add, list, told, letters, acts } = office();
    expect(await add("BO@example.com", "grader")).toEqual({ outcome: "asked" });
    expect((await list()).people.map(({ name, role, email }) => [name, role, email])).toEqual([
      ["Ada", "owner", "ada@example.com"],
      ["bo", "grader", "bo@example.com"],
    ]);
    expect(await told("bo")).toMatchObject([
      { kind: "staffAdded", params: { course: "Knots", role: "grader", by: "Ada" }, href: "/teach/courses/knots" },
    ]);
    expect((await letters()).map(({ template }) => template)).toEqual(["staffInvitation"]);
    expect(await acts()).toEqual([["staff.added", "bo · Knots", '{"role":"grader"}']]);
  });
  test("changes a part and takes someone off; nothing happens twice, and the owner stays", async () => {
    const { deps, add, list, told, acts } = office();
    await add("bo@example.com", "grader");
    const bo = { courseId: knots, userId: "bo" as UserId };
    await changeStaffRole(deps, ada, { ...bo, role: "editor" });
    await changeStaffRole(deps, ada, { ...bo, role: "editor" });
    expect((await list()).people[1]).toMatchObject({ role: "editor" });
    await removeStaff(deps, ada, bo);
    await expect(removeStaff(deps, ada, bo)).rejects.toMatchObject(refusal("staff"));
    expect((await list()).people).toHaveLength(1);
    expect((await told("bo")).map(({ kind }) => kind)).toEqual(["staffRemoved", "staffAdded", "staffAdded"]);
    expect((await acts()).map(([action]) => action).sort()).toEqual([
      "staff.added",
      "staff.removed",
      "staff.roleChanged",
    ]);
    const herself = { courseId: knots, userId: ada.id };
    await expect(removeStaff(deps, root, herself)).rejects.toMatchObject(refusal("staff_owner"));
    await expect(changeStaffRole(deps, ada, { ...herself, role: "grader" })).rejects.toMatchObject(
      refusal("staff_owner"),
    );
  });
  test("who is put on and taken off all day gets one letter for each part a day", async () => {
    const { deps, time, add, letters } = office();
    const bo = { courseId: knots, userId: "bo" as UserId };
    const count = async () => (await letters()).filter(({ template }) => template === "staffInvitation").length;
    for (let n = 0; n < 3; n++) {
      await add("bo@example.com", "grader");
      await removeStaff(deps, ada, bo);
    }
    expect(await count()).toBe(1);
    time.now += 24 * 60 * 60_000;
    await add("bo@example.com", "grader");
    expect(await count()).toBe(2);
  });
  test.each([
    ["a student", "amy@example.com"],
    ["someone whose account is closed", "gone@example.com"],
  ])("is told no more of %s than that they cannot help; admins read who was wanted", async (_, email) => {
    const { deps, add, list } = office();
    expect(await add(email)).toEqual({ outcome: "unfit" });
    expect((await list()).people).toHaveLength(1);
    const [written] = (await deps.audit.list({ numItems: 5, cursor: null })).page;
    expect(written).toMatchObject({ action: "staff.unfit", targetKind: "user", actorId: ada.id });
  });
  test("is refused who is on the staff", async () => {
    const { add, list } = office();
    await expect(add("ada@example.com")).rejects.toMatchObject(refusal("staff_already"));
    expect((await list()).people).toHaveLength(1);
  });
  test("hears the same of an address that the school knows and of one that nobody has", async () => {
    const { add } = office();
    expect(await add("bo@example.com")).toEqual(await add("nia@example.com"));
  });
  test("tries out no list of addresses: what cannot be counts as well, for an hour", async () => {
    const { add, time } = office();
    for (let n = 0; n < mostAsked; n++) await add("amy@example.com");
    await expect(add("bo@example.com")).rejects.toMatchObject(refusal("staff_too_many"));
    time.now += 60 * 60_000 + 1;
    expect(await add("bo@example.com")).toEqual({ outcome: "asked" });
  });
  test("is refused more people than a course takes, those it waits for included", async () => {
    const many = Array.from({ length: mostStaff - 2 }, (_, n) => ({
      ...{ courseId: knots, userId: `helper-${n}` as UserId, role: "grader" as const },
    }));
    const { add } = office(many);
    await add("nia@example.com");
    await expect(add("bo@example.com")).rejects.toMatchObject(refusal("staff_full"));
    await expect(add("zoe@example.com")).rejects.toMatchObject(refusal("staff_full"));
    // Who is waited for already can be written to once more.
    expect(await add("nia@example.com", "grader")).toEqual({ outcome: "asked" });
  });
});

describe("an editor and a grader", () => {
  test.each(["editor", "grader"] as const)(
    "an %s sees who makes the course, without addresses, and adds nobody",
    async (role) => {
      const { deps, list } = office([{ courseId: knots, userId: "bo" as UserId, role }]);
      const bo: Actor = { id: "bo" as UserId, role: "instructor", name: "bo" };
      expect(await list(bo)).toMatchObject({
        people: [
          { name: "Ada", email: null },
          { name: "bo", email: null, isSelf: true },
        ],
        awaited: [],
        mayManage: false,
      });
      const wish = { courseId: knots, email: "nia@example.com", role: "editor" as const };
      await expect(addStaff(deps, bo, wish)).rejects.toMatchObject(refusal("course_right"));
      await expect(removeStaff(deps, bo, { courseId: knots, userId: bo.id })).rejects.toMatchObject(
        refusal("course_right"),
      );
    },
  );
});

describe("an address that nobody has", () => {
  test("is invited as an instructor, and the invitation brings every course that wanted its help, once", async () => {
    const { deps, add, list, come, told } = office();
    expect(await add("Nia@example.com", "grader")).toEqual({ outcome: "asked" });
    await add("nia@example.com", "editor", ropes);
    expect(deps.invitationMail.sent).toEqual([
      "Nia@example.com as instructor, 1, grader of Knots",
      "Nia@example.com as instructor, 2, editor of Ropes",
    ]);
    expect((await list()).awaited).toMatchObject([{ email: "Nia@example.com", role: "grader", isStanding: true }]);
    expect(await come("nia@example.com", false)).toMatchObject({ role: "student" });
    expect(await deps.courses.staffOf(knots)).toHaveLength(1);
    const { _id, role } = await come("nia@example.com");
    expect(role).toBe("instructor");
    expect(await deps.courses.staffRole(knots, _id)).toBe("grader");
    expect(await deps.courses.staffRole(ropes, _id)).toBe("editor");
    expect(await list()).toMatchObject({ people: [{ name: "Ada" }, { name: "Nia", role: "grader" }], awaited: [] });
    expect(await told("ada")).toMatchObject([{ kind: "invitationAccepted", href: "/teach/courses/knots/staff" }]);
    await removeStaff(deps, ada, { courseId: knots, userId: _id });
    await come("nia@example.com");
    expect(await deps.courses.staffRole(knots, _id)).toBeNull();
  });
  test("that runs out gives nothing, says so, and is waited for once when it is invited anew", async () => {
    const { add, list, come, time } = office();
    await add("nia@example.com");
    time.now += standsFor;
    expect((await list()).awaited).toMatchObject([{ isStanding: false }]);
    expect(await come("nia@example.com")).toMatchObject({ role: "student" });
    expect((await list()).people).toHaveLength(1);
  });
  test("is let go by the course, and the invitation with it when it was made for the course alone", async () => {
    const { deps, add, list, come } = office();
    await add("nia@example.com");
    await add("nia@example.com", "editor", ropes);
    const [awaited] = (await list()).awaited;
    const ours = { courseId: knots, invitationId: awaited!.invitationId };
    await uninviteStaff(deps, ada, ours);
    await expect(uninviteStaff(deps, ada, ours)).rejects.toMatchObject(refusal("invitation"));
    expect(await deps.invitations.byId(ours.invitationId)).toMatchObject({ status: "pending" });
    await uninviteStaff(deps, ada, { ...ours, courseId: ropes });
    expect(await deps.invitations.byId(ours.invitationId)).toMatchObject({ status: "revoked" });
    expect(await come("nia@example.com")).toMatchObject({ role: "student" });
  });
  test("that the school invited by itself stays invited when the course lets it go", async () => {
    const { deps, add, list } = office();
    await add("nia@example.com");
    await invite(deps, root, { emails: ["nia@example.com"], role: "instructor" });
    const [awaited] = (await list()).awaited;
    await uninviteStaff(deps, ada, { courseId: knots, invitationId: awaited!.invitationId });
    expect(await deps.invitations.byId(awaited!.invitationId)).toMatchObject({ status: "pending" });
  });
  test("that the school invited stands no longer because a course wants them too; one that is over is made anew", async () => {
    const { deps, time, add } = office();
    await invite(deps, root, { emails: ["nia@example.com"], role: "admin" });
    const [first] = (await deps.invitations.list({}, { numItems: 5, cursor: null })).page;
    time.now += standsFor - 1;
    await add("nia@example.com");
    expect(await deps.invitations.byId(first!._id)).toMatchObject({ role: "admin", expiresAt: first!.expiresAt });
    expect(deps.invitationMail.sent.at(-1)).toBe("nia@example.com as admin, 2, editor of Knots");
    time.now += 1;
    await add("nia@example.com");
    expect(await deps.invitations.byId(first!._id)).toMatchObject({ status: "expired" });
    expect(await deps.invitations.pendingOf("nia@example.com")).toMatchObject({ role: "instructor", isForStaff: true });
  });
  test("that the school invited as a student is for the school to raise, and no course does it", async () => {
    const { deps, add, come } = office();
    await invite(deps, root, { emails: ["nia@example.com"], role: "student" });
    expect(await add("nia@example.com")).toEqual({ outcome: "unfit" });
    // Lowered after a course had asked: nobody who may not teach is on a staff.
    await add("zoe@example.com");
    await invite(deps, root, { emails: ["zoe@example.com"], role: "student" });
    const { _id, role } = await come("zoe@example.com");
    expect(role).toBe("student");
    expect(await deps.courses.staffRole(knots, _id)).toBeNull();
  });
});
