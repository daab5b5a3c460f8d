import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { school } from "../seed/school";
import type { SeedBlock, SeedCourse, SeedLesson, SeedQuestion } from "../seed/seed-types";
import { readMarkdown } from "../services/lessons/markdown";
import { writeRichDoc, type RichNode } from "../services/lessons/rich-text";
import type { QuestionDraft } from "../services/questions/question";
import type { DemoCourse, DemoPerson } from "../services/school/demo-school";

/**
 * Writes the demo school through the backend's own internal functions. Told twice, it changes nothing.
 * Needs DOCTRINA_SERVICES_URL, DOCTRINA_ADMIN_KEY and IDENTITY_ISSUER, as `npm start` gives them.
 */

const backend = `${process.env.DOCTRINA_SERVICES_URL ?? ""}/_svc/convex`;
const adminKey = process.env.DOCTRINA_ADMIN_KEY ?? "";
const issuer = process.env.IDENTITY_ISSUER ?? "";
const day = 24 * 60 * 60 * 1_000;
const now = Date.now();

async function tell(path: string, args: object): Promise<unknown> {
  const response = await fetch(`${backend}/api/mutation`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Convex ${adminKey}` },
    body: JSON.stringify({ path, format: "convex_encoded_json", args: [args] }),
  });
  const answer = (await response.json()) as { status: string; value?: unknown; errorMessage?: string };
  if (answer.status !== "success") throw new Error(`${path}: ${answer.errorMessage ?? response.status}`);
  return answer.value;
}

const emailOf = (key: string): string => {
  const person = school.people.find((candidate) => candidate.key === key);
  if (!person) throw new Error(`The demo school has nobody called ${key}`);
  return person.email;
};
const courseOf = (key: string): SeedCourse => {
  const course = school.courses.find((candidate) => candidate.key === key);
  if (!course) throw new Error(`The demo school has no course called ${key}`);
  return course;
};

function people(): DemoPerson[] {
  return school.people.map((person, n) => ({
    key: person.key,
    // Those whom a button signs in are known to the identity service; the others are expected by their address.
    tokenIdentifier: person.key.startsWith("persona-") ? `${issuer}|user_${person.key}` : `pending|${person.email}`,
    name: person.name,
    email: person.email,
    role: person.role,
    headline: person.headline ?? "",
    bio: person.bio ?? "",
    joinedAt: now - (120 - n) * day,
  }));
}

const rich = (markdown: string): string => writeRichDoc(readMarkdown(markdown));

function draftOf(question: SeedQuestion): QuestionDraft {
  const choices = (question.choices ?? []).map((choice, n) => ({
    id: `c${n + 1}`,
    text: choice.text,
    feedback: choice.feedback ?? null,
  }));
  const right = (question.choices ?? []).flatMap((choice, n) => (choice.isCorrect ? [`c${n + 1}`] : []));
  const answer = question.answer ?? 0;
  const tolerance = question.tolerance ?? 0;
  return {
    kind: question.kind === "trueFalse" ? "single" : question.kind,
    prompt: rich(question.prompt),
    choices,
    key:
      question.kind === "shortText"
        ? { kind: "text", accepted: question.accepted ?? [], isCaseSensitive: false }
        : question.kind === "numeric"
          ? { kind: "number", from: answer - tolerance, to: answer + tolerance, unit: question.unit ?? null }
          : { kind: "choices", choiceIds: right },
    explanation: rich(question.explanation),
    hints: question.hints ?? [],
    points: question.points ?? 1,
    maxAttempts: null,
    hasPartialCredit: question.kind === "multiple",
  };
}

type DemoBlock = DemoCourse["modules"][number]["lessons"][number]["blocks"][number];

function blockOf(lesson: SeedLesson, block: SeedBlock, n: number): DemoBlock {
  const key = `${lesson.key}/${n}`;
  switch (block.kind) {
    case "text":
      return { key, content: { kind: "text", doc: rich(block.body) }, draft: null };
    case "callout": {
      const callout: RichNode = {
        type: "callout",
        attrs: { tone: block.tone },
        content: readMarkdown(block.body).content,
      };
      return { key, content: { kind: "text", doc: writeRichDoc({ type: "doc", content: [callout] }) }, draft: null };
    }
    case "image":
      // The name stands in for the id that the file gets when it is kept.
      return {
        key,
        content: { kind: "image", assetId: block.drawing as never, alt: block.alt, caption: block.caption ?? "" },
        draft: null,
      };
    case "video":
      // Their names stand in for the ids that the files get when they are kept.
      return {
        key,
        content: {
          ...{ kind: "video", title: block.title, durationMs: null },
          source: { type: "asset", assetId: block.film as never },
          captions: [{ assetId: `${block.film}.vtt` as never, language: "en", label: "English" }],
        },
        draft: null,
      };
    case "question": {
      const question = lesson.questions?.find((candidate) => candidate.key === block.key);
      if (!question) throw new Error(`${lesson.key} has no question ${block.key}`);
      return { key: `${lesson.key}/${question.key}`, content: null, draft: draftOf(question) };
    }
  }
}

/** Stores one of the seed's files, to be kept by the course under a name. */
async function upload(name: string, path: string, contentType: string): Promise<DemoCourse["files"][number]> {
  const bytes = readFileSync(join(import.meta.dirname, "..", "seed", path));
  const url = new URL((await tell("jobs/demo:uploadUrl", {})) as string);
  // The address is the browser's; from here the backend is reached directly.
  const response = await fetch(`${backend}/api/storage/upload${url.search}`, {
    method: "POST",
    headers: { "content-type": contentType },
    body: bytes,
  });
  if (!response.ok) throw new Error(`${path} could not be stored: ${response.status}`);
  const { storageId } = (await response.json()) as { storageId: string };
  return {
    name,
    storageId,
    contentType,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

async function courseToWrite(course: SeedCourse, n: number): Promise<DemoCourse> {
  const lessons = course.modules.flatMap((module) => module.lessons);
  const drawings = lessons.flatMap((lesson) =>
    lesson.blocks.flatMap((block) => (block.kind === "image" ? [block.drawing] : [])),
  );
  const films = lessons.flatMap((lesson) =>
    lesson.blocks.flatMap((block) => (block.kind === "video" ? [block.film] : [])),
  );
  const files = [];
  for (const drawing of new Set(drawings))
    files.push(await upload(drawing, `drawings/${drawing}.svg`, "image/svg+xml"));
  for (const film of new Set(films)) {
    files.push(await upload(film, `videos/${film}.mp4`, "video/mp4"));
    files.push(await upload(`${film}.vtt`, `videos/${film}.vtt`, "text/vtt"));
  }
  const { key, slug, title, summary, category, level, language, outcomes, requirements } = course;
  return {
    ...{ key, slug, title, summary, category, level, language, outcomes, requirements, files },
    ownerEmail: emailOf(course.owner),
    description: rich(course.description),
    creditUnits: course.creditUnits ?? null,
    createdAt: now - (110 - n) * day,
    publishedAt: course.isPublished ? now - (95 - n * 6) * day : null,
    modules: course.modules.map((module) => {
      const titles = [...new Set(module.lessons.flatMap((lesson) => (lesson.section ? [lesson.section] : [])))];
      return {
        key: module.key,
        title: module.title,
        sections: titles.map((sectionTitle, at) => ({ key: `s${at + 1}`, title: sectionTitle })),
        lessons: module.lessons.map((lesson) => ({
          key: lesson.key,
          title: lesson.title,
          sectionKey: lesson.section ? `s${titles.indexOf(lesson.section) + 1}` : null,
          minutes: lesson.minutes,
          isPreview: lesson.isPreview ?? false,
          blocks: lesson.blocks.map((block, at) => blockOf(lesson, block, at)),
        })),
      };
    }),
  };
}

await tell("jobs/demo:people", { people: people() });
for (const [n, course] of school.courses.entries())
  await tell("jobs/demo:course", { course: await courseToWrite(course, n) });

const reviews = school.reviews.map(({ student, course, daysAgo, ...review }) => ({
  ...review,
  reply: review.reply ?? null,
  email: emailOf(student),
  courseKey: course,
  ownerEmail: emailOf(courseOf(course).owner),
  createdAt: now - daysAgo * day,
}));
// People come at their own times of the day, not all at the minute the school opened.
const earlier = (n: number) => ((n * 97) % 540) * 60_000;
const enrollments = school.enrollments.map(({ student, course, daysAgo, lastActiveDaysAgo, completedLessons }, n) => ({
  email: emailOf(student),
  courseKey: course,
  ownerEmail: emailOf(courseOf(course).owner),
  enrolledAt: now - daysAgo * day - earlier(n) - day / 2,
  lastActiveAt: now - lastActiveDaysAgo * day - earlier(n),
  completedLessons:
    completedLessons === "all"
      ? courseOf(course).modules.reduce((sum, module) => sum + module.lessons.length, 0)
      : completedLessons,
}));
// In portions, so that each stays a small transaction.
for (let at = 0; at < Math.max(enrollments.length, reviews.length); at += 20) {
  await tell("jobs/demo:activity", { enrollments: enrollments.slice(at, at + 20), reviews: [] });
}
await tell("jobs/demo:activity", { enrollments: [], reviews });
await tell("jobs/demo:finish", { name: school.name });
