import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { standsFor } from "../services/invitations/invitation";
import { api } from "./_generated/api";
import { openSchool } from "./world.testing";

const page = { paginationOpts: { numItems: 20, cursor: null } };
const issuer = "https://identity.example";
const refusal = (code: string, reason: string) => ({ data: { code, reason } });

async function openOffice() {
  const school = openSchool();
  const admin = await school.person("Amy Admin", "admin");
  return {
    school,
    admin,
    listed: async () => (await admin.query(api.invitations.list, page)).page,
    come: (subject: string, email: string, emailVerified = true) =>
      school.t
        .withIdentity({
          issuer,
          subject,
          tokenIdentifier: `${issuer}|${subject}`,
          name: "Nia New",
          email,
          emailVerified,
        })
        .mutation(api.users.arrive, {}),
  };
}

describe("invitations", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("someone invited has their role with the first call, and the list says so at once", async () => {
    const { admin, listed, come } = await openOffice();
    await admin.mutation(api.invitations.invite, { emails: ["Nia@Example.com"], role: "instructor" });
    expect(await listed()).toMatchObject([{ email: "Nia@Example.com", role: "instructor", status: "pending" }]);
    const { _id, role } = await come("nia", "nia@example.com");
    expect(role).toBe("instructor");
    expect(await listed()).toMatchObject([{ status: "accepted", acceptedBy: _id }]);
  });
  test("50 people who arrive with one invited address at once: exactly one has the role", async () => {
    const { admin, come } = await openOffice();
    await admin.mutation(api.invitations.invite, { emails: ["nia@example.com"], role: "admin" });
    const came = await Promise.all(Array.from({ length: 50 }, (_, i) => come(`nia-${i}`, "nia@example.com")));
    expect(came.filter(({ role }) => role === "admin")).toHaveLength(1);
  });
  test("the mail names the inviter and the role, and leads to signing up with the address", async () => {
    const { school, admin } = await openOffice();
    await admin.mutation(api.invitations.invite, { emails: ["nia+x@example.com"], role: "instructor" });
    const { page: mails } = await school.write((stores) => stores.mails.list({}, { numItems: 5, cursor: null }));
    expect(mails).toMatchObject([{ template: "platformInvitation", to: "nia+x@example.com", userId: null }]);
    expect(JSON.parse(mails[0]?.params ?? "")).toMatchObject({
      by: "Amy Admin",
      role: "instructor",
      href: "/sign-up?email=nia%2Bx%40example.com",
    });
  });
  test("nobody is invited while the school does not know its address", async () => {
    const { admin, listed } = await openOffice();
    vi.stubEnv("SCHOOL_ORIGIN", undefined);
    await expect(
      admin.mutation(api.invitations.invite, { emails: ["nia@example.com"], role: "student" }),
    ).rejects.toMatchObject(refusal("unavailable", "school_address_unknown"));
    expect(await listed()).toEqual([]);
  });
  test("an invitation runs out by itself, and those who look at the list see it", async () => {
    const { school, admin, listed, come } = await openOffice();
    await admin.mutation(api.invitations.invite, { emails: ["nia@example.com"], role: "admin" });
    vi.advanceTimersByTime(standsFor + 1);
    await school.t.finishInProgressScheduledFunctions();
    expect(await listed()).toMatchObject([{ status: "expired" }]);
    expect((await come("nia", "nia@example.com")).role).toBe("student");
  });
  test.each([
    ["what is no address", { emails: ["nia"], role: "student" }],
    ["nobody", { emails: [], role: "student" }],
    ["more than one act may", { emails: Array.from({ length: 51 }, (_, i) => `n${i}@example.com`), role: "student" }],
    ["an address with a line break", { emails: ["nia@example.com\nBcc: all@example.com"], role: "student" }],
  ])("inviting %s is refused at its field and leaves nothing behind", async (_, args) => {
    const { admin, listed } = await openOffice();
    await expect(admin.mutation(api.invitations.invite, args as never)).rejects.toMatchObject({
      data: { code: "invalid", reason: "fields" },
    });
    expect(await listed()).toEqual([]);
  });
  test("an address of someone who is here changes nothing and is told to the admin alone", async () => {
    const { school, admin, listed } = await openOffice();
    const student = await school.person("Stu Dent", "student", { isEmailVerified: true });
    const args = { emails: [student.email], role: "admin" as const };
    await expect(student.mutation(api.invitations.invite, args)).rejects.toMatchObject(
      refusal("forbidden", "user.manage"),
    );
    expect(await admin.mutation(api.invitations.invite, args)).toEqual([
      {
        outcome: "here",
        email: student.email,
        person: { _id: student._id, name: "Stu Dent", role: "student", status: "active" },
      },
    ]);
    expect(await student.query(api.users.me, {})).toMatchObject({ role: "student" });
    expect(await listed()).toEqual([]);
  });
  test("an invitation that is gone is not found", async () => {
    const { school, admin } = await openOffice();
    await admin.mutation(api.invitations.invite, { emails: ["nia@example.com"], role: "student" });
    const [row] = (await admin.query(api.invitations.list, page)).page;
    await school.write(({ invitations }) => invitations.remove(row!._id));
    await expect(admin.mutation(api.invitations.revoke, { invitationId: row!._id })).rejects.toMatchObject(
      refusal("not_found", "invitation"),
    );
  });
});
