import type { Id } from "../shared/id";
import type { LessonProgress } from "./lesson-progress";

/** Each method is one index. */
export interface ProgressReader {
  of(userId: Id<"users">, lessonId: Id<"lessons">): Promise<LessonProgress | null>;
  /** One person's progress in the lessons of a course, at most `limit`. */
  ofCourse(userId: Id<"users">, courseId: Id<"courses">, limit: number): Promise<LessonProgress[]>;
  /** The lessons someone completed last, newest first, at most `limit`. */
  completedLast(userId: Id<"users">, limit: number): Promise<LessonProgress[]>;
}
export interface ProgressStore extends ProgressReader {
  add(progress: Omit<LessonProgress, "_id">): Promise<void>;
  change(
    id: LessonProgress["_id"],
    change: Partial<Pick<LessonProgress, "completedAt" | "position" | "updatedAt">>,
  ): Promise<void>;
  /** Deletes what anyone did in a lesson that is gone, at most `limit` rows; true when none are left. */
  forgetLesson(lessonId: Id<"lessons">, limit: number): Promise<boolean>;
}
