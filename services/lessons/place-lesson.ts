import type { CourseModule } from "../modules/module";
import { invalid, notFound } from "../shared/app-error";
import { orderBetween } from "../shared/order";
import type { LessonId } from "./lesson";
import type { LessonReader } from "./lesson-store";

/** Where a lesson comes to stand in a module. */
export type LessonPlace = {
  /** Null: first; undefined: last. */
  after?: LessonId | null | undefined;
  /** Undefined: the section of the lesson before it. */
  sectionKey?: string | null | undefined;
};

/** The order and section for a place in a module. `moving` is looked past. */
export async function placeLesson(
  lessons: LessonReader,
  module: CourseModule,
  { after, sectionKey }: LessonPlace,
  moving: LessonId | null = null,
): Promise<{ order: string; sectionKey: string | null }> {
  if (typeof sectionKey === "string" && !module.sections.some((section) => section.key === sectionKey)) {
    throw invalid("section_unknown", { sectionKey: "section_unknown" });
  }
  if (after === undefined) {
    let last = await lessons.preceding(module._id, null);
    if (last && last._id === moving) last = await lessons.preceding(module._id, last.order);
    return {
      order: orderBetween(last?.order ?? null, null),
      sectionKey: sectionKey === undefined ? (last?.sectionKey ?? null) : sectionKey,
    };
  }
  const before = after === null ? null : await lessons.byId(after);
  if (after !== null && (!before || before.moduleId !== module._id || before.removedAt !== null))
    throw notFound("lesson");
  let next = await lessons.following(module._id, before?.order ?? null);
  if (next && next._id === moving) next = await lessons.following(module._id, next.order);
  const neighbour = before ?? next;
  return {
    order: orderBetween(before?.order ?? null, next?.order ?? null),
    sectionKey: sectionKey === undefined ? (neighbour?.sectionKey ?? null) : sectionKey,
  };
}
