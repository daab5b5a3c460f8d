import * as z from "zod";
import type { Id } from "../shared/id";

export type QuestionId = Id<"questions">;
export const questionKinds = ["single", "multiple", "dropdown", "shortText", "numeric"] as const;

/** `text` and `feedback` are plain text or a rich document's JSON text (see `isRichText`). */
export const choice = z.object({
  id: z.string().max(64),
  text: z.string().max(20_000),
  feedback: z.string().max(5_000).nullable(),
});

/** What makes a response right. Never leaves the server before `mayReveal` says so. */
export const answerKey = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("choices"), choiceIds: z.array(z.string()).min(1).max(50) }),
  z.object({
    kind: z.literal("text"),
    accepted: z.array(z.string().min(1).max(500)).min(1).max(50),
    isCaseSensitive: z.boolean(),
  }),
  z.object({
    kind: z.literal("number"),
    /** Inclusive bounds; equal for an exact answer. */
    from: z.number(),
    to: z.number(),
    unit: z.string().max(40).nullable(),
  }),
]);
export type AnswerKey = z.infer<typeof answerKey>;

/** What an author writes. */
export const questionDraft = z.object({
  kind: z.enum(questionKinds),
  /** Rich document as JSON text. */
  prompt: z.string().max(50_000),
  choices: z.array(choice).max(50),
  key: answerKey,
  /** Rich document as JSON text, null for none. */
  explanation: z.string().max(50_000).nullable(),
  hints: z.array(z.string().max(5_000)).max(10),
  points: z.number().min(0).max(1_000),
  /** Null: as often as one likes. */
  maxAttempts: z.number().int().min(1).max(100).nullable(),
  hasPartialCredit: z.boolean(),
});
export type QuestionDraft = z.infer<typeof questionDraft>;

export const question = questionDraft.extend({
  revision: z.number(),
  sourceKey: z.string().nullable(),
  removedAt: z.number().nullable(),
});
export type Question = z.infer<typeof question> & {
  readonly _id: QuestionId;
  readonly courseId: Id<"courses">;
  readonly lessonId: Id<"lessons">;
};

/** What a student sees of a question: no key, no feedback, no explanation. */
export const askedQuestion = z.object({
  _id: z.string(),
  kind: z.enum(questionKinds),
  prompt: z.string(),
  choices: z.array(z.object({ id: z.string(), text: z.string() })),
  hints: z.array(z.string()),
  points: z.number(),
  unit: z.string().nullable(),
  maxAttempts: z.number().nullable(),
});
export type AskedQuestion = z.infer<typeof askedQuestion>;
