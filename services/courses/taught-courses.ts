import * as z from "zod";
import { staffRoles } from "../access/course-rights";
import type { Actor } from "../access/permissions";
import { idOf } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import { categories, courseStatus, type Course } from "./course";
import { coverUrlOf, type CardDeps } from "./course-cards";
import { ratingOf } from "./rating";

/** A course as the people see it who make it. */
export const taughtCourse = z.object({
  _id: idOf("courses"),
  slug: z.string(),
  title: z.string(),
  status: courseStatus,
  coverUrl: z.string().nullable(),
  category: z.enum(categories),
  lessonCount: z.number(),
  moduleCount: z.number(),
  minutes: z.number(),
  enrolled: z.number(),
  completed: z.number(),
  rating: z.number().nullable(),
  reviewCount: z.number(),
  updatedAt: z.number(),
  role: z.enum([...staffRoles, "admin"]),
  ownerName: z.string(),
});
export type TaughtCourse = z.infer<typeof taughtCourse>;

/** The courses that the actor teaches, latest first. */
export async function coursesTaughtBy(deps: CardDeps, actor: Actor, options: PageOptions): Promise<Page<TaughtCourse>> {
  const staffed = await deps.courses.staffedBy(actor.id, options);
  const rows = await Promise.all(
    staffed.page.map(async ({ courseId, role }) => {
      const course = await deps.courses.byId(courseId);
      return course ? [{ course, role }] : [];
    }),
  );
  return { ...staffed, page: await asTaught(deps, rows.flat()) };
}

/** Every course of the school, newest first. */
export async function allCourses(
  deps: CardDeps,
  { status, page }: { status: Course["status"] | null; page: PageOptions },
): Promise<Page<TaughtCourse>> {
  const all = await deps.courses.all(status, page);
  return {
    ...all,
    page: await asTaught(
      deps,
      all.page.map((course) => ({ course, role: "admin" as const })),
    ),
  };
}

async function asTaught(
  deps: CardDeps,
  rows: readonly { course: Course; role: TaughtCourse["role"] }[],
): Promise<TaughtCourse[]> {
  const owners = await deps.users.byIds(rows.map(({ course }) => course.ownerId));
  const names = new Map(owners.map((owner) => [owner._id, owner.name]));
  return Promise.all(
    rows.map(async ({ course, role }) => {
      const [stats, coverUrl] = await Promise.all([deps.courses.stats(course._id), coverUrlOf(deps, course)]);
      const { _id, slug, title, status, category, lessonCount, moduleCount, minutes, updatedAt } = course;
      return {
        ...{ _id, slug, title, status, category, lessonCount, moduleCount, minutes, updatedAt, coverUrl, role },
        enrolled: stats.enrolled,
        completed: stats.completed,
        rating: ratingOf(stats),
        reviewCount: stats.reviewCount,
        ownerName: names.get(course.ownerId) ?? "",
      };
    }),
  );
}
