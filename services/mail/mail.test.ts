import { beforeEach, describe, expect, test } from "vitest";
import { memoryAuditStore } from "../audit/memory-audit-store";
import { memoryNotificationStore } from "../notifications/memory-notification-store";
import { notify } from "../notifications/notify";
import { saveDigestEvery } from "../notifications/save-choices";
import { sendDigests } from "../notifications/send-digests";
import { memoryUserStore } from "../users/memory-user-store";
import type { User, UserId } from "../users/user";
import { newUser } from "../users/user-keys";
import { dropMail, retryMail } from "./administer-mail";
import { forgetMailsOf, forgetOldMails, keptFor } from "./forget-mails";
import { memoryPost } from "./mail-deps.testing";
import { readMailEvent, type MailEvent } from "./mail-event";
import type { MailId } from "./mail";
import { noteResults } from "./note-results";
import { confirmAddress, ownTrouble } from "./own-address";
import { prepareMails } from "./prepare-mails";
import { recordEvent } from "./record-event";
import { mostByOne, mostToOne, sendMail } from "./send-mail";
import { writeStopToken } from "./stop-link";
import { readStopLink, resumeLetters, stopLetters } from "./stop-letters";

const day = 24 * 60 * 60_000;
const person = (id: string, more: Partial<User> = {}): User => ({
  ...newUser({ tokenIdentifier: id, email: `${id}@example.com`, name: id, createdAt: 0, isEmailVerified: true }),
  ...more,
  _id: id as UserId,
});
const ada = "ada" as UserId;
const admin = { id: "root" as UserId, role: "admin" as const, name: "Root" };
const actor = { id: ada, role: "student" as const, name: "ada" };

let now = 0;
const open = (...people: User[]) => ({
  ...memoryPost(),
  users: memoryUserStore([person("ada"), ...people]),
  notifications: memoryNotificationStore(),
  audit: memoryAuditStore(),
  school: { get: async () => ({ name: "Harbour School", bootstrapUsedAt: null, seededAt: null }) },
  clock: { now: () => now },
});
let deps = open();
beforeEach(() => {
  now = Date.parse("2026-11-30T12:00:00Z");
  deps = open();
});

const finish = (key = "a", userId = ada) =>
  sendMail(deps, { template: "completed", params: { course: "Knots", href: "/courses/knots" }, userId, key });
const decided = async (id: MailId | null) => (await prepareMails(deps, [id ?? ""])).mails[0];
const sent = (mailId: MailId | null, vendorId = "v1") =>
  noteResults(deps, [{ result: "sent", mailId: mailId ?? "", vendorId, subject: "Hello", to: "Ada@Example.com" }]);
const event = (kind: MailEvent["kind"], mailId: MailId | null, more: Partial<MailEvent> = {}): MailEvent => ({
  ...{ kind, mailId, vendorId: "v1", address: "ada@example.com", isForGood: kind === "bounced", detail: "", at: now },
  ...more,
});

