import * as z from "zod";
import type { Actor } from "../access/permissions";
import type { CourseReader } from "../courses/course-store";
import { idOf } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import { courseImport, type ImportId } from "./import";
import type { ImportReader, ImportRow } from "./import-store";
import { requireImport } from "./start-import";

/** An import as its screen shows it. */
export const shownImport = courseImport.extend({
  _id: idOf("imports"),
  courseId: idOf("courses").nullable(),
  courseSlug: z.string().nullable(),
  isNewCourse: z.boolean(),
  /** Null until it is known how much there is to do. */
  percent: z.number().nullable(),
});
export type ShownImport = z.infer<typeof shownImport>;

type Deps = { imports: ImportReader; courses: CourseReader };

/** One import with where its course is. */
export async function readImport(deps: Deps, actor: Actor, importId: ImportId): Promise<ShownImport> {
  return shown(deps, await requireImport(deps, actor, importId));
}

/** The actor's imports, latest first. */
export async function importsOf(deps: Deps, actor: Actor, options: PageOptions): Promise<Page<ShownImport>> {
  const page = await deps.imports.ofUser(actor.id, options);
  return { ...page, page: await Promise.all(page.page.map((row) => shown(deps, row))) };
}

async function shown({ courses }: Deps, row: ImportRow): Promise<ShownImport> {
  const course = row.courseId && (await courses.byId(row.courseId));
  const percent = row.total > 0 ? Math.min(100, Math.floor((row.done / row.total) * 100)) : null;
  return { ...row, courseId: course ? course._id : null, courseSlug: course ? course.slug : null, percent };
}
