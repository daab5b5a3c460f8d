import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openMail, type MailOptions } from "./mail";
import { mailer } from "./mailer";

const HOST = "http://localhost:3400";
const API_KEY = "re_local";

async function openPost(folder = mkdtempSync(join(tmpdir(), "mail-")), more: Partial<MailOptions> = {}) {
  const mail = await openMail({
    folder,
    apiKey: API_KEY,
    outboxKey: "open-sesame",
    localHosts: ["localhost", "127.0.0.1"],
    now: () => 1_000,
    ...more,
  });
  const post = mailer({
    baseUrl: `${HOST}/_svc/mail`,
    apiKey: API_KEY,
    send: (url, init) => mail.handle(new Request(url, init), false),
  });
  const send = (message: { to: string; subject: string; text: string; html?: string }) =>
    post({ from: "Doctrina <school@doctrina.invalid>", ...message });
  const read = (path: string, isLocal = true, host = HOST) =>
    mail.handle(new Request(`${host}/_svc/mail${path}`), isLocal);
  return { folder, mail, send, read };
}

type Kept = { id: string; subject: string };
async function newest(read: (path: string) => Promise<Response>): Promise<Kept> {
  const { mails } = (await (await read("/outbox.json")).json()) as { mails: Kept[] };
  if (!mails[0]) throw new Error("the outbox is empty");
  return mails[0];
}

