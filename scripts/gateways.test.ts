import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deliverMail } from "../convex/gateways/mail";
import { createUpload, deliverVideo, isFromVideoService, signPlayback } from "../convex/gateways/video";
import type { ActionCtx } from "../convex/_generated/server";
import type { Id } from "../convex/_generated/dataModel";
import type { MailResult } from "../services/mail/note-results";
import type { Prepared } from "../services/mail/prepare-mails";
import { readStopToken } from "../services/mail/stop-link";
import { playbackUrls } from "../services/videos/playback-urls";
import { readVideoEvent, type VideoEvent } from "../services/videos/video-event";
import { MAIL_PATH, openMail } from "../standins/mail/mail";
import {
  listen,
  newFolder,
  ordinaryClip,
  put,
  serve,
  TOKEN_ID,
  TOKEN_SECRET,
  WEBHOOK_SECRET,
  WITHOUT_FFMPEG,
} from "../standins/video/school.testing";

/**
 * The school's own gateways over the services that come with it. The stand-ins' contracts ask by the vendors' clients;
 * this asks by the code that the school runs. (The search gateway is asked so in convex/search.test.ts.)
 */
const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of ends.splice(0).reverse()) await end();
});
const end = (server: Server) => async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};
const taken = (key: string, payload: unknown) => ({ key, payload, revision: 1, attempts: 0, createdAt: 1 });

describe.skipIf(WITHOUT_FFMPEG)(`the video gateway${WITHOUT_FFMPEG && ` (${WITHOUT_FFMPEG})`}`, () => {
  it("opens an upload, believes what is told of it, plays what came of it for a while, and takes it away", async () => {
    const told: { body: string; headers: IncomingHttpHeaders }[] = [];
    const ear = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        told.push({ body: Buffer.concat(parts).toString("utf8"), headers: request.headers });
        response.writeHead(204).end();
      });
    });
    let late = 0;
    const url = `http://127.0.0.1:${await listen(ear)}/webhooks/video`;
    ends.push(end(ear));
    const service = await serve({
      folder: newFolder(),
      webhook: { url, secret: WEBHOOK_SECRET },
      now: () => Date.now() + late,
    });
    ends.push(service.close);
    const settings = {
      ...{ MUX_TOKEN_ID: TOKEN_ID, MUX_TOKEN_SECRET: TOKEN_SECRET, MUX_WEBHOOK_SECRET: WEBHOOK_SECRET },
      ...{ MUX_SIGNING_KEY: service.video.signingKey.id, MUX_PRIVATE_KEY: service.video.signingKey.privateKey },
      MUX_BASE_URL: service.publicUrl,
    };
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    const heard = (kind: VideoEvent["kind"]) =>
      vi.waitUntil(
        () => {
          const events = told.map(({ body }) => readVideoEvent(JSON.parse(body))?.event ?? null);
          return events.find((event) => event?.kind === kind) ?? null;
        },
        { timeout: 50_000, interval: 50 },
      );

    const upload = await createUpload({ videoId: "v1" as Id<"videos">, number: 3 });
    expect(upload.url).toMatch(/^\/_svc\/video\//);
    await put(new URL(upload.url, service.publicUrl).href, ordinaryClip());
    const ready = await heard("ready");
    if (ready?.kind !== "ready") throw new Error("it is ready");
    expect(ready).toMatchObject({ videoId: "v1", number: 3, media: { hasPicture: true, delivery: "hls" } });
    for (const { body, headers } of told) {
      const given = new Headers({ "mux-signature": String(headers["mux-signature"]) });
      expect(await isFromVideoService(body, given)).toBe(true);
      expect(await isFromVideoService(body.replace("v1", "v2"), given)).toBe(body.includes("v1") ? false : true);
      expect(await isFromVideoService(body, new Headers())).toBe(false);
    }

    const { media } = ready;
    const delivery = { stream: service.publicUrl, image: service.publicUrl };
    const statuses = async () => {
      const tokens = await signPlayback(media.playbackId, { posterSecond: 1, seconds: 60 });
      const { src, poster, storyboard } = playbackUrls(media, tokens, delivery);
      return Promise.all([src, poster, storyboard].map(async (address) => (await fetch(address ?? "")).status));
    };
    expect(await statuses()).toEqual([200, 200, 200]);
    late = 61_000;
    expect(await statuses()).toEqual([403, 403, 403]);
    late = 0;

    const forget = taken("forget/1", { kind: "forget", uploadId: upload.uploadId, assetId: media.assetId });
    for (let time = 0; time < 2; time++) {
      expect(await deliverVideo([forget], {} as ActionCtx)).toEqual([
        { key: "forget/1", revision: 1, result: "delivered", error: "" },
      ]);
    }
    expect(await statuses()).toEqual([404, 404, 404]);
    expect(await deliverVideo([taken("odd", { kind: "odd" })], {} as ActionCtx)).toMatchObject([{ result: "refused" }]);
  }, 120_000);
});

