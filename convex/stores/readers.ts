import type { QueryCtx } from "../_generated/server";
import { assetReader } from "./assets";
import { blockReader } from "./blocks";
import { courseReader } from "./courses";
import { fileReader } from "./files";
import { importReader } from "./imports";
import { lessonReader } from "./lessons";
import { moduleReader } from "./modules";
import { questionReader } from "./questions";

/** Every port as a query may use it. */
export function readersOf(ctx: Pick<QueryCtx, "db" | "storage">) {
  const { db } = ctx;
  return {
    courses: courseReader(db),
    modules: moduleReader(db),
    lessons: lessonReader(db),
    blocks: blockReader(db),
    questions: questionReader(db),
    assets: assetReader(db),
    imports: importReader(db),
    files: fileReader(ctx),
  };
}
