import type { Actor } from "../access/permissions";
import { can } from "../access/permissions";
import type { AssetReader } from "../assets/asset-store";
import type { FileStore, StorageId } from "../files/file-store";
import { conflict, forbidden, invalid, notFound } from "../shared/app-error";
import type { ImportId } from "./import";
import { isFinished, watchEveryMs, type ProgressDeps } from "./import-progress";
import type { ImportReader, ImportRow } from "./import-store";

/** The most bytes of an uploaded archive. */
export const largestArchive = 512 * 1024 * 1024;
/** Imports of one person that may go on at the same time. */
const mostAtOnce = 3;

/** Address to which an archive may be sent. */
export async function requestUpload({ files }: { files: FileStore }): Promise<{ uploadUrl: string }> {
  return { uploadUrl: await files.uploadUrl() };
}

/** Begins to bring a course in from an uploaded archive; it goes on by itself and can be watched. */
export async function startImport(
  deps: ProgressDeps & { assets: AssetReader },
  actor: Actor,
  { storageId, fileName }: { storageId: StorageId; fileName: string },
): Promise<{ importId: ImportId }> {
  const info = await deps.files.info(storageId);
  // A file that is already some course's is not an archive that someone just sent.
  if (!info || (await deps.assets.byStorage(storageId))) throw notFound("file");
  if (info.bytes > largestArchive) throw invalid("archive_large", { file: "archive_large" });
  const latest = await deps.imports.ofUser(actor.id, { numItems: 20, cursor: null });
  if (latest.page.filter((row) => !isFinished(row)).length >= mostAtOnce) throw conflict("imports_many");
  const now = deps.clock.now();
  const importId = await deps.imports.add({
    userId: actor.id,
    courseId: null,
    storageId,
    format: "olx",
    fileName: readableName(fileName),
    status: "queued",
    done: 0,
    total: 0,
    kept: 0,
    changed: 0,
    lost: 0,
    failure: null,
    courseTitle: null,
    startedAt: now,
    finishedAt: null,
    run: 1,
    beatAt: now,
    isNewCourse: false,
  });
  await deps.jobs.later("runImport", { importId, run: 1 });
  await deps.jobs.later("watchImport", { importId, run: 1 }, watchEveryMs);
  return { importId };
}

/** A file's name without signs that cannot be seen, or that would make it read as another one. */
const readableName = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim() || "–";

/** Asks an import to stop at its next step. One that is over stays as it is. */
export async function cancelImport(deps: ProgressDeps, actor: Actor, importId: ImportId): Promise<null> {
  const row = await requireImport(deps, actor, importId);
  if (!isFinished(row)) await deps.imports.change(importId, { status: "cancelling" });
  return null;
}

/** An import of the actor's own, or anyone's for who manages the school. */
export async function requireImport(
  { imports }: { imports: ImportReader },
  actor: Actor,
  importId: ImportId,
): Promise<ImportRow> {
  const row = await imports.byId(importId);
  if (!row) throw notFound("import");
  if (row.userId !== actor.id && !can(actor, "school.manage")) throw forbidden("not_yours");
  return row;
}
