import type { JobStore } from "../jobs/job-store";
import type { ModuleStore } from "../modules/module-store";
import type { Clock } from "../shared/clock";
import { eraseBlock, eraseLesson, type EraseLessonDeps } from "./erase-lesson";

type Deps = EraseLessonDeps & { modules: ModuleStore; jobs: JobStore; clock: Clock };

/** How long what was removed waits for undo. */
export const undoForMs = 30 * 24 * 60 * 60 * 1_000;
const lessonsPerStep = 20;
const blocksPerStep = 200;

/** Deletes the modules, lessons and blocks that have waited long enough: one step a transaction, until none is left. */
export async function purgeRemoved(deps: Deps): Promise<null> {
  const before = deps.clock.now() - undoForMs;
  if (!(await purgeSome(deps, before))) await deps.jobs.later("purgeRemoved", {});
  return null;
}

async function purgeSome(deps: Deps, before: number): Promise<boolean> {
  const lessons = await deps.lessons.removedBefore(before, lessonsPerStep);
  for (const lesson of lessons) if (!(await eraseLesson(deps, lesson._id))) return false;
  if (lessons.length === lessonsPerStep) return false;
  const blocks = await deps.blocks.removedBefore(before, blocksPerStep);
  for (const block of blocks) {
    const question = block.content.kind === "question" ? await deps.questions.byId(block.content.questionId) : null;
    if (question && question.removedAt !== null) await deps.questions.remove(question._id);
    await eraseBlock(deps, block);
  }
  if (blocks.length === blocksPerStep) return false;
  const modules = await deps.modules.removedBefore(before, blocksPerStep);
  for (const module of modules) await deps.modules.remove(module._id);
  return modules.length < blocksPerStep;
}
