import { vi } from "vitest";
import type { Role } from "../services/access/permissions";
import type { CourseDetails } from "../services/courses/course";
import { paragraphs, writeRichDoc } from "../services/lessons/rich-text";
import type { QuestionDraft } from "../services/questions/question";
import { orderBetween } from "../services/shared/order";
import { newUser } from "../services/users/user-keys";
import type { Id } from "./_generated/dataModel";
import { openConvex } from "./setup.testing";
import { storesOf } from "./stores/stores";

/** Words that stand only in keys, explanations and feedback: none may reach a student before its time. */
export const canaries = { key: "canary-key", explanation: "canary-explanation", feedback: "canary-feedback" };

const issuer = "https://identity.example";
type Stores = ReturnType<typeof storesOf>;

/** A fresh school with whom a test can talk: people by name, rows by the stores that the functions use. */
export function openSchool() {
  vi.stubEnv("SCHOOL_ORIGIN", "https://school.example");
  const t = openConvex();
  let made = 0;
  const write = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    t.run((ctx) => work(storesOf(ctx as Parameters<typeof storesOf>[0])));

  return {
    t,
    write,
    /** Someone of the school, with the client that speaks for them. */
    async person(name: string, role: Role = "student", more: Partial<Parameters<typeof newUser>[0]> = {}) {
      const subject = `${name.toLowerCase().replace(/\W+/g, "-")}-${++made}`;
      const email = `${subject}@example.com`;
      const _id = await write(({ users }) =>
        users.add(newUser({ tokenIdentifier: `${issuer}|${subject}`, email, name, role, createdAt: made, ...more })),
      );
      const client = t.withIdentity({ issuer, subject, tokenIdentifier: `${issuer}|${subject}`, name, email });
      return { _id, name, email, subject, actor: { id: _id, role, name }, ...client };
    },
    /** A video of a minute at the end of a lesson, with captions, as it is when it can be played. */
    video: (made: { courseId: Id<"courses"> }, lessonId: Id<"lessons">) =>
      write(async (stores) => {
        const { courseId } = made;
        const order = orderBetween((await stores.blocks.last(lessonId))?.order ?? null, null);
        const row = { courseId, lessonId, order, revision: 1, sourceKey: null, removedAt: null };
        const source = { type: "embed" as const, provider: "other" as const, url: "" };
        const content = { kind: "video" as const, title: "Knot", source, captions: [], durationMs: null };
        const videoBlockId = await stores.blocks.add({ ...row, content });
        const videoId = await stores.videos.add({
          ...{ courseId, blockId: videoBlockId, attempt: null, attempts: 1, version: 1, chapters: [] },
          media: {
            ...{ assetId: `asset-${videoBlockId}`, playbackId: `play-${videoBlockId}`, durationSeconds: 60 },
            ...{ aspectRatio: "16:9", hasPicture: true, delivery: "hls" },
          },
          captions: [{ key: "c1", language: "en", label: "English", cueCount: 1, revision: 1 }],
          ...{ posterSecond: null, sourceStorageId: null, pendingSince: null, createdAt: 1 },
        });
        await stores.videos.putWords(videoId, "c1", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nPull.\n");
        await stores.blocks.change(videoBlockId, { content: { ...content, source: { type: "video", videoId } } });
        return { videoBlockId, videoId };
      }),
    /** A published course with modules of lessons; every lesson has a text and one question. */
    course: (ownerId: Id<"users">, plan: Partial<CoursePlan> = {}) =>
      write((stores) => writeCourse(stores, ownerId, { title: `Course ${++made}`, ...plan })),
  };
}
export type School = ReturnType<typeof openSchool>;
export type Person = Awaited<ReturnType<School["person"]>>;

type CoursePlan = {
  title: string;
  status: "draft" | "published" | "archived";
  enrollmentPolicy: CourseDetails["enrollmentPolicy"];
  /** Lessons of each module. */
  modules: number[];
  /** The first lesson is a preview. */
  hasPreview: boolean;
  maxAttempts: number | null;
};

/** A single-choice question whose second choice is right. */
export const trickyQuestion: QuestionDraft = {
  kind: "single",
  prompt: writeRichDoc(paragraphs("Which one?")),
  choices: [
    { id: "wrong", text: "This one", feedback: `${canaries.feedback}-wrong` },
    { id: canaries.key, text: "That one", feedback: `${canaries.feedback}-right` },
  ],
  key: { kind: "choices", choiceIds: [canaries.key] },
  explanation: writeRichDoc(paragraphs(canaries.explanation)),
  hints: ["Think twice."],
  points: 1,
  maxAttempts: 2,
  hasPartialCredit: false,
};

async function writeCourse(stores: Stores, ownerId: Id<"users">, given: Partial<CoursePlan>) {
  const plan: CoursePlan = {
    title: "Knots",
    status: "published",
    enrollmentPolicy: "open",
    modules: [2, 1],
    hasPreview: true,
    maxAttempts: 2,
    ...given,
  };
  const lessonCount = plan.modules.reduce((sum, count) => sum + count, 0);
  const slug = plan.title.toLowerCase().replace(/\W+/g, "-");
  const courseId = await stores.courses.add({
    ownerId,
    slug,
    title: plan.title,
    summary: "How to tie things.",
    description: writeRichDoc(paragraphs("About knots.")),
    category: "craft",
    level: "beginner",
    language: "en",
    outcomes: ["Tie a knot"],
    requirements: [],
    creditUnits: null,
    coverAssetId: null,
    enrollmentPolicy: plan.enrollmentPolicy,
    status: plan.status,
    publishedAt: plan.status === "draft" ? null : 1,
    revision: 1,
    moduleCount: plan.modules.length,
    lessonCount,
    minutes: lessonCount * 5,
    sourceKey: null,
    createdAt: 1,
    updatedAt: 1,
  });
  await stores.courses.setStaff({ courseId, userId: ownerId, role: "owner" });
  const moduleIds: Id<"modules">[] = [];
  const lessonIds: Id<"lessons">[] = [];
  const blockIds: Id<"blocks">[] = [];
  const questionIds: Id<"questions">[] = [];
  const rest = { sourceKey: null, removedAt: null };
  let moduleOrder: string | null = null;
  for (const count of plan.modules) {
    moduleOrder = orderBetween(moduleOrder, null);
    const moduleId = await stores.modules.add({
      courseId,
      title: `Module ${moduleIds.length + 1}`,
      order: moduleOrder,
      sections: [{ key: "start", title: "Start" }],
      ...rest,
    });
    moduleIds.push(moduleId);
    let lessonOrder: string | null = null;
    for (let i = 0; i < count; i++) {
      lessonOrder = orderBetween(lessonOrder, null);
      const lessonId = await stores.lessons.add({
        courseId,
        moduleId,
        title: `Lesson ${lessonIds.length + 1}`,
        order: lessonOrder,
        sectionKey: i === 0 ? "start" : null,
        minutes: 5,
        isPreview: plan.hasPreview && lessonIds.length === 0,
        blockCount: 2,
        ...rest,
      });
      lessonIds.push(lessonId);
      const questionId = await stores.questions.add({
        courseId,
        lessonId,
        ...trickyQuestion,
        maxAttempts: plan.maxAttempts,
        revision: 1,
        ...rest,
      });
      questionIds.push(questionId);
      const first = orderBetween(null, null);
      const doc = writeRichDoc(paragraphs("Hold both ends."));
      const text = { courseId, lessonId, revision: 1, ...rest };
      blockIds.push(await stores.blocks.add({ ...text, order: first, content: { kind: "text", doc } }));
      blockIds.push(
        await stores.blocks.add({
          ...text,
          order: orderBetween(first, null),
          content: { kind: "question", questionId },
        }),
      );
    }
  }
  return { courseId, slug, title: plan.title, moduleIds, lessonIds, blockIds, questionIds };
}
