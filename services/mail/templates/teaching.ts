import * as z from "zod";
import { path, template } from "../template";

/** Someone joined a course that one teaches. */
export const studentEnrolled = template({
  topic: "teaching",
  isSecret: false,
  params: z.object({ student: z.string().max(120), course: z.string().max(300), href: path }),
  sample: { student: "Sample Student", course: "A Sample Course", href: "/teach" },
  write: ({ student, course, href }, { words: { say }, school }) => ({
    subject: say("studentEnrolled.subject", { student, course }),
    preview: say("studentEnrolled.preview"),
    title: say("studentEnrolled.title", { student }),
    blocks: [{ kind: "text", text: say("studentEnrolled.text", { student, course }) }],
    act: { label: say("studentEnrolled.act"), path: href },
    after: null,
    reason: say("teachingReason", { school }),
  }),
});

/** An import came to its end while its owner was elsewhere. */
export const importFinished = template({
  topic: "imports",
  isSecret: false,
  params: z.object({ file: z.string().max(300), href: path }),
  sample: { file: "a-sample-course.tar.gz", href: "/teach/imports" },
  write: ({ file, href }, { words: { say }, school }) => ({
    subject: say("importFinished.subject", { file }),
    preview: say("importFinished.preview"),
    title: say("importFinished.title"),
    blocks: [{ kind: "text", text: say("importFinished.text", { file }) }],
    act: { label: say("importFinished.act"), path: href },
    after: null,
    reason: say("importFinished.reason", { school }),
  }),
});

/** Asks a person of the school to help with a course. */
export const staffInvitation = template({
  topic: null,
  isSecret: false,
  params: z.object({
    by: z.string().max(120),
    course: z.string().max(300),
    role: z.string().max(40),
    href: path,
  }),
  sample: { by: "Sample Teacher", course: "A Sample Course", role: "editor", href: "/teach" },
  write: ({ by, course, role, href }, { words: { say }, school }) => ({
    subject: say("staffInvitation.subject", { by, course }),
    preview: say("staffInvitation.preview", { role }),
    title: say("staffInvitation.title", { course }),
    blocks: [{ kind: "text", text: say("staffInvitation.text", { by, course, role, school }) }],
    act: { label: say("staffInvitation.act"), path: href },
    after: null,
    reason: say("staffInvitation.reason", { by, school }),
  }),
});

/** Tells someone that a course is not theirs to help with any more. */
export const staffRemoved = template({
  topic: null,
  isSecret: false,
  params: z.object({ by: z.string().max(120), course: z.string().max(300), href: path }),
  sample: { by: "Sample Teacher", course: "A Sample Course", href: "/teach" },
  write: ({ by, course, href }, { words: { say }, school }) => ({
    subject: say("staffRemoved.subject", { course }),
    preview: say("staffRemoved.preview"),
    title: say("staffRemoved.title", { course }),
    blocks: [{ kind: "text", text: say("staffRemoved.text", { by, course }) }],
    act: { label: say("staffRemoved.act"), path: href },
    after: null,
    reason: say("accountReason", { school }),
  }),
});

/** Someone came by one's invitation. */
export const invitationAccepted = template({
  topic: "people",
  isSecret: false,
  params: z.object({ person: z.string().max(120), role: z.string().max(40), href: path }),
  sample: { person: "Sample Newcomer", role: "instructor", href: "/admin/users" },
  write: ({ person, role, href }, { words: { say }, school }) => ({
    subject: say("invitationAccepted.subject", { person, school }),
    preview: say("invitationAccepted.preview"),
    title: say("invitationAccepted.title", { person }),
    blocks: [{ kind: "text", text: say("notices.invitationAccepted", { person, role }) }],
    act: { label: say("invitationAccepted.act"), path: href },
    after: null,
    reason: say("invitationAccepted.reason", { school }),
  }),
});
