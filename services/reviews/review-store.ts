import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import type { Review } from "./review";

/** Each method is one index. */
export interface ReviewReader {
  /** Reviews of a course, newest first. */
  list(courseId: Id<"courses">, options: PageOptions): Promise<Page<Review>>;
  /** The newest reviews of a course, at most `limit`. */
  ofCourse(courseId: Id<"courses">, limit: number): Promise<Review[]>;
  /** The one review of this person of this course. */
  of(userId: Id<"users">, courseId: Id<"courses">): Promise<Review | null>;
  /** Reviews by one person, at most `limit`. */
  by(userId: Id<"users">, limit: number): Promise<Review[]>;
}
export interface ReviewStore extends ReviewReader {
  /** Adds a review; the course's live counts are changed by whoever adds it. */
  add(review: Omit<Review, "_id">): Promise<void>;
  /** Deletes it; the course's live counts are changed by whoever does. */
  remove(id: Review["_id"]): Promise<void>;
}
