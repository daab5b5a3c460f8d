import * as z from "zod";
import type { Id } from "../shared/id";
import { title } from "../modules/module";

export type LessonId = Id<"lessons">;

/** A page of a course, without its blocks: small, because an outline reads thousands of them. */
export const lesson = z.object({
  title,
  order: z.string(),
  sectionKey: z.string().nullable(),
  minutes: z.number().min(0).max(1_000),
  /** Shown to visitors before they enrol. */
  isPreview: z.boolean(),
  blockCount: z.number(),
  sourceKey: z.string().nullable(),
  removedAt: z.number().nullable(),
});
export type Lesson = z.infer<typeof lesson> & {
  readonly _id: LessonId;
  readonly courseId: Id<"courses">;
  readonly moduleId: Id<"modules">;
};
