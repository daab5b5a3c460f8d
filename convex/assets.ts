import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { servedAsset } from "../services/assets/asset";
import * as assets from "../services/assets/register-asset";
import { actorMutation } from "./functions";

export const requestUpload = actorMutation({
  may: "course.teach",
  args: { courseId: zid("courses") },
  returns: z.object({ uploadUrl: z.string() }),
  handler: (ctx, { courseId }) => assets.requestUpload(ctx, ctx.actor, courseId),
});

export const register = actorMutation({
  may: "course.teach",
  args: { courseId: zid("courses"), storageId: zid("_storage"), name: z.string().min(1).max(300) },
  returns: servedAsset,
  handler: (ctx, args) => assets.registerAsset(ctx, ctx.actor, args),
});
