import * as z from "zod";
import { path, template } from "../template";
import { cutText } from "../../shared/cut-text";

const course = z.object({ course: z.string().max(300), href: path });
const sample = { course: "A Sample Course", href: "/courses" };

/** Someone is in a course: by themselves, or by an admin. */
export const enrolled = template({
  topic: "courses",
  isSecret: false,
  params: course.extend({ isSelf: z.boolean() }),
  sample: { ...sample, isSelf: true },
  write: ({ course: title, href, isSelf }, { words: { say }, school }) => ({
    subject: say("enrolled.subject", { course: title }),
    preview: say("enrolled.preview"),
    title: say("enrolled.title", { course: title }),
    blocks: [
      { kind: "text", text: say(isSelf ? "enrolled.self" : "enrolled.granted", { course: title, school }) },
      { kind: "text", text: say("enrolled.text") },
    ],
    act: { label: say("enrolled.act"), path: href },
    after: null,
    reason: say("coursesReason", { school }),
  }),
});

/** Whoever asked for a seat has one. */
export const approved = template({
  topic: "courses",
  isSecret: false,
  params: course,
  sample,
  write: ({ course: title, href }, { words: { say }, school }) => ({
    subject: say("approved.subject", { course: title }),
    preview: say("approved.preview"),
    title: say("approved.title"),
    blocks: [{ kind: "text", text: say("approved.text", { course: title, school }) }],
    act: { label: say("enrolled.act"), path: href },
    after: null,
    reason: say("coursesReason", { school }),
  }),
});

/** A seat became free for someone who waited. */
export const waitlistPromoted = template({
  topic: "courses",
  isSecret: false,
  /** `until`: when the seat goes to the next one, ms; null when it is theirs already. */
  params: course.extend({ until: z.number().nullable() }),
  sample: { ...sample, until: Date.UTC(2030, 0, 15, 12) },
  write: ({ course: title, href, until }, { words: { say, moment }, school, timeZone }) => ({
    subject: say("waitlistPromoted.subject", { course: title }),
    preview: say("waitlistPromoted.preview"),
    title: say("waitlistPromoted.title"),
    blocks: [{ kind: "text", text: say("waitlistPromoted.text", { course: title, school }) }],
    act: { label: say(until === null ? "enrolled.act" : "waitlistPromoted.act"), path: href },
    after: until === null ? null : say("waitlistPromoted.after", { until: moment(until, timeZone) }),
    reason: say("coursesReason", { school }),
  }),
});

/** A course on someone's list can be taken now. */
export const coursePublished = template({
  topic: "wishlist",
  isSecret: false,
  params: course.extend({ summary: z.string().max(600) }),
  sample: { ...sample, summary: "Six short lessons that only exist so that this letter has something to say." },
  write: ({ course: title, href, summary }, { words: { say }, school }) => ({
    subject: say("coursePublished.subject", { course: title }),
    preview: summary || say("coursePublished.preview", { school }),
    title: title,
    blocks: [
      { kind: "text", text: say("coursePublished.text", { course: title, school }) },
      ...(summary ? [{ kind: "quote" as const, text: summary, by: null }] : []),
    ],
    act: { label: say("coursePublished.act"), path: href },
    after: null,
    reason: say("coursePublished.reason", { school }),
  }),
});

/** A course is finished. */
export const completed = template({
  topic: "courses",
  isSecret: false,
  params: course,
  sample,
  write: ({ course: title, href }, { words: { say }, school, name }) => ({
    subject: say("completed.subject", { course: title }),
    preview: say("completed.preview"),
    title: name ? say("completed.titleNamed", { name }) : say("completed.title"),
    blocks: [{ kind: "text", text: say("completed.text", { course: title, school }) }],
    act: { label: say("completed.act"), path: href },
    after: null,
    reason: say("coursesReason", { school }),
  }),
});

/** A certificate can be seen and shown. */
export const certificate = template({
  topic: null,
  isSecret: false,
  params: course.extend({ serial: z.string().max(80) }),
  sample: { ...sample, serial: "SAMPLE-2030-0001" },
  write: ({ course: title, href, serial }, { words: { say }, school }) => ({
    subject: say("certificate.subject", { course: title }),
    preview: say("certificate.preview"),
    title: say("certificate.title"),
    blocks: [
      { kind: "text", text: say("certificate.text", { course: title, school }) },
      { kind: "facts", rows: [[say("certificate.serial"), serial]], hasTotal: false },
    ],
    act: { label: say("certificate.act"), path: href },
    after: say("certificate.after"),
    reason: say("accountReason", { school }),
  }),
});

/** Someone was taken out of a course. */
export const withdrawn = template({
  topic: "courses",
  isSecret: false,
  params: course,
  sample,
  write: ({ course: title, href }, { words: { say }, school }) => ({
    subject: say("withdrawn.subject", { course: title }),
    preview: say("withdrawn.preview"),
    title: say("withdrawn.title", { course: title }),
    blocks: [{ kind: "text", text: say("withdrawn.text", { course: title, school }) }],
    act: { label: say("withdrawn.act"), path: href },
    after: null,
    reason: say("coursesReason", { school }),
  }),
});

/** Word from those who teach a course, or from the school (`course` null). */
export const announcement = template({
  topic: "announcements",
  isSecret: false,
  params: z.object({
    course: z.string().max(300).nullable(),
    title: z.string().max(300),
    text: z.string().max(20_000),
    by: z.string().max(120),
    href: path,
  }),
  sample: {
    course: "A Sample Course",
    title: "No meeting on Thursday",
    text: "We meet a week later, at the same time.\n\nUntil then, have a look at the second lesson.",
    by: "Sample Teacher",
    href: "/courses",
  },
  write: ({ course: from, title, text, by, href }, { words: { say }, school }) => ({
    subject: from ? say("announcement.subject", { title, course: from }) : title,
    preview: cutText(text, 140),
    title,
    blocks: [{ kind: "quote", text, by }],
    act: { label: say("announcement.act"), path: href },
    after: null,
    reason: from ? say("announcement.reason", { course: from, school }) : say("announcement.schoolReason", { school }),
  }),
});
