import * as z from "zod";
import type { Id } from "../shared/id";
import { visibleLine } from "../shared/visible-line";

export type ModuleId = Id<"modules">;
export const title = z.string().overwrite(visibleLine).min(1).max(200);

/** A named run of lessons inside a module (what Open edX calls a subsection). */
export const section = z.object({ key: z.string().max(64), title });
export type Section = z.infer<typeof section>;

/** A part of a course. `order` is a fractional-index string, compared byte by byte. */
export const courseModule = z.object({
  title,
  order: z.string(),
  /** Sections in no order of their own: a section stands where its first lesson stands. */
  sections: z.array(section).max(200),
  sourceKey: z.string().nullable(),
  /** Removed modules and lessons wait for undo, then a job deletes them. */
  removedAt: z.number().nullable(),
});
export type CourseModule = z.infer<typeof courseModule> & { readonly _id: ModuleId; readonly courseId: Id<"courses"> };
