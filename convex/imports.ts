import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { importItem } from "../services/imports/import";
import { importsOf, readImport, shownImport } from "../services/imports/read-imports";
import * as imports from "../services/imports/start-import";
import { typedId } from "../services/shared/id";
import { actorMutation, actorQuery, pageOf, paginationArgs } from "./functions";

export const requestUpload = actorMutation({
  may: "course.import",
  args: {},
  returns: z.object({ uploadUrl: z.string() }),
  handler: (ctx) => imports.requestUpload(ctx),
});

export const start = actorMutation({
  may: "course.import",
  args: { storageId: zid("_storage"), fileName: z.string().trim().min(1).max(300) },
  returns: z.object({ importId: zid("imports") }),
  handler: (ctx, args) => imports.startImport(ctx, ctx.actor, args),
});

export const get = actorQuery({
  may: "course.import",
  args: { importId: typedId("imports") },
  returns: shownImport,
  handler: (ctx, { importId }) => readImport(ctx, ctx.actor, importId),
});

export const mine = actorQuery({
  may: "course.import",
  args: paginationArgs,
  returns: pageOf(shownImport),
  handler: (ctx, { paginationOpts }) => importsOf(ctx, ctx.actor, paginationOpts),
});

/** The report, in the order of the file. */
export const items = actorQuery({
  may: "course.import",
  args: {
    importId: typedId("imports"),
    outcome: importItem.shape.outcome.optional(),
    /** Given with no outcome: a reason belongs to one. */
    reason: z.string().max(60).optional(),
    ...paginationArgs,
  },
  returns: pageOf(importItem.extend({ _id: zid("importItems") })),
  handler: async (ctx, { importId, outcome, reason, paginationOpts }) => {
    await imports.requireImport(ctx, ctx.actor, importId);
    const only = outcome ? { outcome } : reason ? { reason } : null;
    return ctx.imports.items(importId, only, paginationOpts);
  },
});

export const cancel = actorMutation({
  may: "course.import",
  args: { importId: zid("imports") },
  returns: z.null(),
  handler: (ctx, { importId }) => imports.cancelImport(ctx, ctx.actor, importId),
});
