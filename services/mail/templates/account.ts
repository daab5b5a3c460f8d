import * as z from "zod";
import { path, template } from "../template";

const code = z.object({ code: z.string().regex(/^[0-9A-Za-z-]{4,40}$/), minutes: z.number().int().positive() });
const sampleCode = { code: "123456", minutes: 10 };

/** Proves an address with a code. */
export const verification = template({
  topic: null,
  isSecret: true,
  params: code,
  sample: sampleCode,
  write: ({ code: typed, minutes }, { words: { say }, school }) => ({
    subject: say("verification.subject", { code: typed, school }),
    preview: say("verification.preview", { school }),
    title: say("verification.title"),
    blocks: [
      { kind: "text", text: say("verification.text", { school }) },
      { kind: "code", code: typed },
    ],
    act: null,
    after: say("codeAfter", { minutes }),
    reason: say("verification.reason", { school }),
  }),
});

/** Lets someone choose a new password with a code. */
export const reset = template({
  topic: null,
  isSecret: true,
  params: code,
  sample: sampleCode,
  write: ({ code: typed, minutes }, { words: { say }, school }) => ({
    subject: say("reset.subject", { code: typed, school }),
    preview: say("reset.preview", { school }),
    title: say("reset.title"),
    blocks: [
      { kind: "text", text: say("reset.text", { school }) },
      { kind: "code", code: typed },
    ],
    act: null,
    after: say("codeAfter", { minutes }),
    reason: say("reset.reason", { school }),
  }),
});

/** Tells the owner of an address that someone wanted to sign up with it. */
export const accountExists = template({
  topic: null,
  isSecret: false,
  params: z.object({}),
  sample: {},
  write: (_, { words: { say }, school }) => ({
    subject: say("accountExists.subject", { school }),
    preview: say("accountExists.preview"),
    title: say("accountExists.title"),
    blocks: [{ kind: "text", text: say("accountExists.text", { school }) }],
    act: { label: say("accountExists.act"), path: "/sign-in" },
    after: say("accountExists.after"),
    reason: say("verification.reason", { school }),
  }),
});

/** The first letter of the school to someone who has come. */
export const welcome = template({
  topic: null,
  isSecret: false,
  params: z.object({}),
  sample: {},
  write: (_, { words: { say }, school, name }) => ({
    subject: say("welcome.subject", { school }),
    preview: say("welcome.preview"),
    title: name ? say("welcome.titleNamed", { name }) : say("welcome.title"),
    blocks: [
      { kind: "text", text: say("welcome.text", { school }) },
      { kind: "text", text: say("welcome.settings") },
    ],
    act: { label: say("welcome.act"), path: "/courses" },
    after: null,
    reason: say("welcome.reason", { school }),
  }),
});

/** Someone may do something else in the school from now on. */
export const roleChanged = template({
  topic: null,
  isSecret: false,
  params: z.object({ role: z.string().max(40) }),
  sample: { role: "instructor" },
  write: ({ role }, { words: { say }, school }) => ({
    subject: say("roleChanged.subject", { role, school }),
    preview: say("roleChanged.preview", { school }),
    title: say("roleChanged.title", { role }),
    blocks: [{ kind: "text", text: say("roleChanged.text", { role, school }) }],
    act: {
      label: say("roleChanged.act", { role }),
      path: role === "admin" ? "/admin" : role === "instructor" ? "/teach" : "/learn",
    },
    after: null,
    reason: say("accountReason", { school }),
  }),
});

/** Invites someone who has no account yet into the school. */
export const platformInvitation = template({
  topic: null,
  isSecret: true,
  params: z.object({
    by: z.string().max(120),
    role: z.string().max(40),
    /** Holds the invitation's token. */
    href: path,
    /** Until when the invitation can be taken, ms. */
    expiresAt: z.number(),
    note: z.string().max(1_000).nullable(),
    /** A course that they are asked to help with, and as what. */
    help: z
      .object({ course: z.string().max(300), role: z.string().max(40) })
      .nullable()
      .default(null),
  }),
  sample: {
    by: "Sample Sender",
    role: "instructor",
    href: "/join/sample-token",
    expiresAt: Date.UTC(2030, 0, 15, 12),
    note: "Looking forward to your first course here.",
    help: { course: "A Sample Course", role: "editor" },
  },
  write: ({ by, role, href, expiresAt, note, help }, { words: { say, moment }, school, timeZone }) => ({
    subject: say("platformInvitation.subject", { by, school }),
    preview: say("platformInvitation.preview", { role }),
    title: say("platformInvitation.title", { school }),
    blocks: [
      { kind: "text", text: say("platformInvitation.text", { by, school, role }) },
      ...(help ? [{ kind: "text" as const, text: say("platformInvitation.help", help) }] : []),
      ...(note ? [{ kind: "quote" as const, text: note, by }] : []),
    ],
    act: { label: say("platformInvitation.act"), path: href },
    after: say("platformInvitation.after", { until: moment(expiresAt, timeZone) }),
    reason: say("platformInvitation.reason", { by, school }),
  }),
});

/** What was paid, line by line. */
export const receipt = template({
  topic: null,
  isSecret: false,
  params: z.object({
    number: z.string().max(60),
    /** When it was paid, ms. */
    at: z.number(),
    lines: z.array(z.object({ label: z.string().max(200), amountCents: z.number().int() })).max(50),
    totalCents: z.number().int(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    href: path,
  }),
  sample: {
    number: "SAMPLE-0001",
    at: Date.UTC(2030, 0, 15, 12),
    lines: [
      { label: "A Sample Course", amountCents: 4900 },
      { label: "Voucher SAMPLE", amountCents: -900 },
    ],
    totalCents: 4000,
    currency: "EUR",
    href: "/account",
  },
  write: ({ number, at, lines, totalCents, currency, href }, { words: { say, day, money }, school, timeZone }) => ({
    subject: say("receipt.subject", { number, school }),
    preview: say("receipt.preview", { total: money(totalCents, currency) }),
    title: say("receipt.title"),
    blocks: [
      { kind: "text", text: say("receipt.text", { number, day: day(at, timeZone), school }) },
      {
        kind: "facts",
        rows: [
          ...lines.map(({ label, amountCents }) => [label, money(amountCents, currency)] as const),
          [say("receipt.total"), money(totalCents, currency)] as const,
        ],
        hasTotal: true,
      },
    ],
    act: { label: say("receipt.act"), path: href },
    after: null,
    reason: say("receipt.reason", { school }),
  }),
});