describe("the outbox", () => {
  it("shows a hundred mails a page, with a way to the older ones of the same search", async () => {
    const { send, read } = await openPost();
    for (let n = 0; n < 205; n++)
      await send({ to: "a@school.test", subject: `Letter ${n}`, text: n % 2 ? "odd" : "even" });
    const subjects = async (query: string) =>
      ((await (await read(`/outbox.json${query}`)).json()) as { mails: { subject: string }[] }).mails.map(
        ({ subject }) => subject,
      );
    expect([(await subjects("")).at(0), (await subjects("")).at(-1)]).toEqual(["Letter 204", "Letter 105"]);
    expect(await subjects("?page=3")).toEqual([4, 3, 2, 1, 0].map((n) => `Letter ${n}`));
    expect(await subjects("?page=99")).toEqual(await subjects("?page=3"));
    expect(await subjects("?page=-1")).toEqual(await subjects(""));
    const second = await (await read("/outbox?page=2&q=letter&key=open-sesame")).text();
    expect(second).toContain("Page 2 of 3");
    expect(second).toContain('href="/_svc/mail/outbox?q=letter&amp;page=3&amp;key=open-sesame">Older</a>');
    expect(second).toContain('href="/_svc/mail/outbox?q=letter&amp;page=1&amp;key=open-sesame">Newer</a>');
    expect(await (await read("/outbox?q=odd&page=2")).text()).not.toContain("Older");
  });
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
          html: "",
          headers: {},
          tags: {},
          once: null,
        },
      ],
    });
    expect(statSync(join(first.folder, "outbox.jsonl")).mode & 0o077).toBe(0);
    expect(readFileSync(join(first.folder, "outbox.jsonl"), "utf8")).not.toContain("half a");
    await second.mail.close();
  });

  it("that nothing was sent to is opened again without a word", async () => {
    const said: string[] = [];
    const log = (line: string) => said.push(line);
    const first = await openPost(undefined, { log });
    await first.mail.close();
    const second = await openPost(first.folder, { log });
    await second.mail.close();
    expect(said).toEqual([]);
  });

  it("sets lines aside that cannot be read, and says so; the other mails stay", async () => {
    const said: string[] = [];
    const log = (line: string) => said.push(line);
    const first = await openPost();
    for (const subject of ["One", "Two"]) await first.send({ to: "a@example.com", subject, text: "Words" });
    await first.mail.close();
    const file = join(first.folder, "outbox.jsonl");
    const [one, two] = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, `${one?.replace('"at":', '"at";')}\n{"id":"of another shape"}\n${two}\n`);
    const second = await openPost(first.folder, { log });
    expect((await newest(second.read)).subject).toBe("Two");
    await second.mail.close();
    const aside = join(first.folder, "outbox-damaged.txt");
    expect(readFileSync(aside, "utf8")).toContain("One");
    expect(said).toEqual([
      `${file} has changed since it was closed: mails may be lost.`,
      `2 lines of ${file} cannot be read; they are in ${aside} now.`,
    ]);
    const third = await openPost(first.folder, { log });
    expect(said.length).toBe(2);
    await third.mail.close();
  });

  it("shows what was sent as text, never as markup", async () => {
    const { mail, send, read } = await openPost();
    const html = "<head></head><script>alert(1)</script>";
    await send({
      to: "a@example.com",
      subject: "<script>alert(1)</script>",
      text: '"><img src=x onerror=alert(1)>',
      html,
    });
    const { id } = await newest(read);
    const one = await (await read(`/outbox/${id}`)).text();
    expect(one).not.toMatch(/<script>alert|<img/);
    expect(one).toContain("sandbox=");
    const frame = await read(`/outbox/${id}/html`);
    expect(frame.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox allow-popups/);
    const page = await read("/outbox?q=%3Cscript%3Ealert");
    const list = await page.text();
    expect(list).not.toMatch(/<script>alert|<img/);
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

describe("Resend's API", () => {
  const letter = { from: "a@b.example", to: ["ada@example.com"], subject: "Hello", text: "Hi", html: "<p>Hi</p>" };
  const speak = (handle: Awaited<ReturnType<typeof openPost>>["mail"]["handle"]) => {
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => handle(new Request(url, init), false));
    return new Resend(API_KEY, { baseUrl: `${HOST}/_svc/mail` });
  };
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("takes one request once, however often it is sent, and refuses its name for another one", async () => {
    const { mail, read } = await openPost();
    const resend = speak(mail.handle);
    const first = await resend.emails.send(letter, { idempotencyKey: "one" });
    const again = await resend.emails.send(letter, { idempotencyKey: "one" });
    const other = await resend.emails.send({ ...letter, subject: "Bye" }, { idempotencyKey: "one" });
    expect(first.data).toEqual({ id: expect.any(String) as string });
    expect(again.data).toEqual(first.data);
    expect(other.error).toMatchObject({ name: "invalid_idempotent_request", statusCode: 409 });
    expect(((await (await read("/outbox.json")).json()) as { mails: unknown[] }).mails).toHaveLength(1);
    expect((await resend.emails.get(first.data?.id ?? "")).data).toMatchObject({
      subject: "Hello",
      last_event: "delivered",
    });
    await mail.close();
  });
});

describe("what becomes of a mail", () => {
  const secret = `whsec_${Buffer.from("a secret of the tests").toString("base64")}`;
  type Told = { type: string; data: { to: string[]; tags: Record<string, string> } };

  it("is told by signed webhooks, in order, until the school listens, also after a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mail-"));
    const told: string[] = [];
    let isDown = true;
    const listen: typeof fetch = async (url, init) => {
      const request = new Request(url, init);
      const body = await request.text();
      if (isDown) return new Response(null, { status: 503 });
      const verified = new Webhook(secret).verify(body, {
        "webhook-id": request.headers.get("svix-id") ?? "",
        "webhook-timestamp": request.headers.get("svix-timestamp") ?? "",
        "webhook-signature": request.headers.get("svix-signature") ?? "",
      }) as Told;
      told.push(`${verified.data.to[0]} ${verified.type}`);
      return new Response(null, { status: 204 });
    };
    const options = { webhook: { url: "http://127.0.0.1:9/webhooks/mail", secret }, send: listen, now: Date.now };
    const first = await openPost(folder, options);
    await first.send({ to: "bounced+one@resend.dev", subject: "a", text: "" });
    await first.mail.close();
    isDown = false;
    const second = await openPost(folder, options);
    await second.send({ to: "complained@resend.dev", subject: "b", text: "" });
    await second.send({ to: "ada@example.com", subject: "c", text: "" });
    await vi.waitFor(() => expect(told).toHaveLength(7), { timeout: 20_000 });
    expect(told).toEqual([
      "bounced+one@resend.dev email.sent",
      "bounced+one@resend.dev email.bounced",
      "complained@resend.dev email.sent",
      "complained@resend.dev email.delivered",
      "complained@resend.dev email.complained",
      "ada@example.com email.sent",
      "ada@example.com email.delivered",
    ]);
    await second.mail.close();
  });
});