describe("a letter", () => {
  test("is ordered once for one occasion, and its delivery is asked for once for many", async () => {
    expect(await finish()).toBe(await finish());
    for (let i = 0; i < 30; i++) await finish(`key ${i}`);
    expect(deps.jobs.asked).toEqual([{ name: "deliver", args: { channel: "mail" }, delayMs: 0 }]);
  });
  test("goes to the person as they are when it is due", async () => {
    const id = await finish();
    await deps.users.change(ada, { email: "New@Example.com", emailKey: "new@example.com", locale: "ar-XB" });
    expect(await decided(id)).toMatchObject({ kind: "send", to: "New@Example.com", locale: "ar-XB" });
    expect(await decided(id)).toMatchObject({ stop: { userId: ada, what: "courses" } });
  });
  test("does not go to people who are gone, and is not even ordered for them", async () => {
    const id = await finish();
    await deps.users.change(ada, { status: "deactivated" });
    expect(await decided(id)).toEqual({ kind: "skip", reason: "gone" });
    expect(await finish("later")).toBeNull();
  });
  test("whose params do not fit is a bug of whoever orders it", async () => {
    const wrong = { course: "Knots", href: "https://elsewhere.example" };
    await expect(sendMail(deps, { template: "completed", params: wrong, userId: ada, key: "x" })).rejects.toThrow();
  });
  test("to an address that is none is refused, and so is one more than a person may cause within an hour", async () => {
    const params = { by: "Root", course: "Knots", role: "editor", href: "/teach" };
    const invite = (to: string) =>
      sendMail(deps, { template: "staffInvitation", params, to, key: to, causedBy: admin });
    for (const to of ["nobody", "a@b", "a@example.com\r\nBcc: b@example.com", "a@example.com, b@example.com"])
      await expect(invite(to)).rejects.toMatchObject({ data: { reason: "fields" } });
    for (let i = 0; i < mostByOne; i++) await invite(`p${i}@example.com`);
    await expect(invite("more@example.com")).rejects.toMatchObject({ data: { reason: "too_many_mails" } });
    now += 60 * 60_000;
    expect(await invite("more@example.com")).not.toBeNull();
  });
  test("is left out when a person got very many within the hour, unless it is one that everyone gets", async () => {
    for (let i = 0; i < mostToOne; i++) await finish(`key ${i}`);
    const id = await finish("one more");
    expect(await deps.mails.byId(id ?? "")).toMatchObject({ state: "skipped", reason: "many", params: null });
    const role = await sendMail(deps, { template: "roleChanged", params: { role: "admin" }, userId: ada, key: "role" });
    expect(await decided(role)).toMatchObject({ kind: "send" });
  });
  test("is forgotten in its words once it has gone out; a second word of it changes nothing", async () => {
    const id = await finish();
    await sent(id);
    await sent(id);
    expect(await deps.mails.byId(id ?? "")).toMatchObject({
      state: "sent",
      params: null,
      subject: "Hello",
      to: "ada@example.com",
    });
    expect(await decided(id)).toEqual({ kind: "done" });
    const code = { code: "123456", minutes: 10 };
    const secret = await sendMail(deps, { template: "reset", params: code, userId: ada, key: "code" });
    await sent(secret);
    expect(await deps.mails.byId(secret ?? "")).toMatchObject({ subject: null, params: null });
  });
});

describe("news", () => {
  const studentCame = (student = "Bo") =>
    notify(deps, ada, { kind: "studentEnrolled", params: { student, course: "Knots" }, href: "/teach/x" });
  const mails = async () => (await deps.mails.list({}, { numItems: 50, cursor: null })).page;

  test("of a role is written at once, whatever one chose", async () => {
    await notify(deps, ada, { kind: "roleChanged", params: { role: "admin" }, href: "/account" });
    expect(await mails()).toMatchObject([{ template: "roleChanged", state: "waiting" }]);
  });
  test("of students waits for the summary, which leaves out what was read and goes out once", async () => {
    await studentCame("Bo");
    await studentCame("Bo");
    await studentCame("Cy");
    expect(await mails()).toEqual([]);
    const { page } = await deps.notifications.list(ada, { numItems: 9, cursor: null });
    await deps.notifications.markRead(
      page.filter((row) => row.params.student === "Cy"),
      now,
    );
    now += day;
    await sendDigests(deps);
    await sendDigests(deps);
    const [digest, ...others] = await mails();
    expect(others).toEqual([]);
    expect(JSON.parse(digest?.params ?? "")).toMatchObject({ items: [{ params: { student: "Bo" } }], more: 0 });
  });
  test("that was read makes no summary", async () => {
    await studentCame();
    await deps.notifications.markRead(await deps.notifications.someUnread(ada, 9), now);
    now += day;
    await sendDigests(deps);
    expect(await mails()).toEqual([]);
  });
  test("keeps to what one chose: nowhere, or in a week", async () => {
    await deps.notifications.saveChoices(ada, {
      topics: [{ topic: "teaching", inApp: false, mail: "off" }],
      digest: null,
    });
    await studentCame();
    expect(await deps.notifications.unread(ada)).toBe(0);
    expect(await deps.notifications.digest(ada)).toBeNull();
    await deps.notifications.saveChoices(ada, { topics: [], digest: null });
    await studentCame();
    await saveDigestEvery(deps, actor, "weekly");
    expect(await deps.notifications.digest(ada)).toMatchObject({ dueAt: Date.parse("2026-12-07T07:00:00Z") });
    await saveDigestEvery(deps, actor, "off");
    expect(await deps.notifications.digest(ada)).toBeNull();
  });
  test("comes at seven where one was last, and where one chose to be", async () => {
    await deps.users.change(ada, { seenTimeZone: "Asia/Kolkata" });
    await studentCame();
    const { dueAt = 0 } = (await deps.notifications.digest(ada)) ?? {};
    expect(new Date(dueAt).toISOString()).toContain("T01:30:00");
    await deps.users.change(ada, { timeZone: "Europe/Lisbon" });
    await saveDigestEvery(deps, actor, "daily");
    expect(new Date((await deps.notifications.digest(ada))?.dueAt ?? 0).toISOString()).toContain("T07:00:00");
  });
  test("of a finished import is not written to someone who has seen it", async () => {
    await notify(deps, ada, { kind: "importFinished", params: { file: "a.tar.gz" }, href: "/teach/imports/1" });
    const [mail] = await mails();
    expect(await decided(mail?._id ?? null)).toMatchObject({ kind: "send" });
    await deps.notifications.markRead(await deps.notifications.someUnread(ada, 9), now);
    expect(await decided(mail?._id ?? null)).toEqual({ kind: "skip", reason: "read" });
  });
});

