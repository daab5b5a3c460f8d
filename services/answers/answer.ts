import * as z from "zod";
import type { Id } from "../shared/id";

/** What a student gives. A number is sent as typed, so that what was typed is kept. */
export const response = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("choices"), choiceIds: z.array(z.string().max(64)).max(50) }),
  z.object({ kind: z.literal("text"), text: z.string().max(2_000) }),
  z.object({ kind: z.literal("number"), text: z.string().max(60) }),
]);
export type Response = z.infer<typeof response>;

/** The latest response of one student to one question. */
export const answer = z.object({
  response,
  isCorrect: z.boolean(),
  /** 0 to 1. */
  score: z.number(),
  attempts: z.number(),
  answeredAt: z.number(),
});
export type Answer = z.infer<typeof answer> & {
  readonly _id: Id<"answers">;
  readonly userId: Id<"users">;
  readonly courseId: Id<"courses">;
  readonly lessonId: Id<"lessons">;
  readonly questionId: Id<"questions">;
};

/** What a student may know of an answer given. `revealed` is null until the question's rule allows. */
export const gradedAnswer = z.object({
  questionId: z.string(),
  response,
  isCorrect: z.boolean(),
  score: z.number(),
  attempts: z.number(),
  /** Null: no limit. */
  attemptsLeft: z.number().nullable(),
  /** Feedback of the choices that were chosen. */
  feedback: z.array(z.object({ choiceId: z.string(), text: z.string() })),
  revealed: z.object({ explanation: z.string().nullable(), correct: z.array(z.string()) }).nullable(),
  answeredAt: z.number(),
});
export type GradedAnswer = z.infer<typeof gradedAnswer>;
