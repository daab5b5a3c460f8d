import type { AuditStore } from "../audit/audit-store";
import { record } from "../audit/record";
import type { CourseStore } from "../courses/course-store";
import type { FileStore } from "../files/file-store";
import { notify, type NotifyDeps } from "../notifications/notify";
import type { UserReader } from "../users/user-store";
import type { ImportId } from "./import";
import type { FailureReason } from "./import-failure";
import type { ImportRow, ImportStore } from "./import-store";

export type ProgressDeps = NotifyDeps & {
  imports: ImportStore;
  courses: CourseStore;
  files: FileStore;
  audit: AuditStore;
  users: UserReader;
};

const finished: readonly ImportRow["status"][] = ["done", "failed", "cancelled"];
export const isFinished = (row: Pick<ImportRow, "status">): boolean => finished.includes(row.status);

/** Attempts that an import gets when machines stop under it. */
const mostRuns = 3;
/** How often an import is looked at, and for how long it may be still before it counts as stopped. */
export const watchEveryMs = 10_000;
const stillForMs = 30_000;

/**
 * The import, if this attempt is still the one that may write; null tells the job to stop. Every batch asks first, and
 * so says that the import is alive.
 */
export async function carryOn(
  { imports, clock }: Pick<ProgressDeps, "imports" | "clock">,
  importId: ImportId,
  run: number,
): Promise<ImportRow | null> {
  const row = await imports.byId(importId);
  if (!row || row.run !== run || isFinished(row) || row.status === "cancelling") return null;
  await imports.change(importId, { beatAt: clock.now() });
  return row;
}

/** Ends an import before it is whole. A course that began with it goes; one that was there stays as far as it came. */
export async function stopImport(
  deps: ProgressDeps,
  importId: ImportId,
  run: number,
  failure: FailureReason | null,
): Promise<null> {
  const row = await deps.imports.byId(importId);
  if (!row || row.run !== run || isFinished(row)) return null;
  const isErased = row.isNewCourse && row.courseId !== null && (await mayErase(deps, row.courseId));
  if (isErased && row.courseId) {
    await deps.courses.change(row.courseId, { sourceKey: null, status: "archived" });
    await deps.jobs.later("eraseCourse", { courseId: row.courseId });
  } else if (row.courseId) {
    await deps.imports.addItems(importId, [
      {
        seq: 0,
        kind: "course",
        title: row.courseTitle ?? row.fileName,
        path: "",
        outcome: "changed",
        reason: "stopped_partway",
        params: {},
      },
    ]);
  }
  await deps.imports.change(importId, {
    status: failure ? "failed" : "cancelled",
    failure,
    courseId: isErased ? null : row.courseId,
    changed: isErased || !row.courseId ? 0 : 1,
    finishedAt: deps.clock.now(),
  });
  await deps.files.remove(row.storageId);
  return null;
}

/** A course that was published or has students meanwhile is somebody's, and stays. */
async function mayErase(
  { courses }: Pick<ProgressDeps, "courses">,
  courseId: NonNullable<ImportRow["courseId"]>,
): Promise<boolean> {
  const course = await courses.byId(courseId);
  if (!course || course.status === "published") return false;
  return (await courses.stats(courseId)).enrolled === 0;
}

/** Ends an import that is whole: its owner is told, the audit log knows, the archive goes. */
export async function finishImport(deps: ProgressDeps, importId: ImportId, run: number): Promise<null> {
  const row = await carryOn(deps, importId, run);
  if (!row) return null;
  const now = deps.clock.now();
  await deps.imports.change(importId, { status: "done", done: row.total, finishedAt: now });
  await deps.files.remove(row.storageId);
  const title = row.courseTitle ?? row.fileName;
  const href = `/teach/imports/${importId}`;
  await notify(deps, row.userId, { kind: "importFinished", params: { file: title }, href }, importId);
  const user = await deps.users.byId(row.userId);
  if (user && row.courseId) {
    await record(
      deps,
      { id: user._id, role: user.role, name: user.name },
      {
        action: "course.imported",
        targetKind: "course",
        targetId: row.courseId,
        targetLabel: title,
        before: null,
        after: { kept: row.kept, changed: row.changed, lost: row.lost },
      },
    );
  }
  return null;
}

/** Looks whether an import still moves: resumes one that a stopped machine left, and gives up after a few attempts. */
export async function watchImport(deps: ProgressDeps, importId: ImportId, run: number): Promise<null> {
  const row = await deps.imports.byId(importId);
  if (!row || row.run !== run || isFinished(row)) return null;
  const now = deps.clock.now();
  if (now - row.beatAt < stillForMs) {
    await deps.jobs.later("watchImport", { importId, run }, watchEveryMs);
    return null;
  }
  if (row.status === "cancelling") return stopImport(deps, importId, run, null);
  if (run >= mostRuns) return stopImport(deps, importId, run, "interrupted");
  await deps.imports.change(importId, { run: run + 1, beatAt: now, status: "queued", done: 0, total: 0 });
  await deps.jobs.later("runImport", { importId, run: run + 1 });
  await deps.jobs.later("watchImport", { importId, run: run + 1 }, watchEveryMs);
  return null;
}
