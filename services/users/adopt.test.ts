import { describe, expect, test } from "vitest";
import { memoryAuditStore } from "../audit/memory-audit-store";
import { memoryCourseStore } from "../courses/memory-course-store";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import { memoryInvitationStore } from "../invitations/memory-invitation-store";
import { memoryPost } from "../mail/mail-deps.testing";
import { memoryNotificationStore } from "../notifications/memory-notification-store";
import { applyIdentityEvent } from "./apply-identity-event";
import { arrive } from "./arrive";
import type { IdentityEvent } from "./identity-event";
import { issuerOf } from "./issuer";
import { memoryUserStore } from "./memory-user-store";
import type { User, UserId } from "./user";
import { newUser } from "./user-keys";

const today = "https://clerk.example";
const before = "https://identity.example";

/** A school with some people; those in `busy` have taken a course. */
function openSchool(people: (Partial<User> & Pick<User, "tokenIdentifier">)[], busy: UserId[] = []) {
  const rows = people.map((more, at) => ({
    ...newUser({ email: "nia@example.com", name: "Nia Noor", createdAt: 1, isEmailVerified: true, ...more }),
    _id: `user-${at + 1}` as UserId,
  }));
  const newestOf: EnrollmentReader["newestOf"] = async (id) => (busy.includes(id) ? [{} as never] : []);
  return {
    users: memoryUserStore(rows),
    enrollments: { newestOf },
    ...{
      courses: memoryCourseStore(),
      invitations: memoryInvitationStore(),
      notifications: memoryNotificationStore(),
      ...memoryPost(),
      audit: memoryAuditStore(),
    },
    clock: { now: () => 1_000 },
  };
}
type School = ReturnType<typeof openSchool>;

const session = (subject: string, more: Partial<Parameters<typeof arrive>[1]> = {}) => ({
  tokenIdentifier: `${today}|${subject}`,
  email: "nia@example.com",
  isEmailVerified: true,
  name: "Nia",
  ...more,
});
/** What Clerk's own session token says when nothing was added to it. */
const bare = { email: null, isEmailVerified: false, name: null };
const told = (subject: string, updatedAt: number, more: Partial<IdentityEvent & { kind: "told" }> = {}) => ({
  ...{ kind: "told" as const, subject, name: "Nia", email: "nia@example.com", isEmailVerified: true, updatedAt },
  ...more,
});
const standing = async ({ users }: School, subject: string) => {
  const row = await users.byToken(`${today}|${subject}`);
  return row && { _id: row._id, email: row.email, role: row.role, isEmailVerified: row.isEmailVerified };
};

