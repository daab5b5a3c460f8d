import type { Id } from "../shared/id";
import type { Lesson, LessonId } from "./lesson";

/** The most lessons one course may have. */
export const mostLessons = 3_000;

/** Each method is one index. "Standing" means not removed. */
export interface LessonReader {
  byId(id: LessonId): Promise<Lesson | null>;
  /** The standing lessons of a course in no particular order, at most `limit`. */
  ofCourse(courseId: Id<"courses">, limit: number): Promise<Lesson[]>;
  /** The standing lessons of a module in order, at most `limit`. */
  ofModule(moduleId: Id<"modules">, limit: number): Promise<Lesson[]>;
  bySource(courseId: Id<"courses">, sourceKey: string): Promise<Lesson | null>;
  /** The standing lesson of the module that comes after `order` (null: the first). */
  following(moduleId: Id<"modules">, order: string | null): Promise<Lesson | null>;
  /** The standing lesson of the module that comes before `order` (null: the last). */
  preceding(moduleId: Id<"modules">, order: string | null): Promise<Lesson | null>;
  /** The lessons of a module that were removed at exactly `removedAt` (ms), at most `limit`. */
  removedWith(moduleId: Id<"modules">, removedAt: number, limit: number): Promise<Lesson[]>;
  /** Lessons removed before a time (ms), at most `limit`. */
  removedBefore(time: number, limit: number): Promise<Lesson[]>;
  /** Any lessons of a course, removed ones too, at most `limit`. */
  anyOf(courseId: Id<"courses">, limit: number): Promise<Lesson[]>;
}
export interface LessonStore extends LessonReader {
  add(lesson: Omit<Lesson, "_id">): Promise<LessonId>;
  change(id: LessonId, change: Partial<Omit<Lesson, "_id" | "courseId">>): Promise<void>;
  remove(id: LessonId): Promise<void>;
}
