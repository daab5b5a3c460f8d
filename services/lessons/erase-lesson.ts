import type { AnswerStore } from "../answers/answer-store";
import type { OutboxDeps } from "../outbox/enqueue";
import type { ProgressStore } from "../progress/progress-store";
import type { QuestionStore } from "../questions/question-store";
import { eraseVideo } from "../videos/erase-video";
import type { VideoStore } from "../videos/video-store";
import type { Block } from "./block";
import type { BlockStore } from "./block-store";
import type { LessonId } from "./lesson";
import type { LessonStore } from "./lesson-store";

export type EraseLessonDeps = OutboxDeps & {
  videos: VideoStore;
  lessons: LessonStore;
  blocks: BlockStore;
  questions: QuestionStore;
  progress: ProgressStore;
  answers: AnswerStore;
};

/** Rows of one kind that one transaction deletes for a lesson. */
const rowsPerStep = 500;

/** Deletes a lesson with all that hangs on it; false when some of it is left for another transaction. */
export async function eraseLesson(deps: EraseLessonDeps, lessonId: LessonId): Promise<boolean> {
  const [isForgotten, isUnanswered] = [
    await deps.progress.forgetLesson(lessonId, rowsPerStep),
    await deps.answers.forgetLesson(lessonId, rowsPerStep),
  ];
  if (!isForgotten || !isUnanswered) return false;
  const questions = await deps.questions.anyOf(lessonId, rowsPerStep);
  for (const question of questions) await deps.questions.remove(question._id);
  const blocks = await deps.blocks.anyOf(lessonId, rowsPerStep);
  for (const block of blocks) await eraseBlock(deps, block);
  if (questions.length === rowsPerStep || blocks.length === rowsPerStep) return false;
  await deps.lessons.remove(lessonId);
  return true;
}

/** Deletes a block, with its video. */
export async function eraseBlock(
  deps: OutboxDeps & { blocks: BlockStore; videos: VideoStore },
  block: Block,
): Promise<void> {
  const video = block.content.kind === "video" ? await deps.videos.ofBlock(block._id) : null;
  if (video) await eraseVideo(deps, video);
  await deps.blocks.remove(block._id);
}
