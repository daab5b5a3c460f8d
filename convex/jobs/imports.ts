import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { asset } from "../../services/assets/asset";
import { importItem } from "../../services/imports/import";
import { failureReasons, ImportFailure } from "../../services/imports/import-failure";
import * as progress from "../../services/imports/import-progress";
import { importOlx, type ImportBackend } from "../../services/imports/run-import";
import * as write from "../../services/imports/write-course";
import { blockContent } from "../../services/lessons/block";
import { section, title } from "../../services/modules/module";
import { questionDraft } from "../../services/questions/question";
import { internal } from "../_generated/api";
import { jobAction, jobMutation } from "../functions";

/**
 * The import of an archive: an action that reads it, and the batches in which it writes. Every batch asks whether the
 * import still goes on and answers null when it does not.
 */
const attempt = { importId: zid("imports"), run: z.number() };
const step = z.object({ ...attempt, done: z.number() });

export const run = jobAction({
  args: attempt,
  returns: z.null(),
  handler: async (ctx, at): Promise<null> => {
    const jobs = internal.jobs.imports;
    const begun = await ctx.runMutation(jobs.begin, at);
    if (!begun) return stop(null);

    async function stop(failure: (typeof failureReasons)[number] | null): Promise<null> {
      await ctx.runMutation(jobs.stop, { ...at, failure });
      return null;
    }
    const backend: ImportBackend = {
      beat: () => ctx.runMutation(jobs.beat, at),
      openCourse: (args) => ctx.runMutation(jobs.openCourse, { ...at, ...args }),
      writeModule: (done, args) => ctx.runMutation(jobs.writeModule, { step: { ...at, done }, ...args }),
      storeFile: (bytes, contentType) => ctx.storage.store(new Blob([bytes], { type: contentType })),
      dropFile: (storageId) => ctx.storage.delete(storageId),
      knownAsset: (args) => ctx.runMutation(jobs.knownAsset, args),
      keepAsset: (done, args) => ctx.runMutation(jobs.keepAsset, { step: { ...at, done }, ...args }),
      writeLessons: (done, args) => ctx.runMutation(jobs.writeLessons, { step: { ...at, done }, ...args }),
      removeGone: (done, args) => ctx.runMutation(jobs.removeGone, { step: { ...at, done }, ...args }),
      completeCourse: (done, args) => ctx.runMutation(jobs.completeCourse, { step: { ...at, done }, ...args }),
      writeItems: (done, items) => ctx.runMutation(jobs.writeItems, { step: { ...at, done }, items }),
    };
    try {
      const archive = await ctx.storage.get(begun.storageId);
      if (!archive) throw new ImportFailure("archive_missing");
      const isWhole = await importOlx(backend, () => archive.stream());
      return isWhole ? await ctx.runMutation(jobs.finish, at) : await stop(null);
    } catch (error) {
      await stop(error instanceof ImportFailure ? error.reason : "unexpected");
      // A refusal of the file is an answer; anything else is a bug and belongs in the log.
      if (error instanceof ImportFailure) return null;
      throw error;
    }
  },
});

export const begin = jobMutation({
  args: attempt,
  returns: z.object({ storageId: zid("_storage") }).nullable(),
  handler: async (ctx, { importId, run: attemptNumber }) => {
    const row = await progress.carryOn(ctx, importId, attemptNumber);
    if (!row) return null;
    while (!(await ctx.imports.clearItems(importId, 500))) continue;
    await ctx.imports.change(importId, { status: "reading", kept: 0, changed: 0, lost: 0, reasons: {} });
    return { storageId: row.storageId };
  },
});

/** Says that the import is alive and asks whether it goes on. */
export const beat = jobMutation({
  args: attempt,
  returns: z.boolean(),
  handler: async (ctx, { importId, run: attemptNumber }) =>
    (await progress.carryOn(ctx, importId, attemptNumber)) !== null,
});

