import { beforeEach, describe, expect, test } from "vitest";
import { memoryJobStore } from "../jobs/memory-job-store";
import { enqueue } from "../outbox/enqueue";
import { memoryOutboxStore } from "../outbox/memory-outbox-store";
import { channel } from "../outbox/outbox-item";
import { retryRefused } from "../outbox/retry-refused";
import { settleBatch } from "../outbox/settle-batch";
import { takeBatch } from "../outbox/take-batch";
import { askCheck, pauseBetweenChecks } from "./ask-check";
import { describeSystem } from "./describe-system";
import { mask } from "./mask";
import { memorySystemStore } from "./memory-system-store";
import { noteChecks } from "./note-checks";
import { noteWebhook } from "./note-webhook";
import { part, type PartCheck } from "./part";
import { vendorSettings, type VendorSetting } from "./vendors";

let now = 1_000_000;
const open = () => ({
  system: memorySystemStore(),
  outbox: memoryOutboxStore(),
  jobs: memoryJobStore(),
  clock: { now: () => now },
});
let deps = open();
beforeEach(() => {
  now = 1_000_000;
  deps = open();
});

const versions = { school: "0.1.0", packages: { convex: "1.48.0", algoliasearch: "5.64.0" } };
const describeWith = (settings: Partial<Record<VendorSetting, string>> = {}) =>
  describeSystem(deps, (name) => settings[name] ?? null, versions);
const check = (more: Partial<PartCheck> = {}): PartCheck => ({
  ...{ part: "search", tookMs: 7, trouble: null, busyWith: null },
  ...more,
});
const away = { kind: "bad_answer", status: 503 } as const;
const search = async () => (await describeWith()).parts.find((one) => one.part === "search");

const embedded = {
  DOCTRINA_BACKEND: "embedded",
  CONVEX_CLOUD_URL: "http://localhost:3000/_svc/convex",
  CONVEX_SITE_URL: "http://localhost:3000/_svc/convex/http",
  IDENTITY_BASE_URL: "http://127.0.0.1:4000/_svc/auth",
  RESEND_API_KEY: "a-key-that-was-made-here-1111",
  RESEND_BASE_URL: "http://127.0.0.1:4000/_svc/mail",
  ALGOLIA_APP_ID: "DOCTRINA",
  ALGOLIA_ADMIN_API_KEY: "a-key-that-was-made-here-2222",
  ALGOLIA_HOST: "http://127.0.0.1:4000/_svc/search",
  MUX_TOKEN_SECRET: "a-key-that-was-made-here-3333",
  MUX_BASE_URL: "http://127.0.0.1:4000/_svc/video",
};
const real = {
  CONVEX_CLOUD_URL: "https://calm-owl-1.convex.cloud",
  CONVEX_SITE_URL: "https://calm-owl-1.convex.site",
  CLERK_JWT_ISSUER_DOMAIN: "clerk.school.example/",
  CLERK_WEBHOOK_SIGNING_SECRET: "whsec_aaaaaaaaaaaaaaaaaaaaaaaaaaaaCLRK",
  RESEND_API_KEY: "re_aaaaaaaaaaaaaaaaaaaaaaaaaaaaRSND",
  MAIL_FROM: "School <school@school.example>",
  ALGOLIA_APP_ID: "APP1",
  ALGOLIA_ADMIN_API_KEY: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaADMN",
  ALGOLIA_SEARCH_API_KEY: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaSRCH",
  MUX_TOKEN_ID: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaTKID",
  MUX_TOKEN_SECRET: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaTKSC",
  MUX_SIGNING_KEY: "short",
  MUX_PRIVATE_KEY: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaPRIV",
};

