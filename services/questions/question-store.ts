import type { Id } from "../shared/id";
import type { Question, QuestionId } from "./question";

/** Each method is one index. "Standing" means not removed. */
export interface QuestionReader {
  /** Null for an unknown id and for a text that is no id at all. */
  byId(id: string): Promise<Question | null>;
  /** The standing questions of a lesson with their keys, at most `limit`. */
  ofLesson(lessonId: Id<"lessons">, limit: number): Promise<Question[]>;
  bySource(courseId: Id<"courses">, sourceKey: string): Promise<Question | null>;
  /** Any questions of a lesson, removed ones too, at most `limit`. */
  anyOf(lessonId: Id<"lessons">, limit: number): Promise<Question[]>;
}
export interface QuestionStore extends QuestionReader {
  add(question: Omit<Question, "_id">): Promise<QuestionId>;
  change(id: QuestionId, change: Partial<Omit<Question, "_id" | "courseId">>): Promise<void>;
  remove(id: QuestionId): Promise<void>;
}
