import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { blockContent } from "../services/lessons/block";
import * as edit from "../services/lessons/edit-blocks";
import { actorMutation } from "./functions";

export const add = actorMutation({
  may: "course.teach",
  args: { lessonId: zid("lessons"), content: blockContent, after: zid("blocks").nullable().optional() },
  returns: z.object({ blockId: zid("blocks") }),
  handler: (ctx, args) => edit.addBlock(ctx, ctx.actor, args),
});

export const save = actorMutation({
  may: "course.teach",
  args: { blockId: zid("blocks"), content: blockContent, revision: z.number() },
  returns: z.object({ revision: z.number() }),
  handler: (ctx, args) => edit.saveBlock(ctx, ctx.actor, args),
});

export const move = actorMutation({
  may: "course.teach",
  args: { blockId: zid("blocks"), after: zid("blocks").nullable() },
  returns: z.null(),
  handler: (ctx, args) => edit.moveBlock(ctx, ctx.actor, args),
});

export const remove = actorMutation({
  may: "course.teach",
  args: { blockId: zid("blocks") },
  returns: z.null(),
  handler: (ctx, { blockId }) => edit.removeBlock(ctx, ctx.actor, blockId),
});

export const restore = actorMutation({
  may: "course.teach",
  args: { blockId: zid("blocks") },
  returns: z.null(),
  handler: (ctx, { blockId }) => edit.restoreBlock(ctx, ctx.actor, blockId),
});
