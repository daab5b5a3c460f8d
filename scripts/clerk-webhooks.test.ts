import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import type { Served } from "../runtime/conformance/support/harness";
import {
  newKey,
  openingMs,
  openIssuer,
  serveSchool,
  sessionClaims,
  sign,
  WEBHOOK_SECRET,
  type Key,
} from "./clerk.testing";

/** Clerk's webhooks over HTTP at the embedded runtime, signed as svix signs them. */
let served: Served;
let issuer: Awaited<ReturnType<typeof openIssuer>>;
let key: Key;

beforeAll(async () => {
  key = await newKey("ins_webhooks");
  issuer = await openIssuer([key]);
  served = await serveSchool(issuer.url);
}, openingMs);
afterAll(async () => {
  await served.stop();
  await issuer.close();
});

let made = 0;
/** An id that no other test of this file has. */
const newSubject = () => `user_${process.pid}n${++made}`;

/** An event about a person as Clerk sends it, with everything that the school does not read. */
const told = (type: "user.created" | "user.updated", id: string, name: string, updatedAt: number) => ({
  type,
  object: "event",
  timestamp: updatedAt,
  instance_id: "ins_1",
  event_attributes: { http_request: { client_ip: "192.0.2.7", user_agent: "Firefox" } },
  data: {
    id,
    object: "user",
    first_name: name,
    last_name: "Noor",
    email_addresses: [
      {
        id: "idn_1",
        object: "email_address",
        email_address: `${name.toLowerCase()}.${id}@example.com`,
        verification: { status: "verified", strategy: "email_code" },
        linked_to: [],
      },
    ],
    primary_email_address_id: "idn_1",
    external_accounts: [],
    public_metadata: { role: "admin" },
    private_metadata: { role: "admin" },
    unsafe_metadata: { role: "admin" },
    role: "admin",
    banned: false,
    created_at: 1,
    updated_at: updatedAt,
  },
});
const deleted = (id: string) => ({
  type: "user.deleted",
  object: "event",
  data: { id, object: "user", deleted: true },
});

type Headers = Record<string, string | undefined>;
/** Sends a body; `change` replaces headers, and takes away those that are undefined. */
async function send(id: string, body: string, change: Headers = {}, at = new Date(), path = "/webhooks/identity") {
  const headers: Headers = {
    "content-type": "application/json",
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": new Webhook(WEBHOOK_SECRET).sign(id, at, body),
    ...change,
  };
  const given = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const answer = await fetch(served.siteUrl + path, { method: "POST", headers: given, body });
  await answer.text();
  return answer.status;
}
const deliver = (id: string, event: object) => send(id, JSON.stringify(event));

/** The person as they see themselves, and null where nobody is. */
async function personOf(subject: string) {
  const client = served.http();
  client.setAuth(await sign(sessionClaims(issuer.url, subject), key));
  const me = await client.query(api.users.me, {});
  return me && { name: me.name, email: me.email, role: me.role, status: me.status };
}
async function arrive(subject: string, more: Record<string, unknown> = {}) {
  const client = served.http();
  client.setAuth(await sign(sessionClaims(issuer.url, subject, more), key));
  return client.mutation(api.users.arrive, {});
}

function orders<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((one, at) => orders(things.filter((_, other) => other !== at)).map((rest) => [one, ...rest]));
}
const indices = orders([0, 1, 2]);

