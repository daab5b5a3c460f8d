import * as z from "zod";
import type { Id } from "../shared/id";

/** Where someone is in a lesson: the second of a video block, or the share of the page read (0 to 1). */
export const position = z.object({
  blockId: z.string().nullable(),
  seconds: z.number().min(0).nullable(),
  scroll: z.number().min(0).max(1).nullable(),
});
export type Position = z.infer<typeof position>;

export const lessonProgress = z.object({
  completedAt: z.number().nullable(),
  position: position.nullable(),
  updatedAt: z.number(),
});
export type LessonProgress = z.infer<typeof lessonProgress> & {
  readonly _id: Id<"lessonProgress">;
  readonly userId: Id<"users">;
  readonly courseId: Id<"courses">;
  readonly lessonId: Id<"lessons">;
};
