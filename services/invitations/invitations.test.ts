import { describe, expect, test } from "vitest";
import type { Actor, Role } from "../access/permissions";
import { memoryAuditStore } from "../audit/memory-audit-store";
import { memoryCourseStore } from "../courses/memory-course-store";
import { memoryPost } from "../mail/mail-deps.testing";
import { memoryNotificationStore } from "../notifications/memory-notification-store";
import { arrive } from "../users/arrive";
import { applyIdentityEvent } from "../users/apply-identity-event";
import { memoryUserStore } from "../users/memory-user-store";
import type { User, UserId } from "../users/user";
import { newUser } from "../users/user-keys";
import { expireInvitation } from "./expire-invitation";
import { forgetEnded } from "./forget-invitations";
import { standsFor } from "./invitation";
import { invite } from "./invite";
import { memoryInvitationMail, memoryInvitationStore } from "./memory-invitation-store";
import { resendInvitation } from "./resend-invitation";
import { restoreInvitation, revokeInvitation } from "./revoke-invitation";

const day = 24 * 60 * 60 * 1000;
const root: Actor = { id: "root" as UserId, role: "admin", name: "Root" };
const person = (id: string, role: Role, more: Partial<User> = {}): User => ({
  ...newUser({ tokenIdentifier: id, email: `${id}@example.com`, name: id, role, createdAt: 0, isEmailVerified: true }),
  ...more,
  _id: id as UserId,
});

function office(...people: User[]) {
  const time = { now: 1_000 };
  const deps = {
    users: memoryUserStore(people),
    enrollments: { newestOf: async () => [] },
    courses: memoryCourseStore(),
    invitations: memoryInvitationStore(),
    invitationMail: memoryInvitationMail(),
    audit: memoryAuditStore(),
    notifications: memoryNotificationStore(),
    ...memoryPost(),
    clock: { now: () => time.now },
  };
  const all = async () => (await deps.invitations.list({}, { numItems: 9, cursor: null })).page;
  return {
    deps,
    time,
    all,
    ask: (email: string, role: Role = "instructor") => invite(deps, root, { emails: [email], role }),
    come: (email: string, isEmailVerified = true) =>
      arrive(deps, { tokenIdentifier: `idp|${email}`, email, isEmailVerified, name: "Newcomer" }),
    only: async () => {
      const [row] = await all();
      if (!row) throw new Error("nobody was invited");
      return row;
    },
    acts: async () => (await deps.audit.list({ numItems: 20, cursor: null })).page.map(({ action }) => action).sort(),
  };
}
const refusal = (reason: string) => ({ data: { reason } });

describe("who comes with an invited address", () => {
  test("has the role from the first moment, once; the inviter is told, and it is written down", async () => {
    const { ask, come, only, deps, acts } = office(person("root", "admin"));
    await ask("Nia@Example.com");
    expect(await come("nia@example.com")).toMatchObject({ role: "instructor" });
    const { _id } = await come("nia@example.com");
    expect(await only()).toMatchObject({ status: "accepted", acceptedBy: _id, endedAt: 1_000 });
    // An admin thinks better of it: arriving again does not give the role a second time.
    await deps.users.change(_id, { role: "student" });
    expect(await come("nia@example.com")).toMatchObject({ role: "student" });
    expect(await acts()).toEqual(["invitation.accepted", "invitation.sent"]);
    expect((await deps.notifications.list(root.id, { numItems: 9, cursor: null })).page).toMatchObject([
      { kind: "invitationAccepted", params: { person: "Newcomer", role: "instructor" } },
    ]);
  });
  test("is a student until the address is proven, and has the role when it is", async () => {
    const { ask, come, only } = office();
    await ask("nia@example.com", "admin");
    expect(await come("nia@example.com", false)).toMatchObject({ role: "student" });
    expect(await only()).toMatchObject({ status: "pending" });
    expect(await come("nia@example.com", true)).toMatchObject({ role: "admin" });
  });
  test("keeps a higher role that an admin gave meanwhile", async () => {
    const { ask, come, deps } = office();
    await ask("nia@example.com", "instructor");
    await deps.users.add(
      newUser({ tokenIdentifier: "idp|nia@example.com", email: "", name: "Nia", role: "admin", createdAt: 1 }),
    );
    expect(await come("nia@example.com")).toMatchObject({ role: "admin" });
  });
  test("gets nothing from an invitation that was taken back or has run out, be its job late", async () => {
    const { ask, come, only, deps, time } = office();
    await ask("nia@example.com");
    await revokeInvitation(deps, root, (await only())._id);
    expect(await come("nia@example.com")).toMatchObject({ role: "student" });
    await ask("bo@example.com");
    time.now += standsFor;
    expect(await come("bo@example.com")).toMatchObject({ role: "student" });
  });
  test("is told nothing and given nothing by what the identity provider says of them", async () => {
    const { ask, come, deps, only } = office();
    await ask("nia@example.com", "admin");
    const told = {
      kind: "told" as const,
      subject: "nia@example.com",
      name: "Nia",
      email: "nia@example.com",
      isEmailVerified: true,
      updatedAt: 5,
    };
    await applyIdentityEvent(deps, "idp", told);
    expect(await deps.users.byToken("idp|nia@example.com")).toMatchObject({ role: "student" });
    expect(await only()).toMatchObject({ status: "pending" });
    expect(await come("nia@example.com")).toMatchObject({ role: "admin" });
  });
});

