import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { SystemPart } from "../services/system/describe-system";
import { api, internal } from "./_generated/api";
import { openSchool, type School } from "./world.testing";

const settings = {
  ...{ DOCTRINA_BACKEND: "embedded", IDENTITY_BASE_URL: "http://127.0.0.1:4000/_svc/auth" },
  ...{ RESEND_API_KEY: "a-mail-key-of-the-tests", RESEND_BASE_URL: "http://127.0.0.1:4000/_svc/mail" },
  ...{ ALGOLIA_APP_ID: "APP", ALGOLIA_ADMIN_API_KEY: "a-search-key-of-the-tests" },
  ...{ MUX_TOKEN_ID: "id", MUX_TOKEN_SECRET: "a-video-key-of-the-tests" },
};

type Answer = () => Response;
const fine: Answer = () => Response.json({ data: [] });
/** What each part answers, by a word of its address. */
let answers: Record<string, Answer> = {};
const asked: { url: string; headers: Headers }[] = [];
beforeEach(() => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  answers = {};
  asked.length = 0;
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push({ url, headers: new Headers(init.headers) });
    const found = Object.entries(answers).find(([word]) => url.includes(word));
    return (found?.[1] ?? fine)();
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

async function checked(school: School): Promise<Record<SystemPart["part"], SystemPart>> {
  await school.t.action(internal.jobs.system.check, {});
  const admin = await school.person("Amy Admin", "admin");
  const { parts } = await admin.query(api.system.overview, {});
  return Object.fromEntries(parts.map((one) => [one.part, one])) as Record<SystemPart["part"], SystemPart>;
}

describe("asking the parts", () => {
  test("each is asked at its own address with the school's key, and all answer", async () => {
    const parts = await checked(openSchool());
    expect(Object.values(parts).map(({ isUp }) => isUp)).toEqual([true, true, true, true, true]);
    expect(asked.map(({ url }) => url).sort()).toEqual([
      "http://127.0.0.1:4000/_svc/auth/demo/personas",
      "http://127.0.0.1:4000/_svc/mail/domains",
      "https://APP-dsn.algolia.net/1/indexes?page=0",
      "https://api.mux.com/video/v1/assets?limit=25",
    ]);
    const of = (word: string) => asked.find(({ url }) => url.includes(word))?.headers;
    expect(of("mail")?.get("authorization")).toBe("Bearer a-mail-key-of-the-tests");
    expect(of("algolia")?.get("x-algolia-api-key")).toBe("a-search-key-of-the-tests");
    expect(of("mux")?.get("authorization")).toBe(`Basic ${btoa("id:a-video-key-of-the-tests")}`);
  });
  test("with Clerk its keys are asked for, as the backend needs them", async () => {
    vi.stubEnv("CLERK_JWT_ISSUER_DOMAIN", "clerk.example/");
    const { identity } = await checked(openSchool());
    expect(identity).toMatchObject({ isReal: true, isUp: true, address: "https://clerk.example" });
    expect(asked.map(({ url }) => url)).toContain("https://clerk.example/.well-known/jwks.json");
  });
  test.each<[string, Answer, object]>([
    ["a key that is refused", () => new Response(null, { status: 403 }), { kind: "refused_key", status: 403 }],
    ["an error", () => new Response("no", { status: 503 }), { kind: "bad_answer", status: 503 }],
    ["a way to somewhere else", () => new Response(null, { status: 302 }), { kind: "bad_answer", status: 302 }],
    [
      "no way at all",
      () => {
        throw new TypeError("connect ECONNREFUSED a-search-key-of-the-tests");
      },
      { kind: "unreachable", status: null },
    ],
  ])("%s is told as what it is, and the others are asked all the same", async (_, answer, trouble) => {
    answers = { algolia: answer };
    const parts = await checked(openSchool());
    expect(parts.search).toMatchObject({ isUp: false, lastError: trouble, lastUpAt: null });
    expect(parts.video.isUp).toBe(true);
    expect(JSON.stringify(parts)).not.toContain("a-search-key-of-the-tests");
  });
  test("a mail key that may only send is a good key", async () => {
    answers = { mail: () => Response.json({ name: "restricted_api_key" }, { status: 401 }) };
    expect((await checked(openSchool())).mail.isUp).toBe(true);
  });
  test("a part without an address is said to have none, and is not asked", async () => {
    vi.stubEnv("ALGOLIA_APP_ID", undefined);
    expect((await checked(openSchool())).search.lastError).toEqual({ kind: "no_address", status: null });
    expect(asked.filter(({ url }) => url.includes("algolia"))).toEqual([]);
  });
  test("videos that are still being prepared are counted", async () => {
    const data = [{ status: "preparing" }, { status: "ready" }, { status: "preparing" }];
    answers = { mux: () => Response.json({ data }) };
    expect((await checked(openSchool())).video.busyWith).toBe(2);
  });
});
