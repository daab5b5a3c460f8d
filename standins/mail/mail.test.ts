import { appendFileSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mailer, openMail } from "./mail";

const HOST = "http://localhost:3400";
const API_KEY = "re_local";

async function openPost(folder = mkdtempSync(join(tmpdir(), "mail-"))) {
  const mail = await openMail({
    folder,
    apiKey: API_KEY,
    outboxKey: "open-sesame",
    localHosts: ["localhost", "127.0.0.1"],
    now: () => 1_000,
  });
  const send = mailer({
    baseUrl: `${HOST}/_svc/mail`,
    apiKey: API_KEY,
    from: "Doctrina <school@doctrina.invalid>",
    send: (url, init) => mail.handle(new Request(url, init), false),
  });
  const read = (path: string, isLocal = true, host = HOST) =>
    mail.handle(new Request(`${host}/_svc/mail${path}`), isLocal);
  return { folder, mail, send, read };
}

describe("the outbox", () => {
  it("keeps a mail over a restart, readable by its owner's account alone", async () => {
    const first = await openPost();
    await first.send({ to: "ada@example.com", subject: "123456 is your code", text: "Your code is 123456" });
    await first.mail.close();
    appendFileSync(join(first.folder, "outbox.jsonl"), '{"id":"half a');
    const second = await openPost(first.folder);
    expect(await (await second.read("/outbox.json")).json()).toEqual({
      mails: [
        {
          id: expect.any(String) as string,
          at: 1_000,
          from: "Doctrina <school@doctrina.invalid>",
          to: ["ada@example.com"],
          subject: "123456 is your code",
          text: "Your code is 123456",
        },
      ],
    });
    expect(statSync(join(first.folder, "outbox.jsonl")).mode & 0o077).toBe(0);
    expect(readFileSync(join(first.folder, "outbox.jsonl"), "utf8")).not.toContain("half a");
    await second.mail.close();
  });

  it("shows what was sent as text, never as markup", async () => {
    const { mail, send, read } = await openPost();
    await send({ to: "a@example.com", subject: "<script>alert(1)</script>", text: '"><img src=x onerror=alert(1)>' });
    const page = await read("/outbox");
    const html = await page.text();
    expect(html).not.toMatch(/<script|<img/);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    await mail.close();
  });

  it("opens at this machine, or with the key, and to nobody else", async () => {
    const { mail, read } = await openPost();
    const statuses = [
      await read("/outbox"),
      await read("/outbox", false),
      await read("/outbox?key=open-sesame", false),
      await read("/outbox?key=wrong", false),
      await read("/outbox", true, "http://rebound.example:3400"),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 403, 200, 403, 403]);
    await mail.close();
  });

  it("refuses a sender without the key and a mail without an address", async () => {
    const { mail } = await openPost();
    const post = (headers: Record<string, string>, body: unknown) =>
      mail.handle(
        new Request(`${HOST}/_svc/mail/emails`, { method: "POST", headers, body: JSON.stringify(body) }),
        true,
      );
    const message = { from: "a@b.c", to: "x@example.com", subject: "s", text: "t" };
    expect((await post({}, message)).status).toBe(401);
    expect((await post({ authorization: "Bearer wrong" }, message)).status).toBe(401);
    expect((await post({ authorization: `Bearer ${API_KEY}` }, { ...message, to: undefined })).status).toBe(422);
    await mail.close();
  });
});
