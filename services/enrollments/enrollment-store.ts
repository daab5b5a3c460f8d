import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import type { Enrollment, EnrollmentId } from "./enrollment";

/** Which enrolments a list shows; what is missing lets all through. */
export type EnrollmentFilter = { status?: Enrollment["status"]; courseId?: Id<"courses">; userId?: Id<"users"> };

/** Each method is one index. */
export interface EnrollmentReader {
  byId(id: EnrollmentId): Promise<Enrollment | null>;
  /** The one row of this person in this course. */
  of(userId: Id<"users">, courseId: Id<"courses">): Promise<Enrollment | null>;
  /** Someone's enrolments of one status, newest activity first, at most `limit`. */
  ofUser(userId: Id<"users">, status: Enrollment["status"], limit: number): Promise<Enrollment[]>;
  /** Someone's enrolments of any status, newest activity first, at most `limit`. */
  newestOf(userId: Id<"users">, limit: number): Promise<Enrollment[]>;
  /** Newest activity first. A page may be short while `isDone` is false. */
  list(filter: EnrollmentFilter, options: PageOptions): Promise<Page<Enrollment>>;
  /** Enrolments of a course, oldest activity first: one that becomes active while pages are read comes up again. */
  ofCourse(courseId: Id<"courses">, options: PageOptions): Promise<Page<Enrollment>>;
}
export interface EnrollmentStore extends EnrollmentReader {
  add(enrollment: Omit<Enrollment, "_id">): Promise<EnrollmentId>;
  change(id: EnrollmentId, change: Partial<Omit<Enrollment, "_id" | "userId" | "courseId">>): Promise<void>;
  /** Deletes the row; the course's live counts are changed by whoever does it. */
  remove(id: EnrollmentId): Promise<void>;
}
