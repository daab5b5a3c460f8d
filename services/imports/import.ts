import * as z from "zod";
import type { Id } from "../shared/id";

export type ImportId = Id<"imports">;
export const importStatus = z.enum(["queued", "reading", "writing", "cancelling", "cancelled", "done", "failed"]);

/** One run of bringing a course in from a file. */
export const courseImport = z.object({
  format: z.enum(["olx"]),
  fileName: z.string().max(300),
  status: importStatus,
  /** Things done and to do, of the stage named by `status`; `total` is 0 until it is known. */
  done: z.number(),
  total: z.number(),
  kept: z.number(),
  changed: z.number(),
  lost: z.number(),
  /** How often each reason was given for a change or a loss; imports of before this was counted have none. */
  reasons: z.record(z.string(), z.number()).optional(),
  /** Reason of a failure, looked up in the catalogue; null otherwise. */
  failure: z.string().nullable(),
  courseTitle: z.string().nullable(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
});
export type CourseImport = z.infer<typeof courseImport> & {
  readonly _id: ImportId;
  readonly userId: Id<"users">;
  readonly courseId: Id<"courses"> | null;
  readonly storageId: Id<"_storage">;
};

/** What an import needs to be resumed after the machine stopped, and to leave nothing behind when it is cancelled. */
export const importWork = z.object({
  /** Attempts so far; a batch of an earlier attempt is refused. */
  run: z.number(),
  /** When the import last wrote something. */
  beatAt: z.number(),
  /** Whether the course came into being with this import. */
  isNewCourse: z.boolean(),
});
export type ImportWork = z.infer<typeof importWork>;

/** What became of one thing in the file. `reason` is looked up in the catalogue, with `params` in it. */
export const importItem = z.object({
  seq: z.number(),
  kind: z.enum(["course", "module", "section", "lesson", "text", "question", "video", "file", "embed", "other"]),
  title: z.string().max(300),
  /** Where it stands, e.g. "Module 1 › Getting started › Videos". */
  path: z.string().max(900),
  outcome: z.enum(["kept", "changed", "lost"]),
  reason: z.string().nullable(),
  params: z.record(z.string(), z.string()),
});
/** Which lines of a report are asked for: those of one outcome, those with one reason, or (null) all. */
export type ItemFilter =
  { readonly outcome: z.infer<typeof importItem>["outcome"] } | { readonly reason: string } | null;
export type ImportItem = z.infer<typeof importItem> & { readonly _id: Id<"importItems">; readonly importId: ImportId };