describe("the system page", () => {
  test("knows each part as embedded or real by its settings alone", async () => {
    const modes = async (settings: Parameters<typeof describeWith>[0]) =>
      (await describeWith(settings)).parts.map(({ isReal, address }) => [isReal, address]);
    expect(await modes(embedded)).toEqual([
      [false, "http://localhost:3000/_svc/convex"],
      [false, "http://127.0.0.1:4000/_svc/auth"],
      [false, "http://127.0.0.1:4000/_svc/mail"],
      [false, "http://127.0.0.1:4000/_svc/search"],
      [false, "http://127.0.0.1:4000/_svc/video"],
    ]);
    expect(await modes(real)).toEqual([
      [true, "https://calm-owl-1.convex.cloud"],
      [true, "https://clerk.school.example"],
      [true, "https://api.resend.com"],
      [true, "https://APP1-dsn.algolia.net"],
      [true, "https://api.mux.com"],
    ]);
  });
  test("shows the end of a real vendor's secrets and nothing of those made here", async () => {
    for (const settings of [embedded, real]) {
      const text = JSON.stringify(await describeWith(settings));
      for (const name of vendorSettings.filter((one) => /KEY|SECRET|TOKEN/.test(one))) {
        const secret = (settings as Partial<Record<VendorSetting, string>>)[name];
        if (secret) expect(text).not.toContain(secret);
      }
    }
    const video = (await describeWith(real)).parts.find((one) => one.part === "video");
    expect(video?.settings).toEqual([
      { name: "MUX_TOKEN_ID", shown: "••••••••TKID" },
      { name: "MUX_TOKEN_SECRET", shown: "••••••••TKSC" },
      { name: "MUX_SIGNING_KEY", shown: "••••••••" },
      { name: "MUX_PRIVATE_KEY", shown: "••••••••PRIV" },
      { name: "MUX_WEBHOOK_SECRET", shown: null },
    ]);
    expect((await describeWith(embedded)).parts.flatMap(({ settings }) => settings)).toEqual([]);
  });
  test("lists every part and every channel, with where webhooks go and by what it speaks", async () => {
    const { parts, channels } = await describeWith(real);
    expect(parts.map((one) => one.part)).toEqual(part.options);
    expect(channels.map((one) => one.channel)).toEqual(channel.options);
    expect(parts[1]?.webhookUrl).toBe("https://calm-owl-1.convex.site/webhooks/identity");
    expect(parts[3]).toMatchObject({ webhookUrl: null, client: { name: "algoliasearch", version: "5.64.0" } });
  });
  test.each(["", "a", "fifteen letters"])("%j is too short to show anything of", (secret) => {
    expect(mask(secret)).toBe("••••••••");
  });
});

describe("a part", () => {
  test("that stops answering keeps when it last did, and why it does not", async () => {
    await noteChecks(deps, [check()]);
    now += 60_000;
    await noteChecks(deps, [check({ trouble: away, tookMs: 30 })]);
    expect(await search()).toMatchObject({
      ...{ isUp: false, checkedAt: 1_060_000, lastUpAt: 1_000_000 },
      ...{ lastError: away, lastErrorAt: 1_060_000 },
    });
    now += 60_000;
    await noteChecks(deps, [check()]);
    expect(await search()).toMatchObject({ isUp: true, lastUpAt: 1_120_000, lastErrorAt: 1_060_000 });
  });
  test("is asked by hand once in a while, and not again at once", async () => {
    await askCheck(deps);
    await expect(askCheck(deps)).rejects.toMatchObject({ data: { code: "conflict", reason: "checked_just_now" } });
    now += pauseBetweenChecks;
    await askCheck(deps);
    expect(deps.jobs.asked.map(({ name }) => name)).toEqual(["checkParts", "checkParts"]);
  });
  test("remembers its newest webhook, a burst of one kind as one", async () => {
    await noteWebhook(deps, "search", "a");
    now += 5_000;
    await noteWebhook(deps, "search", "a");
    expect(await search()).toMatchObject({ webhookAt: 1_000_000, webhookType: "a" });
    await noteWebhook(deps, "search", "b");
    expect(await search()).toMatchObject({ webhookAt: 1_005_000, webhookType: "b" });
    now += 60_000;
    await noteWebhook(deps, "search", "b");
    expect(await search()).toMatchObject({ webhookAt: 1_065_000 });
  });
});

describe("a channel", () => {
  const refuse = async (key: string) => {
    await enqueue(deps, "mail", { key, payload: { to: `${key}@secret.example` } });
    await takeBatch(deps, "mail", { lease: key, limit: 10 });
    await settleBatch(deps, "mail", {
      lease: key,
      outcomes: [{ key, revision: 1, result: "refused", error: "no such mailbox" }],
    });
  };
  test("shows what was refused and why, without what it would have said", async () => {
    await refuse("welcome/1");
    const system = await describeWith();
    expect(system.channels[0]).toMatchObject({
      ...{ channel: "mail", waiting: 0, lastError: "no such mailbox" },
      refused: [{ key: "welcome/1", error: "no such mailbox", createdAt: 1_000_000 }],
    });
    expect(JSON.stringify(system)).not.toContain("secret.example");
  });
  test("counts a screen of what waits, and says that there is more", async () => {
    for (let at = 0; at < 101; at++) await enqueue(deps, "mail", { key: `k${at}`, payload: null });
    expect((await describeWith()).channels[0]).toMatchObject({ waiting: 100, isMoreWaiting: true });
  });
  test("is told once more what it refused, when a person asks", async () => {
    await refuse("welcome/1");
    expect(await retryRefused(deps, "mail")).toBe(1);
    expect(await takeBatch(deps, "mail", { lease: "again", limit: 10 })).toMatchObject([
      { key: "welcome/1", attempts: 0 },
    ]);
    expect(await retryRefused(deps, "mail")).toBe(0);
  });
});
