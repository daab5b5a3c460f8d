import { notFound } from "../shared/app-error";
import { orderBetween } from "../shared/order";
import type { BlockId } from "./block";
import type { BlockReader } from "./block-store";
import type { LessonId } from "./lesson";

/** The order that stands right after a block of the same lesson (null: first; undefined: last). `moving` is looked past. */
export async function placeBlock(
  blocks: BlockReader,
  lessonId: LessonId,
  after: BlockId | null | undefined,
  moving: BlockId | null = null,
): Promise<string> {
  if (after === undefined) return orderBetween((await blocks.last(lessonId))?.order ?? null, null);
  const before = after === null ? null : await blocks.byId(after);
  if (after !== null && (!before || before.lessonId !== lessonId || before.removedAt !== null)) throw notFound("block");
  let next = await blocks.following(lessonId, before?.order ?? null);
  if (next && next._id === moving) next = await blocks.following(lessonId, next.order);
  return orderBetween(before?.order ?? null, next?.order ?? null);
}
