import type { Actor } from "../access/permissions";
import type { AssetReader } from "../assets/asset-store";
import type { CourseStore } from "../courses/course-store";
import type { BlockId } from "../lessons/block";
import { mostBlocks, type BlockStore } from "../lessons/block-store";
import { insertBlock } from "../lessons/edit-blocks";
import type { LessonId } from "../lessons/lesson";
import type { LessonStore } from "../lessons/lesson-store";
import { placeBlock } from "../lessons/place-block";
import { requireLesson } from "../lessons/require-lesson";
import { conflict, notFound } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import { checkDraft } from "./check-draft";
import type { QuestionDraft, QuestionId } from "./question";
import type { QuestionStore } from "./question-store";

type Deps = {
  courses: CourseStore;
  lessons: LessonStore;
  blocks: BlockStore;
  questions: QuestionStore;
  assets: AssetReader;
  clock: Clock;
};

/** Adds a question to a lesson, in a block after a named one, first (null) or last. */
export async function addQuestion(
  deps: Deps,
  actor: Actor,
  { lessonId, draft, after }: { lessonId: LessonId; draft: QuestionDraft; after?: BlockId | null | undefined },
): Promise<{ questionId: QuestionId; blockId: BlockId }> {
  const { lesson } = await requireLesson(deps, actor, lessonId, "edit");
  if (lesson.blockCount >= mostBlocks) throw conflict("blocks_full");
  const checked = await checkDraft(deps.assets, lesson.courseId, draft);
  await placeBlock(deps.blocks, lessonId, after);
  const questionId = await deps.questions.add({
    ...checked,
    courseId: lesson.courseId,
    lessonId,
    revision: 1,
    sourceKey: null,
    removedAt: null,
  });
  return { questionId, blockId: await insertBlock(deps, lesson, { kind: "question", questionId }, after) };
}

/** Replaces a question. Whoever edits an older revision is told so instead of overwriting. Given answers keep their marks. */
export async function saveQuestion(
  deps: Deps,
  actor: Actor,
  { questionId, draft, revision }: { questionId: QuestionId; draft: QuestionDraft; revision: number },
): Promise<{ revision: number }> {
  const question = await deps.questions.byId(questionId);
  if (!question || question.removedAt !== null) throw notFound("question");
  const { lesson } = await requireLesson(deps, actor, question.lessonId, "edit");
  if (question.revision !== revision) throw conflict("stale");
  const checked = await checkDraft(deps.assets, lesson.courseId, draft);
  await deps.questions.change(questionId, { ...checked, revision: revision + 1 });
  return { revision: revision + 1 };
}
