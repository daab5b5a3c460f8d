import * as z from "zod";

/** Facts of the school's own life. Times in ms, null until they happen. */
export const school = z.object({
  name: z.string(),
  bootstrapUsedAt: z.number().nullable(),
  seededAt: z.number().nullable(),
});
export type School = z.infer<typeof school>;

/** What anyone may know of the school. */
export const schoolCard = school.pick({ name: true });

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