export const openCourse = jobMutation({
  args: {
    ...attempt,
    total: z.number(),
    course: z.object({
      sourceKey: z.string(),
      title: z.string(),
      summary: z.string(),
      language: z.string(),
      outcomes: z.array(z.string()),
    }),
  },
  returns: z.object({ courseId: zid("courses") }).nullable(),
  handler: async (ctx, args) => {
    const row = await ctx.imports.byId(args.importId);
    const user = row && (await ctx.users.byId(row.userId));
    if (!user || user.status !== "active") return null;
    return write.openCourse(ctx, { ...args, actor: { id: user._id, role: user.role, name: user.name } });
  },
});

export const writeModule = jobMutation({
  args: {
    step,
    courseId: zid("courses"),
    after: zid("modules").nullable(),
    module: z.object({
      sourceKey: z.string(),
      title,
      sections: z.array(section),
      lessons: z.array(
        z.object({ sourceKey: z.string(), title, sectionKey: z.string().nullable(), minutes: z.number() }),
      ),
    }),
  },
  returns: z.object({ moduleId: zid("modules"), lessonIds: z.array(zid("lessons")) }).nullable(),
  handler: (ctx, args) => write.writeModule(ctx, args),
});

/** The file of the course that came from the same place with the same bytes. */
export const knownAsset = jobMutation({
  args: { courseId: zid("courses"), sourceKey: z.string(), sha256: z.string() },
  returns: zid("assets").nullable(),
  handler: async (ctx, { courseId, sourceKey, sha256 }) => {
    const known = await ctx.assets.bySource(courseId, sourceKey);
    return known?.sha256 === sha256 ? known._id : null;
  },
});

export const keepAsset = jobMutation({
  args: {
    step,
    courseId: zid("courses"),
    asset: asset.extend({ storageId: zid("_storage"), sourceKey: z.string(), sha256: z.string() }),
  },
  returns: z.object({ assetId: zid("assets") }).nullable(),
  handler: (ctx, args) => write.keepAsset(ctx, args),
});

export const writeLessons = jobMutation({
  args: {
    step,
    courseId: zid("courses"),
    lessons: z.array(
      z.object({
        lessonId: zid("lessons"),
        blocks: z.array(
          z.object({ sourceKey: z.string(), content: blockContent.nullable(), draft: questionDraft.nullable() }),
        ),
      }),
    ),
  },
  returns: z.literal(true).nullable(),
  handler: (ctx, args) => write.writeLessons(ctx, args),
});

export const removeGone = jobMutation({
  args: { step, courseId: zid("courses"), moduleKeys: z.array(z.string()), lessonKeys: z.array(z.string()) },
  returns: z.object({ gone: z.array(z.object({ kind: z.enum(["module", "lesson"]), title: z.string() })) }).nullable(),
  handler: (ctx, args) => write.removeGone(ctx, args),
});

export const completeCourse = jobMutation({
  args: { step, courseId: zid("courses"), description: z.string(), coverAssetId: zid("assets").nullable() },
  returns: z.literal(true).nullable(),
  handler: (ctx, args) => write.completeCourse(ctx, args),
});

export const writeItems = jobMutation({
  args: { step, items: z.array(importItem) },
  returns: z.literal(true).nullable(),
  handler: (ctx, args) => write.writeItems(ctx, args),
});

export const finish = jobMutation({
  args: attempt,
  returns: z.null(),
  handler: (ctx, { importId, run: attemptNumber }) => progress.finishImport(ctx, importId, attemptNumber),
});

export const stop = jobMutation({
  args: { ...attempt, failure: z.enum(failureReasons).nullable() },
  returns: z.null(),
  handler: (ctx, { importId, run: attemptNumber, failure }) =>
    progress.stopImport(ctx, importId, attemptNumber, failure),
});

/** Looks whether an import still moves; scheduled when it starts. */
export const watch = jobMutation({
  args: attempt,
  returns: z.null(),
  handler: (ctx, { importId, run: attemptNumber }) => progress.watchImport(ctx, importId, attemptNumber),
});