describe("a link in a letter", () => {
  test("ends letters about one thing, and can be taken back", async () => {
    const token = await writeStopToken({ userId: ada, what: "courses" }, "secret");
    expect(await readStopLink(deps, token, "secret")).toEqual({ what: "courses", isStopped: false });
    const stopped = await stopLetters(deps, token, "secret");
    expect(await readStopLink(deps, token, "secret")).toEqual({ what: "courses", isStopped: true });
    expect(stopped).toEqual({ what: "courses", before: "now" });
    expect(await decided(await finish())).toEqual({ kind: "skip", reason: "unsubscribed" });
    await resumeLetters(deps, token, stopped.before, "secret");
    expect(await decided(await finish("again"))).toMatchObject({ kind: "send" });
  });
  test("ends summaries", async () => {
    const token = await writeStopToken({ userId: ada, what: "digest" }, "secret");
    expect(await stopLetters(deps, token, "secret")).toEqual({ what: "digest", before: "daily" });
    await expect(resumeLetters(deps, token, "now", "secret")).rejects.toMatchObject({ data: { reason: "stop_link" } });
  });
  test("of somebody else's making, or of someone who is gone, does nothing", async () => {
    const forged = await writeStopToken({ userId: ada, what: "courses" }, "other");
    const gone = await writeStopToken({ userId: "gone" as UserId, what: "courses" }, "secret");
    for (const [token, secret] of [
      [forged, "secret"],
      [gone, "secret"],
      [forged, null],
    ] as const) {
      await expect(readStopLink(deps, token, secret)).rejects.toMatchObject({ data: { reason: "stop_link" } });
      await expect(stopLetters(deps, token, secret)).rejects.toMatchObject({ data: { reason: "stop_link" } });
    }
    expect(await deps.notifications.choices(ada)).toBeNull();
  });
});

