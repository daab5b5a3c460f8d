import * as z from "zod";
import { categories } from "./course";
import type { CourseReader } from "./course-store";

/** Subjects, in the order of the school's list. */
export const subjects = z.array(z.enum(categories));
export type Subjects = z.infer<typeof subjects>;

/** The subjects of which there is something to learn: those of the published courses. */
export async function readSubjects({ courses }: { courses: Pick<CourseReader, "hasPublished"> }): Promise<Subjects> {
  const isTaught = await Promise.all(categories.map((category) => courses.hasPublished(category)));
  return categories.filter((_category, at) => isTaught[at]);
}
