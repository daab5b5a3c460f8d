import type { MutationCtx } from "../_generated/server";
import { assetStore } from "./assets";
import { blockStore } from "./blocks";
import { courseStore } from "./courses";
import { fileStore } from "./files";
import { importStore } from "./imports";
import { jobStore } from "./jobs";
import { lessonStore } from "./lessons";
import { moduleStore } from "./modules";
import { questionStore } from "./questions";

/** Every port as a mutation may use it. */
export function storesOf(ctx: Pick<MutationCtx, "db" | "storage" | "scheduler">) {
  const { db } = ctx;
  return {
    courses: courseStore(db),
    modules: moduleStore(db),
    lessons: lessonStore(db),
    blocks: blockStore(db),
    questions: questionStore(db),
    assets: assetStore(db),
    imports: importStore(db),
    files: fileStore(ctx),
    jobs: jobStore(ctx.scheduler),
  };
}
