import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from "jose";
import { afterEach, describe, expect, it } from "vitest";
import { DOORS, type Identity } from "./identity";
import { joinSchool, openBrowser, openSchool, ORIGIN, PASSWORD } from "./test-browser";

const open: Identity[] = [];
async function school(options: Parameters<typeof openSchool>[0] = {}) {
  const opened = await openSchool(options);
  open.push(opened.identity);
  return opened;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((identity) => identity.close()));
});

const ADA = "ada@example.com";

async function isSignedIn(browser: ReturnType<typeof openBrowser>): Promise<boolean> {
  return typeof (await browser.post("/token")).body?.token === "string";
}

async function jwksOf(identity: Identity): Promise<JSONWebKeySet> {
  return (await fetch(identity.jwksDataUri)).json() as Promise<JSONWebKeySet>;
}

describe("starting an account", () => {
  it("sends a code, and the code signs in", async () => {
    const s = await school();
    const browser = openBrowser(s);
    const started = await browser.post("/sign-up/email", { name: "Ada Finch", email: ADA, password: PASSWORD });
    expect([started.status, started.body]).toEqual([200, { status: "code_sent" }]);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await browser.post("/email-otp/verify-email", { email: ADA, otp: await s.codeFor(ADA) })).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it.each([
    ["a short password", { password: "elevenchars" }, "PASSWORD_TOO_SHORT"],
    ["a common password", { password: "Password1234" }, "PASSWORD_TOO_COMMON"],
    ["one's own address as the password", { password: ADA }, "PASSWORD_TOO_COMMON"],
    ["no name", { name: "  " }, "NAME_MISSING"],
    ["an address that is none", { email: "ada at example" }, "INVALID_EMAIL"],
  ])("refuses %s", async (_what, change, code) => {
    const s = await school();
    const answer = await openBrowser(s).post("/sign-up/email", {
      name: "Ada",
      email: ADA,
      password: PASSWORD,
      ...change,
    });
    expect([answer.status, answer.body?.code]).toEqual([400, code]);
  });

  it("names the language of the pages that a mail was asked for on, for each of two at the same time", async () => {
    const s = await school();
    const ask = (email: string, locale: string | null) => {
      const browser = openBrowser(s);
      if (locale) browser.cookies.set("locale", locale);
      return browser.post("/sign-up/email", { name: "Ada", email, password: PASSWORD });
    };
    await Promise.all([ask("a@example.com", "ar-XB"), ask("b@example.com", null), ask("c@example.com", "en-XA")]);
    await s.identity.settled();
    expect(Object.fromEntries(s.mails.map(({ to, locale }) => [to, locale]))).toEqual({
      "a@example.com": "ar-XB",
      "b@example.com": null,
      "c@example.com": "en-XA",
    });
  });

  it("cannot choose its own id, role or proof", async () => {
    const s = await school();
    const browser = openBrowser(s);
    const more = { id: "user_chosen", role: "admin", emailVerified: true, callbackURL: "https://evil.example" };
    await browser.post("/sign-up/email", { name: "Ada", email: ADA, password: PASSWORD, ...more });
    expect((await browser.post("/sign-in/email", { email: ADA, password: PASSWORD })).body?.code).toBe(
      "EMAIL_NOT_VERIFIED",
    );
    await browser.post("/email-otp/verify-email", { email: ADA, otp: await s.codeFor(ADA) });
    const token = String((await browser.post("/token")).body?.token);
    const { payload } = await jwtVerify(token, createLocalJWKSet(await jwksOf(s.identity)));
    expect(payload.sub).not.toBe("user_chosen");
    expect(JSON.stringify(payload)).not.toContain("admin");
  });

  it("ends a code after five wrong tries", async () => {
    const s = await school();
    const browser = openBrowser(s);
    await browser.post("/sign-up/email", { name: "Ada", email: ADA, password: PASSWORD });
    const right = await s.codeFor(ADA);
    const wrong = right === "000000" ? "000001" : "000000";
    for (let i = 0; i < 5; i += 1) {
      expect((await browser.post("/email-otp/verify-email", { email: ADA, otp: wrong })).body?.code).toBe(
        "INVALID_OTP",
      );
    }
    const late = await browser.post("/email-otp/verify-email", { email: ADA, otp: right });
    expect([late.status, late.body?.code]).toEqual([403, "TOO_MANY_ATTEMPTS"]);
    await browser.post("/email-otp/send-verification-otp", { email: ADA, type: "email-verification" });
    expect((await browser.post("/email-otp/verify-email", { email: ADA, otp: await s.codeFor(ADA) })).status).toBe(200);
  });

  it("cannot be guessed by patience: fifty codes a day for one address, in however many mails", async () => {
    let now = Date.now();
    const s = await school({ now: () => now });
    const browser = openBrowser(s);
    await browser.post("/sign-up/email", { name: "Eve", email: ADA, password: PASSWORD });
    const guess = async () => {
      const wrong = (await s.codeFor(ADA)) === "000000" ? "000001" : "000000";
      return (await browser.post("/email-otp/verify-email", { email: ADA, otp: wrong })).status;
    };
    for (let mail = 0; mail < 10; mail += 1) {
      // Slow enough for every other limit.
      now += 10 * 60_000;
      await browser.post("/email-otp/send-verification-otp", { email: ADA, type: "email-verification" });
      for (let i = 0; i < 5; i += 1) expect(await guess()).toBe(400);
    }
    now += 10 * 60_000;
    await browser.post("/email-otp/send-verification-otp", { email: ADA, type: "email-verification" });
    expect(await guess()).toBe(429);
    // Another door to the same mailbox is no way round.
    const reset = { email: ADA, otp: "000000", password: "another quiet room" };
    expect((await browser.post("/email-otp/reset-password", reset)).status).toBe(429);
    now += 24 * 3_600_000;
    expect(await guess()).not.toBe(429);
  });

  it("takes a code once, however many try at the same instant", async () => {
    const s = await school();
    const browser = openBrowser(s);
    await browser.post("/sign-up/email", { name: "Ada", email: ADA, password: PASSWORD });
    const otp = await s.codeFor(ADA);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => browser.post("/email-otp/verify-email", { email: ADA, otp })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("is made once, however many try at the same instant", async () => {
    const s = await school();
    await Promise.all(
      Array.from({ length: 5 }, () =>
        openBrowser(s).post("/sign-up/email", { name: "Ada", email: ADA, password: PASSWORD }),
      ),
    );
    const browser = openBrowser(s);
    await joinSchool(s, browser, "grace@example.com");
    expect((await browser.get("/account/sessions")).body?.sessions).toHaveLength(1);
  });
});

describe("an account started in another person's name", () => {
  const EVIL = "the password of an attacker";
  it("does not let the attacker in when the attacker came first", async () => {
    const s = await school();
    const attacker = openBrowser(s);
    const victim = openBrowser(s);
    await attacker.post("/sign-up/email", { name: "Ada", email: ADA, password: EVIL });
    expect((await joinSchool(s, victim, ADA)).status).toBe(200);
    expect((await attacker.post("/sign-in/email", { email: ADA, password: EVIL })).status).toBe(401);
    expect((await openBrowser(s).post("/sign-in/email", { email: ADA, password: PASSWORD })).status).toBe(200);
  });

  it("does not let the attacker in when the attacker came between", async () => {
    const s = await school();
    const attacker = openBrowser(s);
    const victim = openBrowser(s);
    await victim.post("/sign-up/email", { name: "Ada", email: ADA, password: PASSWORD });
    await attacker.post("/sign-up/email", { name: "Ada", email: ADA, password: EVIL });
    const otp = await s.codeFor(ADA);
    expect((await victim.post("/email-otp/verify-email", { email: ADA, otp })).body?.code).toBe("INVALID_OTP");
    expect((await attacker.post("/sign-in/email", { email: ADA, password: EVIL })).status).toBe(403);
    expect((await joinSchool(s, victim, ADA)).status).toBe(200);
    expect((await attacker.post("/sign-in/email", { email: ADA, password: EVIL })).status).toBe(401);
  });

  it("cannot be proven from a browser that does not know the password", async () => {
    const s = await school();
    await openBrowser(s).post("/sign-up/email", { name: "Ada", email: ADA, password: EVIL });
    const otp = await s.codeFor(ADA);
    const other = openBrowser(s);
    expect((await other.post("/email-otp/verify-email", { email: ADA, otp })).body?.code).toBe("OTHER_BROWSER");
    await other.post("/sign-in/email", { email: ADA, password: EVIL });
    expect((await other.post("/email-otp/verify-email", { email: ADA, otp })).status).toBe(200);
  });

  it("cannot use codes of a mailbox to enter an account that is proven already", async () => {
    const s = await school();
    const browser = openBrowser(s);
    await joinSchool(s, browser, ADA);
    const before = s.mails.length;
    const other = openBrowser(s);
    await other.post("/sign-up/email", { name: "Ada", email: ADA, password: EVIL });
    await other.post("/email-otp/send-verification-otp", { email: ADA, type: "sign-in" });
    await s.identity.settled();
    expect(s.mails.slice(before).map(({ letter }) => letter)).toEqual(["accountExists"]);
    expect((await other.post("/email-otp/verify-email", { email: ADA, otp: "123456" })).body?.code).toBe("INVALID_OTP");
  });
});

describe("who has an account", () => {
  it("is not told by sign-up, sign-in, codes or reset", async () => {
    const s = await school();
    await joinSchool(s, openBrowser(s), ADA);
    const ask = async (email: string) => {
      const browser = openBrowser(s);
      const answers = [
        await browser.post("/sign-up/email", { name: "Ada", email, password: PASSWORD }),
        await browser.post("/email-otp/verify-email", { email, otp: "000000" }),
        await browser.post("/sign-in/email", { email, password: "not the right password" }),
        await browser.post("/email-otp/request-password-reset", { email }),
        await browser.post("/email-otp/reset-password", { email, otp: "000000", password: PASSWORD }),
      ];
      for (let i = 0; i < 5; i += 1) {
        answers.push(await browser.post("/email-otp/reset-password", { email, otp: "000000", password: PASSWORD }));
        answers.push(await browser.post("/email-otp/verify-email", { email, otp: "000000" }));
      }
      return answers.map(({ status, body, headers }) => [
        status,
        body,
        headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, "=")),
      ]);
    };
    expect(await ask(ADA)).toEqual(await ask("nobody@example.com"));
  });
});

describe("signing in", () => {
  it("refuses an account after ten wrong passwords from any number of networks, known or not", async () => {
    const s = await school();
    await joinSchool(s, openBrowser(s), ADA);
    for (const email of [ADA, "nobody@example.com"]) {
      const tries = [];
      for (let i = 0; i < 11; i += 1) {
        const browser = openBrowser(s, { "x-forwarded-for": `198.51.100.${i}` });
        tries.push((await browser.post("/sign-in/email", { email, password: "wrong password 12" })).status);
      }
      expect(tries).toEqual([...Array<number>(10).fill(401), 429]);
    }
  });

  it("stays open for a browser that was signed in before while others guess", async () => {
    const s = await school();
    const mine = openBrowser(s);
    await joinSchool(s, mine, ADA);
    await mine.post("/sign-in/email", { email: ADA, password: PASSWORD });
    await mine.post("/sign-out");
    for (let i = 0; i < 12; i += 1)
      await openBrowser(s).post("/sign-in/email", { email: ADA, password: "wrong password 12" });
    expect((await openBrowser(s).post("/sign-in/email", { email: ADA, password: PASSWORD })).status).toBe(429);
    expect((await mine.post("/sign-in/email", { email: ADA, password: PASSWORD })).status).toBe(200);
  });

  it("lets a class of sixty behind one router sign in within a minute", async () => {
    const s = await school({ personas: [{ key: "p", name: "P", email: "p@example.com", role: "student" }] });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => openBrowser(s).post("/demo/sign-in", { persona: "p" })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it("sets a cookie that scripts cannot read, secure where the school is on https", async () => {
    const plain = await school();
    const first = openBrowser(plain);
    const done = await joinSchool(plain, first, ADA);
    const cookie = done.headers.getSetCookie().find((line) => line.includes("session_token")) ?? "";
    expect(cookie).toMatch(/^doctrina\.session_token=.*; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const secure = await school({ origins: ["https://school.example", ORIGIN] });
    const other = await joinSchool(secure, openBrowser(secure), ADA);
    expect(other.headers.getSetCookie().join()).toMatch(/__Secure-doctrina\.session_token=[^,]*Secure/);
  });
});

describe("a new password", () => {
  it("is set by the code sent, once, and ends every session", async () => {
    const s = await school();
    const browser = openBrowser(s);
    await joinSchool(s, browser, ADA);
    const elsewhere = openBrowser(s);
    await elsewhere.post("/email-otp/request-password-reset", { email: ADA });
    const otp = await s.codeFor(ADA);
    const next = "another quiet reading room";
    expect((await elsewhere.post("/email-otp/reset-password", { email: ADA, otp, password: next })).status).toBe(200);
    expect(
      (await elsewhere.post("/email-otp/reset-password", { email: ADA, otp, password: PASSWORD })).body?.code,
    ).toBe("INVALID_OTP");
    expect(await isSignedIn(browser)).toBe(false);
    expect((await elsewhere.post("/sign-in/email", { email: ADA, password: PASSWORD })).status).toBe(401);
    expect((await elsewhere.post("/sign-in/email", { email: ADA, password: next })).status).toBe(200);
  });

  it("asks for the old one and ends the other sessions", async () => {
    const s = await school();
    const [here, there] = [openBrowser(s), openBrowser(s)];
    await joinSchool(s, here, ADA);
    await there.post("/sign-in/email", { email: ADA, password: PASSWORD });
    const next = { newPassword: "another quiet reading room", revokeOtherSessions: true };
    expect((await here.post("/change-password", { currentPassword: "wrong password 12", ...next })).body?.code).toBe(
      "INVALID_PASSWORD",
    );
    expect((await here.post("/change-password", { currentPassword: PASSWORD, ...next })).status).toBe(200);
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
  });
});

describe("sessions", () => {
  it("are listed without their secrets and ended one by one, only by their owner", async () => {
    const s = await school();
    const [here, there, stranger] = [
      openBrowser(s, { "user-agent": "Here" }),
      openBrowser(s, { "user-agent": "There" }),
      openBrowser(s),
    ];
    await joinSchool(s, here, ADA);
    await there.post("/sign-in/email", { email: ADA, password: PASSWORD });
    await joinSchool(s, stranger, "grace@example.com");
    const listed = (await here.get("/account/sessions")).body?.sessions as {
      id: string;
      userAgent: string;
      isThisOne: boolean;
    }[];
    expect(listed.map(({ userAgent, isThisOne }) => [userAgent, isThisOne])).toEqual(
      expect.arrayContaining([
        ["Here", true],
        ["There", false],
      ]),
    );
    expect(Object.keys(listed[0] ?? {}).sort()).toEqual([
      "createdAt",
      "id",
      "ipAddress",
      "isThisOne",
      "lastSeenAt",
      "userAgent",
    ]);
    const id = listed.find(({ isThisOne }) => !isThisOne)?.id;
    await stranger.post("/account/sessions/revoke", { id });
    expect(await isSignedIn(there)).toBe(true);
    await here.post("/account/sessions/revoke", { id });
    expect(await isSignedIn(there)).toBe(false);
  });

  it("end with sign-out and with the deletion of the account, which asks for the password", async () => {
    const s = await school();
    const browser = openBrowser(s);
    await joinSchool(s, browser, ADA);
    await browser.post("/sign-out");
    expect(await isSignedIn(browser)).toBe(false);
    await browser.post("/sign-in/email", { email: ADA, password: PASSWORD });
    expect((await browser.post("/delete-user", {})).body?.code).toBe("INVALID_PASSWORD");
    expect((await browser.post("/delete-user", { password: "wrong password 12" })).status).toBe(400);
    expect((await browser.post("/delete-user", { password: PASSWORD })).status).toBe(200);
    expect((await browser.post("/sign-in/email", { email: ADA, password: PASSWORD })).status).toBe(401);
  });

  it("outlive a restart of the service", async () => {
    const first = await openSchool();
    const browser = openBrowser(first);
    await joinSchool(first, browser, ADA);
    const before = String((await browser.post("/token")).body?.token);
    await first.identity.close();
    const second = await school({ folder: first.folder });
    first.identity = second.identity;
    expect(await isSignedIn(browser)).toBe(true);
    await jwtVerify(before, createLocalJWKSet(await jwksOf(second.identity)));
  });
});

describe("a damaged file of accounts", () => {
  it.each([
    ["overwritten", (file: string) => writeFileSync(file, Buffer.alloc(70_000, 7))],
    ["cut off", (file: string) => truncateSync(file, 10_000)],
  ])("that is %s is refused in a sentence instead of ending the process", async (_how, damage) => {
    const first = await openSchool();
    await joinSchool(first, openBrowser(first), ADA);
    await first.identity.close();
    damage(join(first.folder, "accounts.mdb"));
    await expect(openSchool({ folder: first.folder })).rejects.toThrow(/accounts\.mdb is (damaged|cut off).*backup/);
  });
});

describe("an access token", () => {
  it("has the header Convex asks for and Clerk's claims, for five minutes", async () => {
    const s = await school();
    const browser = openBrowser(s);
    await joinSchool(s, browser, ADA);
    const token = String((await browser.post("/token")).body?.token);
    expect(decodeProtectedHeader(token)).toEqual({ alg: "RS256", typ: "JWT", kid: expect.any(String) as string });
    const { payload } = await jwtVerify(token, createLocalJWKSet(await jwksOf(s.identity)), {
      issuer: s.identity.issuer,
      audience: "convex",
    });
    expect(payload).toMatchObject({
      azp: ORIGIN,
      v: 2,
      email: ADA,
      email_verified: true,
      name: "Ada Finch",
      given_name: "Ada",
      family_name: "Finch",
      sub: expect.stringMatching(/^user_[A-Za-z0-9]{24}$/) as string,
      sid: expect.stringMatching(/^sess_[A-Za-z0-9]{24}$/) as string,
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  });

  it("can be checked with keys that were published before it was signed, and no private half is among them", async () => {
    const s = await school();
    const { keys } = await jwksOf(s.identity);
    expect(keys).toHaveLength(2);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    const served = await s.identity.handle(new Request(`${ORIGIN}/_svc/auth/.well-known/jwks.json`));
    expect(await served.json()).toEqual({ keys });
  });
});

describe("the doors", () => {
  it("are these and no others", () => {
    expect(Object.keys(DOORS).sort()).toEqual([
      "/account/sessions",
      "/account/sessions/revoke",
      "/change-password",
      "/delete-user",
      "/demo/personas",
      "/demo/sign-in",
      "/email-otp/request-password-reset",
      "/email-otp/reset-password",
      "/email-otp/send-verification-otp",
      "/email-otp/verify-email",
      "/revoke-other-sessions",
      "/sign-in/email",
      "/sign-out",
      "/sign-up/email",
      "/token",
    ]);
  });

  it("do not include anything else that better-auth can do", async () => {
    const s = await school();
    const browser = openBrowser(s);
    const others = [
      "/sign-in/email-otp",
      "/sign-in/social",
      "/email-otp/check-verification-otp",
      "/forget-password/email-otp",
      "/request-password-reset",
      "/reset-password",
      "/change-email",
      "/email-otp/change-email",
      "/list-sessions",
      "/get-session",
      "/update-session",
      "/update-user",
      "/verify-password",
      "/link-social",
      "/unlink-account",
      "/account-info",
      "/set-password",
      "/ok",
      "/error",
      "/constructor",
      "/token/",
      "//token",
      "/sign-in/%65mail-otp",
    ];
    for (const path of others) {
      expect([path, (await browser.get(path)).status, (await browser.post(path)).status]).toEqual([path, 404, 404]);
    }
  });

  const forged: [string, Record<string, string>, number][] = [
    ["a foreign origin", { origin: "https://evil.example" }, 403],
    ["an opaque origin", { origin: "null" }, 403],
    ["a neighbour of our origin", { origin: "http://localhost:3401" }, 403],
    ["a form of another site", { "content-type": "text/plain" }, 415],
    ["a form of our own type", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ];
  it.each(forged)("stay shut for %s", async (_what, headers, status) => {
    const s = await school({ personas: [{ key: "p", name: "P", email: "p@example.com", role: "student" }] });
    const browser = openBrowser(s);
    await joinSchool(s, browser, ADA);
    const paths = Object.entries(DOORS).filter(([, method]) => method === "POST");
    for (const [path] of paths) {
      expect([path, (await browser.post(path, {}, headers)).status]).toEqual([path, status]);
      expect([path, (await openBrowser(s).post(path, {}, headers)).status]).toEqual([path, status]);
    }
  });

  it("stay shut for a cookie that comes without an origin", async () => {
    const s = await school();
    const browser = openBrowser(s);
    await joinSchool(s, browser, ADA);
    const bare = await s.identity.handle(
      new Request(`${ORIGIN}/_svc/auth/token`, {
        method: "POST",
        headers: {
          cookie: [...browser.cookies].map((pair) => pair.join("=")).join("; "),
          "content-type": "application/json",
        },
        body: "{}",
      }),
    );
    expect(bare.status).toBe(403);
  });

  it("answer a broken body with a refusal, not with a failure", async () => {
    const s = await school();
    const browser = openBrowser(s);
    for (const [path, method] of Object.entries(DOORS)) {
      if (method !== "POST") continue;
      for (const body of ["{", "null", "[]", '{"email":[1],"password":{},"otp":3}']) {
        const { status } = await browser.post(path, body);
        expect([path, body, status < 500]).toEqual([path, body, true]);
      }
    }
  });
});

describe("the demo's personas", () => {
  const personas = [
    { key: "persona-student", name: "Sam Student", email: "sam@doctrina.example", role: "student" as const },
  ];

  it("are signed in at a click, under an id that can be known beforehand", async () => {
    const s = await school({ personas });
    const browser = openBrowser(s);
    expect((await browser.get("/demo/personas")).body).toEqual({
      personas: [{ key: "persona-student", name: "Sam Student", role: "student" }],
      outbox: null,
    });
    expect((await browser.post("/demo/sign-in", { persona: "persona-student" })).status).toBe(200);
    const token = String((await browser.post("/token")).body?.token);
    const { payload } = await jwtVerify(token, createLocalJWKSet(await jwksOf(s.identity)));
    expect(payload.sub).toBe("user_persona-student");
  });

  it("have no password to guess and none to set", async () => {
    const s = await school({ personas });
    const browser = openBrowser(s);
    expect((await browser.post("/sign-in/email", { email: "sam@doctrina.example", password: PASSWORD })).status).toBe(
      401,
    );
    expect((await browser.post("/demo/sign-in", { persona: "somebody-else" })).status).toBe(404);
  });

  it("do not exist where there is no demo", async () => {
    const s = await school();
    const browser = openBrowser(s);
    expect((await browser.get("/demo/personas")).body).toEqual({ personas: [], outbox: null });
    expect((await browser.post("/demo/sign-in", { persona: "persona-student" })).status).toBe(404);
  });
});
