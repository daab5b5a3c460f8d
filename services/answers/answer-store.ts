import type { Id } from "../shared/id";
import type { Answer } from "./answer";

/** Each method is one index. */
export interface AnswerReader {
  of(userId: Id<"users">, questionId: Id<"questions">): Promise<Answer | null>;
  /** One person's answers to the questions of a lesson, at most `limit`. */
  ofLesson(userId: Id<"users">, lessonId: Id<"lessons">, limit: number): Promise<Answer[]>;
}
export interface AnswerStore extends AnswerReader {
  add(answer: Omit<Answer, "_id">): Promise<void>;
  change(
    id: Answer["_id"],
    change: Pick<Answer, "response" | "isCorrect" | "score" | "attempts" | "answeredAt">,
  ): Promise<void>;
  /** Deletes the answers of a lesson that is gone, at most `limit` rows; true when none are left. */
  forgetLesson(lessonId: Id<"lessons">, limit: number): Promise<boolean>;
}
