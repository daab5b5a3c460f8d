import * as z from "zod";
import type { Id } from "../shared/id";

export type EnrollmentId = Id<"enrollments">;
export const enrollmentStatus = z.enum(["active", "completed", "withdrawn"]);

/** One person in one course: at most one row for the two, whatever happens. */
export const enrollment = z.object({
  status: enrollmentStatus,
  source: z.enum(["self", "staff", "seed"]),
  enrolledAt: z.number(),
  completedAt: z.number().nullable(),
  /** Stays when a completion is undone, so that nobody is congratulated twice. */
  firstCompletedAt: z.number().optional(),
  /** Lessons of the course that stand completed; kept, not counted. */
  completedLessons: z.number(),
  /** Where to go on, and how far: seconds into a video or pixels down the page belong to `lessonProgress`. */
  lastLessonId: z.string().nullable(),
  lastActiveAt: z.number(),
});
export type Enrollment = z.infer<typeof enrollment> & {
  readonly _id: EnrollmentId;
  readonly courseId: Id<"courses">;
  readonly userId: Id<"users">;
};

/** Whole percent of a course that stands completed, 0 to 100; 100 only when nothing is left. */
export function percentOf(completedLessons: number, lessonCount: number): number {
  if (lessonCount <= 0) return 0;
  return Math.min(100, Math.floor((completedLessons / lessonCount) * 100));
}