describe("what the mail service tells", () => {
  const orders = <T>(items: T[]): T[][] =>
    items.length < 2
      ? [items]
      : items.flatMap((one, at) => orders(items.toSpliced(at, 1)).map((rest) => [one, ...rest]));

  test.each(orders(["note", "sent", "delivered", "complained"] as const))(
    "ends the same in the order %s, %s, %s, %s",
    async (...order) => {
      const id = await finish();
      for (const kind of order) await (kind === "note" ? sent(id) : recordEvent(deps, event(kind, id)));
      expect(await deps.mails.byId(id ?? "")).toMatchObject({ state: "complained", vendorId: "v1", params: null });
    },
  );
  test("an address that bounced gets nothing until its owner confirms it, and an old bounce does not undo that", async () => {
    const id = await finish();
    await sent(id);
    await recordEvent(deps, event("bounced", id, { detail: "no such box" }));
    expect(await deps.mails.byId(id ?? "")).toMatchObject({ state: "bounced", error: "no such box" });
    expect(await ownTrouble(deps, actor)).toMatchObject({ state: "bounced", detail: "no such box" });
    expect(await decided(await finish("b"))).toEqual({ kind: "skip", reason: "address_bounced" });
    now += 1_000;
    await confirmAddress(deps, actor);
    expect(await decided(await finish("c"))).toMatchObject({ kind: "send" });
    await recordEvent(deps, event("bounced", id, { at: now - 500 }));
    expect(await ownTrouble(deps, actor)).toBeNull();
    now += 1_000;
    await recordEvent(deps, event("bounced", id));
    await expect(confirmAddress(deps, actor)).rejects.toMatchObject({ data: { reason: "tried_lately" } });
  });
  test("a full mailbox is no reason to stop, and a complaint stops all but what an account needs", async () => {
    const id = await finish();
    await recordEvent(deps, event("bounced", id, { isForGood: false }));
    expect(await deps.mails.address("ada@example.com")).toBeNull();
    await recordEvent(deps, event("complained", id));
    expect(await decided(await finish("b"))).toEqual({ kind: "skip", reason: "complained" });
    const role = await sendMail(deps, { template: "roleChanged", params: { role: "admin" }, userId: ada, key: "r" });
    expect(await decided(role)).toMatchObject({ kind: "send" });
  });
  test("an event that names a mail to somebody else does not touch it", async () => {
    const id = await finish();
    await sent(id);
    await recordEvent(deps, event("bounced", id, { vendorId: "v2", address: "eve@example.com" }));
    expect(await deps.mails.byId(id ?? "")).toMatchObject({ state: "sent" });
  });
  test.each([
    [
      "email.bounced",
      { bounce: { type: "Permanent", message: "no" } },
      { kind: "bounced", isForGood: true, detail: "no" },
    ],
    ["email.bounced", { bounce: { type: "Transient", message: "full" } }, { kind: "bounced", isForGood: false }],
    ["email.suppressed", { suppressed: { message: "on the list" } }, { kind: "bounced", isForGood: true }],
    ["email.failed", { failed: { reason: "quota" } }, { kind: "failed", isForGood: false, detail: "quota" }],
    ["email.delivered", { tags: { mail: "m1" } }, { kind: "delivered", mailId: "m1" }],
    ["email.complained", { tags: [{ name: "mail", value: "m2" }] }, { kind: "complained", mailId: "m2" }],
  ])("%s of %j is read as such", (type, more, expected) => {
    const data = { email_id: "v1", to: ["Ada <ada@example.com>"], ...more };
    const body = { type, created_at: "2026-11-30T12:00:00.000Z", data };
    expect(readMailEvent(body)).toMatchObject({ ...expected, address: "ada@example.com", at: now });
  });
  test.each([null, {}, { type: "email.opened" }, { type: "email.bounced", created_at: "x", data: {} }, "words"])(
    "%j tells nothing",
    (body) => {
      expect(readMailEvent(body)).toBeNull();
    },
  );
});

describe("an admin", () => {
  test("has a refused letter sent again, or takes it out; both are written down", async () => {
    const id = (await finish()) ?? ("" as MailId);
    await noteResults(deps, [{ result: "refused", mailId: id, error: "bad" }]);
    const item = await deps.outbox.byKey("mail", id);
    if (item) await deps.outbox.change(item._id, { dueAt: null, lastError: "bad" });
    await retryMail(deps, admin, id);
    expect(await deps.mails.byId(id)).toMatchObject({ state: "waiting", error: null });
    expect(await deps.outbox.byKey("mail", id)).toMatchObject({ dueAt: now, revision: 2 });
    await dropMail(deps, admin, id);
    expect(await deps.mails.byId(id)).toMatchObject({ state: "dropped", params: null });
    expect(await deps.outbox.byKey("mail", id)).toBeNull();
    await expect(retryMail(deps, admin, id)).rejects.toMatchObject({ data: { reason: "mail_settled" } });
    const { page } = await deps.audit.list({ numItems: 9, cursor: null });
    expect(page.map((row) => row.action).sort()).toEqual(["mail.dropped", "mail.retried"]);
  });
});

describe("what is kept", () => {
  test("goes with the person, and with time", async () => {
    const id = await finish();
    await deps.mails.saveAddress({
      address: "ada@example.com",
      state: "bounced",
      detail: "",
      at: 1,
      confirmedAt: null,
    });
    await deps.notifications.saveChoices(ada, { topics: [], digest: "weekly" });
    await forgetMailsOf(deps, ada, "ada@example.com");
    expect(await deps.mails.byId(id ?? "")).toBeNull();
    expect(await deps.outbox.byKey("mail", id ?? "")).toBeNull();
    expect(await deps.mails.address("ada@example.com")).toBeNull();
    expect(await deps.notifications.choices(ada)).toBeNull();

    const old = await finish("old");
    now += keptFor + 1;
    await forgetOldMails(deps);
    expect(await deps.mails.byId(old ?? "")).toBeNull();
  });
  test("a letter that nobody sent again loses its words after a week", async () => {
    const id = await finish();
    await noteResults(deps, [{ result: "refused", mailId: id ?? "", error: "bad" }]);
    now += 8 * day;
    await forgetOldMails(deps);
    expect(await deps.mails.byId(id ?? "")).toMatchObject({ state: "refused", params: null });
  });
});