describe("inviting", () => {
  test("leaves who is here alone and names them; one who only claims the address is nobody", async () => {
    const { deps, all } = office(
      person("amy", "student"),
      person("gone", "student", { status: "deactivated" }),
      person("liar", "student", { email: "nia@example.com", emailKey: "nia@example.com", isEmailVerified: false }),
    );
    const emails = ["AMY@example.com", "gone@example.com", "nia@example.com"];
    expect(await invite(deps, root, { emails, role: "instructor" })).toEqual([
      {
        outcome: "here",
        email: "AMY@example.com",
        person: { _id: "amy", name: "amy", role: "student", status: "active" },
      },
      {
        outcome: "here",
        email: "gone@example.com",
        person: { _id: "gone", name: "gone", role: "student", status: "deactivated" },
      },
      { outcome: "invited", email: "nia@example.com" },
    ]);
    expect(await deps.users.byId("amy" as UserId)).toMatchObject({ role: "student" });
    expect((await all()).map(({ email }) => email)).toEqual(["nia@example.com"]);
    expect(deps.invitationMail.sent).toEqual(["nia@example.com as instructor, 1"]);
  });
  test("an address named twice is invited once, and one invited before anew, with the newer role", async () => {
    const { deps, all } = office();
    const twice = ["nia@example.com", "Nia@example.com"];
    expect(await invite(deps, root, { emails: twice, role: "student" })).toHaveLength(1);
    expect(await invite(deps, root, { emails: twice, role: "admin" })).toEqual([
      { outcome: "renewed", email: "nia@example.com" },
    ]);
    expect(await all()).toMatchObject([{ role: "admin", status: "pending", sentCount: 2 }]);
    expect(deps.invitationMail.sent).toEqual(["nia@example.com as student, 1", "nia@example.com as admin, 2"]);
  });
});

describe("an invitation", () => {
  test("runs out after 14 days, unless it was sent again", async () => {
    const { deps, time, ask, only } = office();
    await ask("nia@example.com");
    const { _id } = await only();
    expect(deps.jobs.asked).toEqual([{ name: "expireInvitation", args: { invitationId: _id }, delayMs: 14 * day }]);
    time.now += 10 * day;
    await resendInvitation(deps, root, _id);
    time.now += 4 * day;
    await expireInvitation(deps, _id);
    expect(await only()).toMatchObject({ status: "pending" });
    time.now += 10 * day;
    await expireInvitation(deps, _id);
    expect(await only()).toMatchObject({ status: "expired", endedAt: time.now });
    await resendInvitation(deps, root, _id);
    expect(await only()).toMatchObject({ status: "pending", endedAt: null, expiresAt: time.now + standsFor });
  });
  test("is taken back and given again without another mail, while its time lasts", async () => {
    const { deps, time, ask, only } = office();
    await ask("nia@example.com");
    const { _id } = await only();
    await revokeInvitation(deps, root, _id);
    await revokeInvitation(deps, root, _id);
    expect(await only()).toMatchObject({ status: "revoked", endedAt: 1_000 });
    await restoreInvitation(deps, root, _id);
    expect(await only()).toMatchObject({ status: "pending", endedAt: null, expiresAt: 1_000 + standsFor });
    expect(deps.invitationMail.sent).toHaveLength(1);
    await revokeInvitation(deps, root, _id);
    time.now += standsFor;
    await expect(restoreInvitation(deps, root, _id)).rejects.toMatchObject(refusal("invitation_over"));
  });
  test("that was accepted is over, and so is one whose address was invited again or is here", async () => {
    const { deps, ask, come, all, only } = office();
    await ask("nia@example.com");
    const first = (await only())._id;
    await revokeInvitation(deps, root, first);
    await ask("nia@example.com");
    await expect(restoreInvitation(deps, root, first)).rejects.toMatchObject(refusal("invitation_pending"));
    await expect(resendInvitation(deps, root, first)).rejects.toMatchObject(refusal("invitation_pending"));
    await come("nia@example.com");
    const [second] = await all();
    await expect(revokeInvitation(deps, root, second!._id)).rejects.toMatchObject(refusal("invitation_accepted"));
    await expect(resendInvitation(deps, root, second!._id)).rejects.toMatchObject(refusal("invitation_accepted"));
    await expect(resendInvitation(deps, root, first)).rejects.toMatchObject(refusal("invitation_here"));
  });
  test("leaves no address behind: 90 days after its end, and at once when its person is erased", async () => {
    const { deps, time, ask, come, all } = office();
    await ask("nia@example.com");
    await come("nia@example.com");
    await ask("bo@example.com");
    await revokeInvitation(deps, root, (await all())[0]!._id);
    time.now += 90 * day;
    expect(await forgetEnded(deps)).toBe(0);
    await applyIdentityEvent(deps, "idp", { kind: "deleted", subject: "nia@example.com" });
    expect((await all()).map(({ email }) => email)).toEqual(["bo@example.com"]);
    time.now += 1;
    expect(await forgetEnded(deps)).toBe(1);
    expect(await all()).toEqual([]);
  });
});
