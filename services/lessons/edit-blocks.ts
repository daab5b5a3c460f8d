import type { AssetReader } from "../assets/asset-store";
import type { Actor } from "../access/permissions";
import { changeCounts } from "../courses/change-counts";
import type { CourseStore } from "../courses/course-store";
import type { QuestionStore } from "../questions/question-store";
import { conflict, invalid, notFound } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import { orderBetween } from "../shared/order";
import type { Block, BlockContent, BlockId } from "./block";
import { mostBlocks, type BlockStore } from "./block-store";
import { checkContent } from "./check-content";
import type { Lesson, LessonId } from "./lesson";
import type { LessonStore } from "./lesson-store";
import { placeBlock } from "./place-block";
import { requireLesson } from "./require-lesson";

type Deps = {
  courses: CourseStore;
  lessons: LessonStore;
  blocks: BlockStore;
  questions: QuestionStore;
  assets: AssetReader;
  clock: Clock;
};

/** Adds a block to a lesson, after a named one, first (null) or last. A question comes in by `addQuestion`. */
export async function addBlock(
  deps: Deps,
  actor: Actor,
  { lessonId, content, after }: { lessonId: LessonId; content: BlockContent; after?: BlockId | null | undefined },
): Promise<{ blockId: BlockId }> {
  const { lesson } = await requireLesson(deps, actor, lessonId, "edit");
  if (content.kind === "question") throw invalid("question_block");
  // A file becomes a video when it is uploaded as one, see services/videos.
  if (content.kind === "video" && content.source.type !== "embed") throw invalid("video_block");
  const checked = await checkContent(deps.assets, lesson.courseId, content);
  return { blockId: await insertBlock(deps, lesson, checked, after) };
}

/** Puts checked content into a lesson and keeps its count. */
export async function insertBlock(
  deps: Deps,
  lesson: Lesson,
  content: BlockContent,
  after: BlockId | null | undefined,
): Promise<BlockId> {
  if (lesson.blockCount >= mostBlocks) throw conflict("blocks_full");
  const order = await placeBlock(deps.blocks, lesson._id, after);
  const blockId = await deps.blocks.add({
    courseId: lesson.courseId,
    lessonId: lesson._id,
    order,
    content,
    revision: 1,
    sourceKey: null,
    removedAt: null,
  });
  await deps.lessons.change(lesson._id, { blockCount: lesson.blockCount + 1 });
  await changeCounts(deps.courses, lesson.courseId, {}, deps.clock.now());
  return blockId;
}

/** Replaces a block's content. Whoever edits an older revision is told so instead of overwriting. */
export async function saveBlock(
  deps: Deps,
  actor: Actor,
  { blockId, content, revision }: { blockId: BlockId; content: BlockContent; revision: number },
): Promise<{ revision: number }> {
  const { block, lesson } = await requireBlock(deps, actor, blockId);
  if (block.revision !== revision) throw conflict("stale");
  if ((content.kind === "question") !== (block.content.kind === "question")) throw invalid("question_block");
  if (
    content.kind === "question" &&
    block.content.kind === "question" &&
    content.questionId !== block.content.questionId
  ) {
    throw invalid("question_block");
  }
  if (content.kind === "video" && !keepsSource(block.content, content)) throw invalid("video_block");
  const checked = await checkContent(deps.assets, lesson.courseId, content);
  await deps.blocks.change(blockId, { content: checked, revision: revision + 1 });
  await changeCounts(deps.courses, lesson.courseId, {}, deps.clock.now());
  return { revision: revision + 1 };
}

/** Moves a block within its lesson, after another or to the beginning (null). Moving it after itself changes nothing. */
export async function moveBlock(
  deps: Deps,
  actor: Actor,
  { blockId, after }: { blockId: BlockId; after: BlockId | null },
): Promise<null> {
  const { block } = await requireBlock(deps, actor, blockId);
  if (after === blockId) return null;
  await deps.blocks.change(blockId, { order: await placeBlock(deps.blocks, block.lessonId, after, blockId) });
  return null;
}

/** Takes a block out of its lesson, with its question. It waits for undo. */
export async function removeBlock(deps: Deps, actor: Actor, blockId: BlockId): Promise<null> {
  const { block, lesson } = await requireBlock(deps, actor, blockId);
  const now = deps.clock.now();
  await deps.blocks.change(blockId, { removedAt: now });
  if (block.content.kind === "question") await markQuestion(deps, block.content.questionId, now);
  await deps.lessons.change(lesson._id, { blockCount: Math.max(0, lesson.blockCount - 1) });
  await changeCounts(deps.courses, lesson.courseId, {}, now);
  return null;
}

/**
 * Brings a removed block back where it stood, with its question. Restoring twice is harmless. It gets an order of its
 * own, since another may have taken the old one meanwhile.
 */
export async function restoreBlock(deps: Deps, actor: Actor, blockId: BlockId): Promise<null> {
  const block = await deps.blocks.byId(blockId);
  if (!block) throw notFound("block");
  const { lesson } = await requireLesson(deps, actor, block.lessonId, "edit");
  if (block.removedAt === null) return null;
  if (lesson.blockCount >= mostBlocks) throw conflict("blocks_full");
  const next = await deps.blocks.following(block.lessonId, block.order);
  await deps.blocks.change(blockId, { removedAt: null, order: orderBetween(block.order, next?.order ?? null) });
  if (block.content.kind === "question") await markQuestion(deps, block.content.questionId, null);
  await deps.lessons.change(lesson._id, { blockCount: lesson.blockCount + 1 });
  await changeCounts(deps.courses, lesson.courseId, {}, deps.clock.now());
  return null;
}

async function markQuestion({ questions }: Deps, questionId: string, removedAt: number | null): Promise<void> {
  const question = await questions.byId(questionId);
  if (question) await questions.change(question._id, { removedAt });
}

async function requireBlock(deps: Deps, actor: Actor, blockId: BlockId): Promise<{ block: Block; lesson: Lesson }> {
  const block = await deps.blocks.byId(blockId);
  if (!block || block.removedAt !== null) throw notFound("block");
  const { lesson } = await requireLesson(deps, actor, block.lessonId, "edit");
  return { block, lesson };
}

/** Whether a video block still shows what it showed, or an address. Another file comes by an upload only. */
function keepsSource(before: BlockContent, after: Extract<BlockContent, { kind: "video" }>): boolean {
  if (after.source.type === "embed") return before.kind !== "video" || before.source.type === "embed";
  return before.kind === "video" && JSON.stringify(before.source) === JSON.stringify(after.source);
}