describe("the mail gateway", () => {
  const letter: Prepared = {
    ...{ kind: "send", template: "welcome", isTest: false, params: "{}", to: "nia@example.com", locale: "en" },
    ...{ name: "Nia", timeZone: null, stop: { userId: "u1" as Id<"users">, what: "courses" } },
  };
  async function openPost() {
    const apiKey = "re_key_of_the_gateways_test";
    const mail = await openMail({
      folder: mkdtempSync(join(tmpdir(), "mail-")),
      apiKey,
      outboxKey: "open",
      localHosts: [],
    });
    const server = createServer((request, response) => void mail.handleHttp(request, response, false));
    const base = `http://127.0.0.1:${await listen(server)}${MAIL_PATH}`;
    ends.push(() => mail.close(), end(server));
    vi.stubEnv("RESEND_API_KEY", apiKey);
    vi.stubEnv("RESEND_BASE_URL", base);
    vi.stubEnv("SCHOOL_ORIGIN", "https://school.example");
    vi.stubEnv("MAIL_LINK_SECRET", "a link secret of the tests");
    vi.stubEnv("MAIL_FROM", "post@school.example");
    const results: MailResult[] = [];
    const desk = (...mails: Prepared[]) => ({
      prepare: async () => ({ school: { name: "Wren School", accent: null }, mails }),
      note: async (noted: MailResult[]) => {
        results.push(...noted);
        return null;
      },
    });
    const kept = async () => {
      const answer = await fetch(`${base}/outbox.json?key=open`);
      return ((await answer.json()) as { mails: { subject: string; from: string; headers: Record<string, string> }[] })
        .mails;
    };
    return { desk, results, kept };
  }

  it("hands a letter over once however often it is told, with a link that ends its like", async () => {
    const { desk, results, kept } = await openPost();
    for (let time = 0; time < 3; time++) {
      const outcomes = await deliverMail([taken("m1", { mailId: "m1" })], desk(letter));
      expect(outcomes).toMatchObject([{ key: "m1", result: "delivered" }]);
    }
    const [mail, ...more] = await kept();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: "Welcome to Wren School", from: '"Wren School" <post@school.example>' });
    expect(new Set(results.map((one) => one.result === "sent" && one.vendorId)).size).toBe(1);
    const token = /token=([^>]+)>/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
    expect(await readStopToken(token, "a link secret of the tests")).toEqual({ userId: "u1", what: "courses" });
    expect(await readStopToken(token, "another secret")).toBeNull();
  });
  it("tries again what a wrong key or a silent service did not take, and refuses what no service takes", async () => {
    const { desk, results, kept } = await openPost();
    vi.stubEnv("RESEND_API_KEY", "re_nobody_was_given_this_one");
    expect(await deliverMail([taken("m1", { mailId: "m1" })], desk(letter))).toMatchObject([{ result: "failed" }]);
    vi.stubEnv("RESEND_API_KEY", "re_key_of_the_gateways_test");
    const odd = { ...letter, to: "no address" } as Prepared;
    expect(await deliverMail([taken("m2", { mailId: "m2" })], desk(odd))).toMatchObject([{ result: "refused" }]);
    expect(results.map(({ result }) => result)).toEqual(["failed", "refused"]);
    expect(await kept()).toEqual([]);
  });
});