describe("Clerk's webhooks at a running school", () => {
  test("an event makes a student, known by the name and the address that Clerk has", async () => {
    const subject = newSubject();
    expect(await deliver(`msg_${subject}`, told("user.created", subject, "Nia", 10))).toBe(204);
    expect(await personOf(subject)).toEqual({
      name: "Nia Noor",
      email: `nia.${subject}@example.com`,
      role: "student",
      status: "active",
    });
    expect(await arrive(subject)).toMatchObject({ role: "student" });
  });
  test("an event sent again with other content under the same id is not done again", async () => {
    const subject = newSubject();
    await deliver(`msg_${subject}`, told("user.created", subject, "Nia", 10));
    expect(await deliver(`msg_${subject}`, told("user.updated", subject, "Eve", 99))).toBe(204);
    expect(await personOf(subject)).toMatchObject({ name: "Nia Noor" });
  });
  test("the same event at the same moment, twenty times, makes one person", async () => {
    const subject = newSubject();
    const event = told("user.created", subject, "Nia", 10);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => deliver(`msg_${subject}_${at % 4}`, event)),
    );
    expect(new Set(answers)).toEqual(new Set([204]));
    expect(await personOf(subject)).toMatchObject({ name: "Nia Noor" });
  });
  test.each(indices)("three events three times each in the order %j %j %j end in the newest", async (...order) => {
    const subject = newSubject();
    const events = [
      told("user.created", subject, "Nia", 10),
      told("user.updated", subject, "Nina", 20),
      told("user.updated", subject, "Nadia", 30),
    ];
    for (let round = 0; round < 3; round++) {
      for (const at of order) await deliver(`msg_${subject}_${at}_${round}`, events[at] ?? {});
    }
    expect(await personOf(subject)).toEqual({
      name: "Nadia Noor",
      email: `nadia.${subject}@example.com`,
      role: "student",
      status: "active",
    });
  });
  test.each(indices)("a deleted person never returns, in the order %j %j %j", async (...order) => {
    const subject = newSubject();
    const events = [
      told("user.created", subject, "Nia", 10),
      told("user.updated", subject, "Nina", 20),
      deleted(subject),
    ];
    for (let round = 0; round < 3; round++) {
      for (const at of order) await deliver(`msg_${subject}_${at}_${round}`, events[at] ?? {});
    }
    expect(await personOf(subject)).toBeNull();
    // A session that is still running opens nothing either.
    const claims = { email: `nia.${subject}@example.com`, email_verified: true };
    await expect(arrive(subject, claims)).rejects.toMatchObject({ data: { code: "forbidden", reason: "deleted" } });
    expect(await personOf(subject)).toBeNull();
  });
  test("somebody who starts anew with the address of a deleted person is a new person", async () => {
    const [gone, anew] = [newSubject(), newSubject()];
    await deliver(`msg_${gone}_1`, told("user.created", gone, "Nia", 10));
    await deliver(`msg_${gone}_2`, deleted(gone));
    const claims = { email: `nia.${gone}@example.com`, email_verified: true };
    expect(await arrive(anew, claims)).toMatchObject({ role: "student" });
    expect(await personOf(gone)).toBeNull();
  });
  test("other kinds of events, and bodies that are none, are thanked and do nothing", async () => {
    const subject = newSubject();
    for (const [at, body] of [
      JSON.stringify({ ...told("user.created", subject, "Nia", 10), type: "session.created" }),
      JSON.stringify({ type: "organizationMembership.created", data: { role: "org:admin", id: subject } }),
      JSON.stringify({ type: "user.created", data: { id: "" } }),
      JSON.stringify([]),
      "null",
      "words",
      "",
    ].entries()) {
      expect(await send(`msg_${subject}_${at}`, body)).toBe(204);
    }
    expect(await personOf(subject)).toBeNull();
  });
});

const now = () => new Date();
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));
const right = (id: string, body: string, at = now()) => new Webhook(WEBHOOK_SECRET).sign(id, at, body);
const wrongSecret = `whsec_${Buffer.from("another secret, also 32 bytes ok").toString("base64")}`;

