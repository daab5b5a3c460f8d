import type { AssetReader } from "../assets/asset-store";
import type { JobStore } from "../jobs/job-store";
import type { Clock } from "../shared/clock";
import type { FileStore } from "./file-store";

type Deps = { files: FileStore; assets: AssetReader; jobs: JobStore; clock: Clock };

/** How long an upload may wait to become part of something; an import reads its archive within minutes. */
export const unusedForMs = 24 * 60 * 60 * 1_000;
const filesPerStep = 100;

/** Deletes uploads that never became a file of a course: one page a transaction, until the uploads are too young. */
export async function sweepFiles({ files, assets, jobs, clock }: Deps, cursor: string | null): Promise<null> {
  const before = clock.now() - unusedForMs;
  const { page, isDone, continueCursor } = await files.list({ numItems: filesPerStep, cursor });
  const old = page.filter((file) => file.uploadedAt < before);
  for (const { id } of old) if (!(await assets.byStorage(id))) await files.remove(id);
  if (!isDone && old.length === page.length) await jobs.later("sweepFiles", { cursor: continueCursor });
  return null;
}
