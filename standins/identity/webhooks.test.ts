import { verifyWebhook } from "@clerk/nextjs/webhooks";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { joinSchool, openBrowser, openSchool, PASSWORD } from "./test-browser";
import { eventOf, pauseAfter, svixHeaders } from "./webhooks";

const SECRET = `whsec_${Buffer.from("a secret of the tests, 32 bytes!").toString("base64")}`;
const URL_ = "http://school.test/webhooks/identity";

type Delivery = { id: string; type: string; data: Record<string, unknown> };

/** A receiver that checks every delivery with Clerk's own library and can be away for so many of them. */
function openReceiver(awayFor = 0) {
  const taken: Delivery[] = [];
  let away = awayFor;
  const send: typeof fetch = async (url, init) => {
    if (away > 0) {
      away -= 1;
      throw new Error("connection refused");
    }
    const request = new NextRequest(new Request(url, init));
    const id = request.headers.get("svix-id") ?? "";
    const event = await verifyWebhook(request, { signingSecret: SECRET });
    taken.push({ id, type: event.type, data: event.data as unknown as Record<string, unknown> });
    return new Response("ok");
  };
  return { taken, send };
}

describe("the school is told about accounts", () => {
  it("when the address is proven and when the account is deleted, as Clerk would", async () => {
    const receiver = openReceiver();
    const original = globalThis.fetch;
    globalThis.fetch = receiver.send;
    try {
      const school = await openSchool({ webhook: { url: URL_, secret: SECRET } });
      const browser = openBrowser(school);
      await browser.post("/sign-up/email", { name: "Ada Finch", email: "ada@example.com", password: PASSWORD });
      await school.identity.settled();
      expect(receiver.taken).toEqual([]);
      await browser.post("/email-otp/verify-email", {
        email: "ada@example.com",
        otp: await school.codeFor("ada@example.com"),
      });
      await browser.post("/delete-user", { password: PASSWORD });
      await school.identity.settled();
      expect(receiver.taken.map(({ type }) => type)).toEqual(["user.created", "user.deleted"]);
      expect(receiver.taken[0]?.data).toMatchObject({
        id: expect.stringMatching(/^user_/) as string,
        first_name: "Ada",
        last_name: "Finch",
        public_metadata: {},
        email_addresses: [{ email_address: "ada@example.com", verification: { status: "verified" } }],
      });
      expect(receiver.taken[1]?.data).toEqual({ id: receiver.taken[0]?.data.id, object: "user", deleted: true });
      await school.identity.close();
    } finally {
      globalThis.fetch = original;
    }
  });

  it("but never about the demo's people, whom the demo school writes down itself, with their roles", async () => {
    const personas = [{ key: "persona-admin", name: "Ottoline", email: "o@doctrina.example", role: "admin" as const }];
    const school = await openSchool({ personas });
    await openBrowser(school).post("/demo/sign-in", { persona: "persona-admin" });
    expect(school.identity.waitingEvents()).toBe(0);
    await school.identity.close();
  });

  it("after a restart, in order and once, when it was away before", async () => {
    const folder = mkdtempSync(join(tmpdir(), "identity-"));
    const before = await openSchool({ folder, webhook: { url: "http://127.0.0.1:9/", secret: SECRET } });
    await joinSchool(before, openBrowser(before), "ada@example.com");
    await joinSchool(before, openBrowser(before), "grace@example.com");
    await before.identity.close();
    const receiver = openReceiver();
    const original = globalThis.fetch;
    globalThis.fetch = receiver.send;
    try {
      // Minutes later, so that no event is still in its pause.
      const after = await openSchool({
        folder,
        webhook: { url: URL_, secret: SECRET },
        now: () => Date.now() + 250_000,
      });
      await after.identity.settled();
      expect(
        receiver.taken.map(({ data }) => (data.email_addresses as { email_address: string }[])[0]?.email_address),
      ).toEqual(["ada@example.com", "grace@example.com"]);
      expect(after.identity.waitingEvents()).toBe(0);
      await after.identity.close();
    } finally {
      globalThis.fetch = original;
    }
  });
});

describe("an event", () => {
  const at = new Date(0);
  const user = {
    id: "user_1",
    email: "a@example.com",
    emailVerified: true,
    name: "A",
    image: null,
    createdAt: at,
    updatedAt: at,
  };
  it.each([
    ["an account that nobody has proven is not announced", null, { ...user, emailVerified: false }, undefined],
    ["a proven address announces the account", { ...user, emailVerified: false }, user, "user.created"],
    ["an account that is made with a proven address is announced at once", null, user, "user.created"],
    ["a new name is told", user, { ...user, name: "B" }, "user.updated"],
    ["a change of nothing the school knows is not told", user, { ...user, updatedAt: new Date(9) }, undefined],
    ["a deletion is told", user, null, "user.deleted"],
    ["the end of an unproven account is not told", { ...user, emailVerified: false }, null, undefined],
  ])("%s", (_fact, before, after, type) => {
    expect(eventOf(before, after)?.type).toBe(type);
  });

  it("is retried after longer and longer pauses, a minute at most", () => {
    expect([1, 2, 3, 4, 8, 20].map(pauseAfter)).toEqual([500, 1_000, 2_000, 4_000, 60_000, 60_000]);
  });

  it("is signed so that a changed body is noticed", async () => {
    const headers = svixHeaders(SECRET, "msg_1", Math.floor(Date.now() / 1000), '{"type":"user.created"}');
    const forged = new NextRequest(URL_, { method: "POST", headers, body: '{"type":"user.deleted"}' });
    await expect(verifyWebhook(forged, { signingSecret: SECRET })).rejects.toThrow();
  });
});
