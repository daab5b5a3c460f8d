import * as z from "zod";
import type { Actor } from "../access/permissions";
import { servedAsset } from "../assets/asset";
import { assetIdsOfDoc, serveAssets } from "../assets/serve-assets";
import { course, courseStats, type CourseId } from "./course";
import { coverUrlOf, type CardDeps } from "./course-cards";
import { idOf } from "../shared/id";
import { publishProblem, publishProblems } from "./publish-course";
import { requireCourse } from "./require-course";

/** A course with all that its makers may know and change of it. */
export const courseForEditing = z.object({
  course: course.omit({ sourceKey: true }).extend({ _id: idOf("courses") }),
  coverUrl: z.string().nullable(),
  rights: z.object({
    see: z.boolean(),
    edit: z.boolean(),
    publish: z.boolean(),
    manageStaff: z.boolean(),
    seeStudents: z.boolean(),
  }),
  stats: courseStats.pick({ enrolled: true, completed: true }),
  assets: z.array(servedAsset),
  /** What keeps it from being published. */
  problems: z.array(publishProblem),
});
export type CourseForEditing = z.infer<typeof courseForEditing>;

/** Reads a course for one of its makers. */
export async function readCourseForEditing(
  deps: CardDeps & Parameters<typeof publishProblems>[0],
  actor: Actor,
  courseId: CourseId,
): Promise<CourseForEditing> {
  const found = await requireCourse(deps, actor, courseId, "see");
  const [coverUrl, stats, assets] = await Promise.all([
    coverUrlOf(deps, found),
    deps.courses.stats(courseId),
    serveAssets(deps, courseId, assetIdsOfDoc(found.description)),
  ]);
  return { course: found, coverUrl, rights: found.rights, stats, assets, problems: await publishProblems(deps, found) };
}
