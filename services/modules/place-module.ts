import type { CourseId } from "../courses/course";
import { notFound } from "../shared/app-error";
import { orderBetween } from "../shared/order";
import type { ModuleId } from "./module";
import type { ModuleReader } from "./module-store";

/** The order that stands right after a module of the same course (null: first; undefined: last). `moving` is looked past. */
export async function placeModule(
  modules: ModuleReader,
  courseId: CourseId,
  after: ModuleId | null | undefined,
  moving: ModuleId | null = null,
): Promise<string> {
  if (after === undefined) return orderBetween((await modules.last(courseId))?.order ?? null, null);
  const before = after === null ? null : await modules.byId(after);
  if (after !== null && (!before || before.courseId !== courseId || before.removedAt !== null))
    throw notFound("module");
  let next = await modules.following(courseId, before?.order ?? null);
  if (next && next._id === moving) next = await modules.following(courseId, next.order);
  return orderBetween(before?.order ?? null, next?.order ?? null);
}
