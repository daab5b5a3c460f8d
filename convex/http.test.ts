import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Webhook } from "standardwebhooks";
import { api, internal } from "./_generated/api";
import { openSchool, type School } from "./world.testing";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const issuer = "https://identity.example";

beforeEach(() => {
  vi.stubEnv("IDENTITY_WEBHOOK_SECRET", secret);
  vi.stubEnv("IDENTITY_ISSUER", issuer);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const told = (type: "user.created" | "user.updated", id: string, name: string, updatedAt: number) => ({
  type,
  object: "event",
  data: {
    id,
    first_name: name,
    last_name: "Noor",
    email_addresses: [
      { id: "old", email_address: "old@example.com", verification: { status: "verified" } },
      { id: "new", email_address: `${name.toLowerCase()}@example.com`, verification: { status: "verified" } },
    ],
    primary_email_address_id: "new",
    public_metadata: { role: "admin" },
    created_at: 1,
    updated_at: updatedAt,
  },
});
const deleted = (id: string) => ({
  type: "user.deleted",
  object: "event",
  data: { id, object: "user", deleted: true },
});

/** A delivery as the provider sends it; `change` tampers with it. */
function deliver(school: School, id: string, event: unknown, change: Record<string, string> = {}, at = new Date()) {
  const body = JSON.stringify(event);
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": new Webhook(secret).sign(id, at, body),
  };
  return school.t.fetch("/webhooks/identity", { method: "POST", body, headers: { ...headers, ...change } });
}
/** The signature of a deletion sent now as "d1". */
const signed = (id: string) => new Webhook(secret).sign("d1", new Date(), JSON.stringify(deleted(id)));
const personOf = (school: School, id: string) =>
  school.write(async ({ users }) => {
    const row = await users.byToken(`${issuer}|${id}`);
    return (
      row && { name: row.name, email: row.email, role: row.role, status: row.status, isGone: row.deletedAt !== null }
    );
  });

describe("the identity webhook over HTTP", () => {
  test("a signed delivery makes a student, whatever role the provider claims", async () => {
    const school = openSchool();
    const response = await deliver(school, "d1", told("user.created", "nia", "Nia", 10));
    expect(response.status).toBe(204);
    expect(await personOf(school, "nia")).toEqual({
      name: "Nia Noor",
      email: "nia@example.com",
      role: "student",
      status: "active",
      isGone: false,
    });
  });
  test("no sync touches a role", async () => {
    const school = openSchool();
    await deliver(school, "d1", told("user.created", "nia", "Nia", 10));
    await school.write(async ({ users }) => {
      const row = await users.byToken(`${issuer}|nia`);
      await users.change(row!._id, { role: "instructor" });
    });
    await deliver(school, "d2", told("user.updated", "nia", "Nina", 20));
    expect(await personOf(school, "nia")).toMatchObject({ name: "Nina Noor", role: "instructor" });
  });
  test("a name chosen here is not replaced by the provider's", async () => {
    const school = openSchool();
    await deliver(school, "d1", told("user.created", "nia", "Nia", 10));
    const nia = school.t.withIdentity({ issuer, subject: "nia", tokenIdentifier: `${issuer}|nia` });
    await nia.mutation(api.users.saveProfile, { name: "Captain Nia", headline: "", bio: "" });
    await deliver(school, "d2", told("user.updated", "nia", "Nina", 20));
    expect(await personOf(school, "nia")).toMatchObject({ name: "Captain Nia", email: "nina@example.com" });
  });

  const events = [
    ["d1", told("user.created", "nia", "Nia", 10)],
    ["d2", told("user.updated", "nia", "Nina", 20)],
    ["d3", told("user.updated", "nia", "Nadia", 30)],
  ] as const;
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ] as const;
  test.each(orders)("told three times in the order %j %j %j, the newest stands", async (...order) => {
    const school = openSchool();
    for (let round = 0; round < 3; round++) {
      for (const at of order) await deliver(school, events[at][0], events[at][1]);
    }
    expect(await personOf(school, "nia")).toEqual({
      name: "Nadia Noor",
      email: "nadia@example.com",
      role: "student",
      status: "active",
      isGone: false,
    });
  });
  test.each(orders)("a deleted person never returns, in the order %j %j %j", async (...order) => {
    const school = openSchool();
    const withEnd = [events[0], events[1], ["d4", deleted("nia")]] as const;
    for (let round = 0; round < 3; round++) {
      for (const at of order) await deliver(school, `${withEnd[at][0]}-${round}`, withEnd[at][1]);
    }
    expect(await personOf(school, "nia")).toMatchObject({ email: "", status: "deactivated", isGone: true });
    const nia = school.t.withIdentity({ issuer, subject: "nia", tokenIdentifier: `${issuer}|nia` });
    await expect(nia.mutation(api.users.arrive, {})).rejects.toMatchObject({
      data: { code: "forbidden", reason: "deleted" },
    });
    expect(await nia.query(api.users.me, {})).toBeNull();
  });

  const forgeries: [string, (school: School) => Promise<Response>][] = [
    ["without a signature", (s) => deliver(s, "d1", deleted("nia"), { "svix-signature": "" })],
    ["with another version of signature", (s) => deliver(s, "d1", deleted("nia"), { "svix-signature": "v2,AAAA" })],
    ["with a signature of other bytes", (s) => deliver(s, "d1", deleted("nia"), { "svix-signature": "v1,AAAA" })],
    ["with a signature that is no base64", (s) => deliver(s, "d1", deleted("nia"), { "svix-signature": "v1,%%%" })],
    ["with another id", (s) => deliver(s, "d1", deleted("nia"), { "svix-id": "d2" })],
    ["without an id", (s) => deliver(s, "d1", deleted("nia"), { "svix-id": "" })],
    ["with an id that borrows the time", (s) => deliver(s, "d1.1", deleted("nia"))],
    ["with an id longer than any", (s) => deliver(s, "d".repeat(201), deleted("nia"))],
    ["without a time", (s) => deliver(s, "d1", deleted("nia"), { "svix-timestamp": "" })],
    ["with a time that is no number", (s) => deliver(s, "d1", deleted("nia"), { "svix-timestamp": "soon" })],
    ["with a moved time", (s) => deliver(s, "d1", deleted("nia"), { "svix-timestamp": "1" })],
    ["with a time below zero", (s) => deliver(s, "d1", deleted("nia"), { "svix-timestamp": "-1" })],
    ["with a time in milliseconds", (s) => deliver(s, "d1", deleted("nia"), { "svix-timestamp": String(Date.now()) })],
    ["with a time that has a fraction", (s) => deliver(s, "d1", deleted("nia"), { "svix-timestamp": "1e3" })],
    ["signed with no version", (s) => deliver(s, "d1", deleted("nia"), { "svix-signature": signed("nia").slice(3) })],
    [
      "signed with half a signature",
      (s) => deliver(s, "d1", deleted("nia"), { "svix-signature": signed("nia").slice(0, 20) }),
    ],
    ["signed for another person", (s) => deliver(s, "d1", deleted("nia"), { "svix-signature": signed("someone") })],
    [
      "with so many signatures that the right one drowns",
      (s) => deliver(s, "d1", deleted("nia"), { "svix-signature": `${"v1,AAAA ".repeat(60)}${signed("nia")}` }),
    ],
    ["signed six minutes ago", (s) => deliver(s, "d1", deleted("nia"), {}, new Date(Date.now() - 360_000))],
    ["signed six minutes ahead", (s) => deliver(s, "d1", deleted("nia"), {}, new Date(Date.now() + 360_000))],
    [
      "signed with another secret",
      (s) => {
        const body = JSON.stringify(deleted("nia"));
        const other = new Webhook("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").sign("d1", new Date(), body);
        return deliver(s, "d1", deleted("nia"), { "svix-signature": other });
      },
    ],
    [
      "with a body that was changed on the way",
      (s) => {
        const at = new Date();
        const signature = new Webhook(secret).sign("d1", at, JSON.stringify(deleted("someone")));
        return deliver(s, "d1", deleted("nia"), { "svix-signature": signature }, at);
      },
    ],
  ];
  test.each(forgeries)("a delivery %s is refused and changes nothing", async (_, send) => {
    const school = openSchool();
    await deliver(school, "d0", told("user.created", "nia", "Nia", 10));
    expect((await send(school)).status).toBe(401);
    expect(await personOf(school, "nia")).toMatchObject({ status: "active", isGone: false });
  });
  test("one right signature among several is enough, as when a secret is being replaced", async () => {
    const school = openSchool();
    const at = new Date();
    const right = new Webhook(secret).sign("d1", at, JSON.stringify(deleted("nia")));
    const response = await deliver(school, "d1", deleted("nia"), { "svix-signature": `v1,AAAA ${right}` }, at);
    expect(response.status).toBe(204);
  });
  test("other events and bodies that are no events are thanked and ignored", async () => {
    const school = openSchool();
    expect((await deliver(school, "d1", { type: "session.created", data: { id: "x" } })).status).toBe(204);
    expect((await deliver(school, "d2", "words")).status).toBe(204);
    expect((await deliver(school, "d3", { type: "user.updated", data: {} })).status).toBe(204);
  });
  test("a school without a secret answers that it cannot listen", async () => {
    vi.stubEnv("IDENTITY_WEBHOOK_SECRET", undefined);
    expect((await deliver(openSchool(), "d1", deleted("nia"))).status).toBe(503);
  });
  test("with Clerk's issuer, only what Clerk signed is believed, about Clerk's people", async () => {
    const school = openSchool();
    vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", "https://clerk.example");
    expect((await deliver(school, "d1", told("user.created", "nia", "Nia", 10))).status).toBe(503);
    vi.stubEnv("CLERK_WEBHOOK_SIGNING_SECRET", secret);
    expect((await deliver(school, "d2", told("user.created", "nia", "Nia", 10))).status).toBe(204);
    expect(await personOf(school, "nia")).toBeNull();
    expect(await school.write(({ users }) => users.byToken("https://clerk.example|nia"))).toMatchObject({
      name: "Nia Noor",
    });
  });
  test("old deliveries are forgotten, recent ones are not", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const school = openSchool();
    await deliver(school, "d1", deleted("nia"));
    vi.setSystemTime(Date.now() + 20 * 24 * 3_600_000);
    await deliver(school, "d2", deleted("nia"));
    vi.setSystemTime(Date.now() + 20 * 24 * 3_600_000);
    expect(await school.t.mutation(internal.jobs.identity.forgetDeliveries, {})).toBe(1);
    expect(await school.t.mutation(internal.jobs.identity.forgetDeliveries, {})).toBe(0);
    vi.useRealTimers();
  });
});