/** Every way that we know to deliver what Clerk did not send: each tries to delete a person. */
const forgeries: Record<string, (id: string, body: string, other: string) => Promise<number>> = {
  "without any signature": (id, body) => send(id, body, { "svix-signature": undefined }),
  "with an empty signature": (id, body) => send(id, body, { "svix-signature": "" }),
  "with a signature of nothing": (id, body) => send(id, body, { "svix-signature": "v1," }),
  "with a signature of zeros": (id, body) =>
    send(id, body, { "svix-signature": `v1,${Buffer.alloc(32).toString("base64")}` }),
  "with a signature of other bytes": (id, body) => send(id, body, { "svix-signature": "v1,AAAA" }),
  "with a signature that is no base64": (id, body) => send(id, body, { "svix-signature": "v1,%%%" }),
  "with the right signature under another version": (id, body) =>
    send(id, body, { "svix-signature": right(id, body).replace("v1,", "v2,") }),
  "with the asymmetric version of a signature": (id, body) =>
    send(id, body, { "svix-signature": right(id, body).replace("v1,", "v1a,") }),
  "with the right signature and no version": (id, body) =>
    send(id, body, { "svix-signature": right(id, body).slice(3) }),
  "with half of the right signature": (id, body) => send(id, body, { "svix-signature": right(id, body).slice(0, 24) }),
  "with the right signature in hexadecimal": (id, body) =>
    send(id, body, {
      "svix-signature": `v1,${Buffer.from(right(id, body).slice(3), "base64").toString("hex")}`,
    }),
  "with the right one behind sixty others": (id, body) =>
    send(id, body, { "svix-signature": `${"v1,AAAA ".repeat(60)}${right(id, body)}` }),
  "signed with another secret": (id, body) =>
    send(id, body, { "svix-signature": new Webhook(wrongSecret).sign(id, now(), body) }),
  "signed with the secret's text instead of its bytes": (id, body) =>
    send(id, body, {
      "svix-signature": new Webhook(Buffer.from(WEBHOOK_SECRET).toString("base64")).sign(id, now(), body),
    }),
  "under another id than was signed": (id, body) => send(`${id}x`, body, { "svix-signature": right(id, body) }),
  "without an id": (id, body) => send(id, body, { "svix-id": undefined }),
  "without a time": (id, body) => send(id, body, { "svix-timestamp": undefined }),
  "at another time than was signed": (id, body) =>
    send(id, body, { "svix-timestamp": seconds(new Date(Date.now() - 30_000)) }),
  "at a time that is no number": (id, body) => send(id, body, { "svix-timestamp": "now" }),
  "at a time in milliseconds": (id, body) => send(id, body, { "svix-timestamp": String(Date.now()) }),
  "signed six minutes ago": (id, body) => send(id, body, {}, new Date(Date.now() - 360_000)),
  "signed six minutes ahead": (id, body) => send(id, body, {}, new Date(Date.now() + 360_000)),
  "whose body was signed about somebody else": (id, body, other) =>
    send(id, body, { "svix-signature": right(id, JSON.stringify(deleted(other))) }),
  "whose body has one more space": (id, body) => send(id, `${body} `, { "svix-signature": right(id, body) }),
  "whose id and time trade places with dots": (id, body) => {
    const at = now();
    const signature = right(id, `${seconds(at)}.${body}`, at);
    return send(`${id}.${seconds(at)}`, body, { "svix-signature": signature }, at);
  },
  "under the names that other senders use": (id, body) =>
    send(id, body, {
      ...{ "svix-id": undefined, "svix-timestamp": undefined, "svix-signature": undefined },
      ...{ "webhook-id": id, "webhook-timestamp": seconds(now()), "webhook-signature": "v1,AAAA" },
    }),
};

describe("a delivery", () => {
  test.each(Object.keys(forgeries))("%s is refused and changes nothing", async (kind) => {
    const [subject, other] = [newSubject(), newSubject()];
    await deliver(`msg_${subject}`, told("user.created", subject, "Nia", 10));
    const body = JSON.stringify(deleted(subject));
    expect(await forgeries[kind]?.(`msg_${subject}_end`, body, other)).toBe(401);
    expect(await personOf(subject)).toMatchObject({ status: "active" });
  });
  test("recorded and played again does nothing a second time, and nothing at all after five minutes", async () => {
    const subject = newSubject();
    const created = JSON.stringify(told("user.created", subject, "Nia", 10));
    const renamed = JSON.stringify(told("user.updated", subject, "Nina", 20));
    await send(`msg_${subject}_1`, created);
    await send(`msg_${subject}_2`, renamed);
    expect(await send(`msg_${subject}_1`, created)).toBe(204);
    expect(await personOf(subject)).toMatchObject({ name: "Nina Noor" });
    expect(await send(`msg_${subject}_2`, renamed, {}, new Date(Date.now() - 301_000))).toBe(401);
  });
  test("larger than anything about one person is turned away", async () => {
    const subject = newSubject();
    const event = { ...told("user.created", subject, "Nia", 10), padding: "x".repeat(250_000) };
    expect(await deliver(`msg_${subject}`, event)).toBe(413);
    expect(await personOf(subject)).toBeNull();
  });
  test("by another method, or elsewhere, finds nobody", async () => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      expect((await fetch(`${served.siteUrl}/webhooks/identity`, { method })).status).toBe(404);
    }
    expect(await send("msg_elsewhere", JSON.stringify(deleted("x")), {}, now(), "/webhooks/identity/x")).toBe(404);
  });
});