describe("a school that changes its identity provider", () => {
  test("keeps its people: whoever proves their address again is who they were, with their role", async () => {
    const school = openSchool([{ tokenIdentifier: `${before}|user_nia`, role: "instructor", identityUpdatedAt: 900 }]);
    expect(await arrive(school, session("u1", { email: "Nia@Example.com" }))).toEqual({
      _id: "user-1",
      role: "instructor",
    });
    // The new provider's clock counts from now on, although the old one was ahead.
    await applyIdentityEvent(school, today, told("u1", 10, { email: "new@example.com" }));
    expect(await standing(school, "u1")).toMatchObject({ _id: "user-1", email: "new@example.com" });
  });
  test("the clock of the browser that someone came with last is kept, whatever else it says", async () => {
    const school = openSchool([]);
    const { _id } = await arrive(school, session("u1"), "Asia/Kolkata");
    for (const zone of [null, "", "Mars/Olympus", "../UTC"]) await arrive(school, session("u1"), zone);
    expect(await school.users.byId(_id)).toMatchObject({ seenTimeZone: "Asia/Kolkata", timeZone: null });
    await arrive(school, session("u1"), "Europe/Lisbon");
    expect(await school.users.byId(_id)).toMatchObject({ seenTimeZone: "Europe/Lisbon" });
  });
  test("and finds them again when it goes back", async () => {
    const school = openSchool([{ tokenIdentifier: `${before}|user_nia` }]);
    await arrive(school, session("u1"));
    const back = await arrive(school, session("", { tokenIdentifier: `${before}|user_nia` }));
    expect(back._id).toBe("user-1");
  });
  test.each([
    ["the address is not proven now", { isEmailVerified: true }, { isEmailVerified: false }],
    ["the address was not proven then", { isEmailVerified: false }, {}],
    ["there is no address", {}, bare],
    ["the row is of the provider of today", { tokenIdentifier: `${today}|other` }, {}],
    ["the person was deleted", { deletedAt: 5, status: "deactivated" as const }, {}],
  ])("but nobody is given another's row when %s", async (_, row, claims) => {
    const school = openSchool([{ tokenIdentifier: `${before}|user_nia`, role: "admin", ...row }]);
    const came = await arrive(school, session("u1", claims));
    expect(came).toEqual({ _id: "user-2", role: "student" });
    expect((await school.users.byId("user-1" as UserId))?.role).toBe("admin");
  });
  test("a row is given once: a second account with the same address is somebody else", async () => {
    const school = openSchool([{ tokenIdentifier: `${before}|user_nia`, role: "admin" }]);
    expect((await arrive(school, session("u1"))).role).toBe("admin");
    expect(await arrive(school, session("u2"))).toEqual({ _id: "user-2", role: "student" });
    expect((await arrive(school, session("u1"))).role).toBe("admin");
  });
  test("someone whom the school deactivated does not come back through the new door", async () => {
    const school = openSchool([{ tokenIdentifier: `${before}|user_nia`, status: "deactivated" }]);
    await expect(arrive(school, session("u1"))).rejects.toMatchObject({ data: { reason: "deactivated" } });
  });
});

describe("a session that comes before its address is known", () => {
  const school = (busy: UserId[] = []) =>
    openSchool([{ tokenIdentifier: `${before}|user_nia`, role: "instructor" }], busy);

  test("gives its empty row up for the one that waits, as soon as the address is told", async () => {
    const at = school();
    expect((await arrive(at, session("u1", bare)))._id).toBe("user-2");
    await applyIdentityEvent(at, today, told("u1", 10));
    expect(await standing(at, "u1")).toMatchObject({ _id: "user-1", role: "instructor" });
    expect(await at.users.byId("user-2" as UserId)).toMatchObject({ email: "", deletedAt: 1_000 });
  });
  test("keeps its row when something was done with it: nobody's work disappears", async () => {
    const at = school(["user-2" as UserId]);
    await arrive(at, session("u1", bare));
    await applyIdentityEvent(at, today, told("u1", 10));
    expect(await standing(at, "u1")).toMatchObject({ _id: "user-2", role: "student", email: "nia@example.com" });
    expect((await at.users.byId("user-1" as UserId))?.deletedAt).toBeNull();
  });
  test("ends the same whatever order the provider tells things in", async () => {
    const events = [
      told("u1", 10, { isEmailVerified: false }),
      told("u1", 20),
      told("u1", 30, { email: "later@example.com", isEmailVerified: false, name: "Nadia" }),
    ];
    const ends = new Set<string>();
    for (const order of orders(events)) {
      const at = school();
      await arrive(at, session("u1", bare));
      for (const event of [...order, ...order, ...order]) await applyIdentityEvent(at, today, event);
      ends.add(JSON.stringify({ ...(await at.users.byToken(`${today}|u1`)) }));
    }
    expect([...ends]).toHaveLength(1);
    expect(JSON.parse([...ends][0] ?? "{}")).toMatchObject({ _id: "user-1", name: "Nadia", role: "instructor" });
  });
});

test.each(["clerk.example", "https://clerk.example", "https://clerk.example/", " https://clerk.example// "])(
  "the issuer written as %j is one and the same",
  (written) => {
    expect(issuerOf(written)).toBe(today);
  },
);

function orders<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((one, at) => orders(things.filter((_, other) => other !== at)).map((rest) => [one, ...rest]));
}
