import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Webhook } from "standardwebhooks";
import { writeStopToken } from "../services/mail/stop-link";
import { api, internal } from "./_generated/api";
import { openPost, postSecrets } from "./post.testing";
import { openSchool, type School } from "./world.testing";

const page = { numItems: 50, cursor: null };
let post: ReturnType<typeof openPost>;
beforeEach(() => {
  vi.useFakeTimers();
  post = openPost();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** A student, an admin and a course that the student enrols in: one letter is due. */
async function office() {
  const school = openSchool();
  const admin = await school.person("Root", "admin");
  const owner = await school.person("Owner", "instructor");
  const student = await school.person("Stu Dent");
  const course = await school.course(owner._id, { title: "Knots" });
  const enroll = () => student.mutation(api.enrollments.enroll, { courseId: course.courseId });
  const log = async () => (await admin.query(api.mail.list, { paginationOpts: page })).page;
  return { school, admin, owner, student, enroll, log };
}
/** Runs what is scheduled now, and what that schedules within the time given (ms). */
async function settle({ t }: School, ms = 0) {
  for (let pass = 0; pass < 4; pass++) {
    vi.advanceTimersByTime(pass === 0 ? ms : 0);
    await t.finishInProgressScheduledFunctions();
  }
}
function tell(
  { t }: School,
  type: string,
  mailId: string,
  id: string,
  data: object = {},
  secret = postSecrets.webhook,
) {
  const at = new Date();
  const body = JSON.stringify({
    type,
    created_at: at.toISOString(),
    data: { email_id: "v1", to: ["stu-dent-3@example.com"], tags: { mail: mailId }, ...data },
  });
  const headers = {
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": new Webhook(secret).sign(id, at, body),
  };
  return t.fetch("/webhooks/mail", { method: "POST", body, headers });
}

describe("a letter", () => {
  test("goes out once, in the school's name, with a signed way to end its like", async () => {
    const { school, student, enroll, log } = await office();
    await enroll();
    await settle(school);
    const [letter, ...others] = post.posted;
    expect(others).toEqual([]);
    const token = await writeStopToken({ userId: student._id, what: "courses" }, postSecrets.link);
    expect(letter).toMatchObject({
      from: '"Doctrina" <post@school.example>',
      to: [student.email],
      subject: "You are in: Knots",
      headers: {
        "List-Unsubscribe": `<https://school.example/unsubscribe/one-click?token=${token}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    });
    expect(letter?.text).toContain("https://school.example/courses/knots");
    const [row] = await log();
    expect(row).toMatchObject({ state: "sent", to: student.email, template: "enrolled", hasWords: false });
    expect(JSON.stringify(row)).not.toContain(token);
  });
  test("that the service will not take now is tried again under the same name; one that it refuses waits for an admin", async () => {
    const { school, admin, enroll, log } = await office();
    post.answer = () => ({ status: 500, body: { name: "internal_server_error", message: "on fire", statusCode: 500 } });
    await enroll();
    await settle(school);
    expect(await log()).toMatchObject([{ state: "waiting", error: "on fire" }]);
    expect(await admin.query(api.mail.post, {})).toMatchObject({ waiting: 1, lastError: "on fire" });
    post.answer = () => ({ status: 422, body: { name: "validation_error", message: "bad", statusCode: 422 } });
    await settle(school, 5_000);
    const [refused] = await log();
    expect(refused).toMatchObject({ state: "refused", error: "bad", hasWords: true });
    post.answer = () => ({ status: 200, body: {} });
    await admin.mutation(api.mail.retry, { mailId: refused!._id });
    await settle(school);
    expect(post.posted).toHaveLength(1);
    expect(await log()).toMatchObject([{ state: "sent", error: null }]);
  });
  test("is not sent twice when the service has it already in other words", async () => {
    const { school, enroll, log } = await office();
    post.answer = () => ({ status: 409, body: { name: "invalid_idempotent_request", message: "", statusCode: 409 } });
    await enroll();
    await settle(school);
    expect(await log()).toMatchObject([{ state: "sent" }]);
  });
  test("does not reach someone who was deactivated or stopped such letters meanwhile", async () => {
    const { school, admin, student, enroll, log } = await office();
    await enroll();
    const token = await writeStopToken({ userId: student._id, what: "courses" }, postSecrets.link);
    expect(await school.t.mutation(api.mail.stop, { token })).toEqual({ what: "courses", before: "now" });
    await settle(school);
    expect(await log()).toMatchObject([{ state: "skipped", reason: "unsubscribed" }]);
    expect(await student.query(api.notifications.choices, {})).toMatchObject({
      topics: [{ topic: "courses", inApp: true, mail: "off" }],
    });
    await admin.mutation(api.mail.sendTest, { template: "welcome" });
    await settle(school);
    expect(post.posted.map(({ to, subject }) => [to[0], subject])).toEqual([
      [admin.email, "Test: Welcome to Doctrina"],
    ]);
  });
  test("welcomes someone new once, and everything goes when they do", async () => {
    const { school, log } = await office();
    const claims = {
      issuer: "https://identity.example",
      subject: "nia",
      tokenIdentifier: "https://identity.example|nia",
    };
    const nia = school.t.withIdentity({ ...claims, name: "Nia", email: "nia@example.com", emailVerified: true });
    await nia.mutation(api.users.arrive, {});
    await nia.mutation(api.users.arrive, {});
    await settle(school);
    expect(post.posted).toMatchObject([{ to: ["nia@example.com"], subject: "Welcome to Doctrina" }]);
    const event = { kind: "deleted" as const, subject: "nia" };
    await school.t.mutation(internal.jobs.identity.take, { deliveryId: "d1", issuer: claims.issuer, event });
    expect(await log()).toEqual([]);
  });
});

describe("the mail webhook over HTTP", () => {
  async function sentOne() {
    const made = await office();
    await made.enroll();
    await settle(made.school);
    const [row] = await made.log();
    return { ...made, mailId: row!._id };
  }
  test("says what became of a letter, once for one delivery", async () => {
    const { school, log, mailId, student, admin } = await sentOne();
    const data = { to: [student.email], bounce: { type: "Permanent", message: "no such box", subType: "General" } };
    expect((await tell(school, "email.bounced", mailId, "d1", data)).status).toBe(204);
    expect(await log()).toMatchObject([{ state: "bounced", error: "no such box" }]);
    expect((await admin.query(api.mail.troubled, { paginationOpts: page })).page).toMatchObject([
      { address: student.email, state: "bounced", detail: "no such box" },
    ]);
    expect(await student.query(api.mail.myAddress, {})).toMatchObject({ state: "bounced" });
    vi.advanceTimersByTime(1_000);
    await student.mutation(api.mail.confirmAddress, {});
    expect((await tell(school, "email.bounced", mailId, "d1", data)).status).toBe(204);
    expect(await student.query(api.mail.myAddress, {})).toBeNull();
  });
  test("is deaf to what nobody signed, to the stale, and to what it does not know", async () => {
    const { school, log, mailId } = await sentOne();
    const other = `whsec_${btoa("somebody else's secret")}`;
    expect((await tell(school, "email.bounced", mailId, "d1", {}, other)).status).toBe(401);
    expect((await school.t.fetch("/webhooks/mail", { method: "POST", body: "{}" })).status).toBe(401);
    expect((await tell(school, "contact.created", mailId, "d2")).status).toBe(204);
    vi.stubEnv("RESEND_WEBHOOK_SECRET", undefined);
    expect((await tell(school, "email.bounced", mailId, "d3")).status).toBe(503);
    expect(await log()).toMatchObject([{ state: "sent" }]);
  });
  test("the system page knows when the mail service last told something that was believed", async () => {
    const { school, mailId } = await sentOne();
    const health = () => school.write(({ system }) => system.health("mail"));
    await tell(school, "email.bounced", mailId, "d1", {}, `whsec_${btoa("somebody else's secret")}`);
    expect(await health()).toMatchObject({ webhookAt: null });
    await tell(school, "email.delivered", mailId, "d2");
    expect(await health()).toMatchObject({ webhookAt: expect.any(Number) as number, webhookType: "email.delivered" });
  });
});

test("every letter can be looked at in every language, and only its own school is linked", async () => {
  const { admin } = await office();
  const shown = await admin.query(api.mail.preview, { template: "digest", locale: "ar-XB", theme: "dark" });
  expect(shown.html).toContain('dir="rtl"');
  expect(
    [...shown.html.matchAll(/href="([^"]+)"/g)].every(([, url]) => url?.startsWith("https://school.example/")),
  ).toBe(true);
});
