import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { addModule } from "../services/modules/add-module";
import { section, title } from "../services/modules/module";
import { moveModule } from "../services/modules/move-module";
import { removeModule } from "../services/modules/remove-module";
import { renameModule } from "../services/modules/rename-module";
import { restoreModule } from "../services/modules/restore-module";
import * as sections from "../services/modules/sections";
import { actorMutation } from "./functions";

export const add = actorMutation({
  may: "course.teach",
  args: { courseId: zid("courses"), title, after: zid("modules").nullable().optional() },
  returns: z.object({ moduleId: zid("modules") }),
  handler: (ctx, args) => addModule(ctx, ctx.actor, args),
});

export const rename = actorMutation({
  may: "course.teach",
  args: { moduleId: zid("modules"), title },
  returns: z.null(),
  handler: (ctx, args) => renameModule(ctx, ctx.actor, args),
});

export const move = actorMutation({
  may: "course.teach",
  args: { moduleId: zid("modules"), after: zid("modules").nullable() },
  returns: z.null(),
  handler: (ctx, args) => moveModule(ctx, ctx.actor, args),
});

export const remove = actorMutation({
  may: "course.teach",
  args: { moduleId: zid("modules") },
  returns: z.null(),
  handler: (ctx, { moduleId }) => removeModule(ctx, ctx.actor, moduleId),
});

export const restore = actorMutation({
  may: "course.teach",
  args: { moduleId: zid("modules") },
  returns: z.null(),
  handler: (ctx, { moduleId }) => restoreModule(ctx, ctx.actor, moduleId),
});

export const addSection = actorMutation({
  may: "course.teach",
  args: { moduleId: zid("modules"), title, lessonId: zid("lessons") },
  returns: section.pick({ key: true }),
  handler: (ctx, args) => sections.addSection(ctx, ctx.actor, args),
});

export const renameSection = actorMutation({
  may: "course.teach",
  args: { moduleId: zid("modules"), ...section.shape },
  returns: z.null(),
  handler: (ctx, args) => sections.renameSection(ctx, ctx.actor, args),
});

export const dissolveSection = actorMutation({
  may: "course.teach",
  args: { moduleId: zid("modules"), key: section.shape.key },
  returns: z.null(),
  handler: (ctx, args) => sections.dissolveSection(ctx, ctx.actor, args),
});
