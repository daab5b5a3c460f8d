import * as z from "zod";
import { visibleLine } from "../shared/visible-line";

/** A colour as #rrggbb. */
export const colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** How the school shows itself, on its pages and in its letters. No accent is the house's own green. */
export const schoolLook = z.object({
  name: z.string().overwrite(visibleLine).min(2).max(60),
  accent: colour.nullable(),
});
export type SchoolLook = z.infer<typeof schoolLook>;

/** Facts of the school's own life. Times in ms, null until they happen. */
export const school = z.object({
  name: z.string(),
  accent: schoolLook.shape.accent.optional(),
  bootstrapUsedAt: z.number().nullable(),
  seededAt: z.number().nullable(),
});
export type School = z.infer<typeof school>;

/** What anyone may know of the school. */
export const schoolCard = z.object({ name: z.string(), accent: schoolLook.shape.accent });
export type SchoolCard = z.infer<typeof schoolCard>;
export const cardOf = ({ name, accent = null }: School): SchoolCard => ({ name, accent });

/** What the school keeps count of, so that nobody has to count. */
export const schoolCount = z.enum([
  "users.student",
  "users.instructor",
  "users.admin",
  "courses.draft",
  "courses.published",
  "courses.archived",
  "enrollments.active",
  "enrollments.completed",
  "enrollments.withdrawn",
]);
export type SchoolCount = z.infer<typeof schoolCount>;
export type SchoolCounts = Readonly<Record<SchoolCount, number>>;

/** The numbers an admin sees first. */
export const schoolOverview = z.object({
  users: z.number(),
  students: z.number(),
  instructors: z.number(),
  admins: z.number(),
  coursesPublished: z.number(),
  coursesDraft: z.number(),
  enrollmentsActive: z.number(),
  enrollmentsCompleted: z.number(),
});
export type SchoolOverview = z.infer<typeof schoolOverview>;

/** The overview from the kept counts. */
export function overviewOf(counts: SchoolCounts): SchoolOverview {
  return {
    users: counts["users.student"] + counts["users.instructor"] + counts["users.admin"],
    students: counts["users.student"],
    instructors: counts["users.instructor"],
    admins: counts["users.admin"],
    coursesPublished: counts["courses.published"],
    coursesDraft: counts["courses.draft"],
    enrollmentsActive: counts["enrollments.active"],
    enrollmentsCompleted: counts["enrollments.completed"],
  };
}
