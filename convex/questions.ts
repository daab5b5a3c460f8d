import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { addQuestion, saveQuestion } from "../services/questions/edit-questions";
import { questionDraft } from "../services/questions/question";
import { actorMutation } from "./functions";

export const add = actorMutation({
  may: "course.teach",
  args: { lessonId: zid("lessons"), draft: questionDraft, after: zid("blocks").nullable().optional() },
  returns: z.object({ questionId: zid("questions"), blockId: zid("blocks") }),
  handler: (ctx, args) => addQuestion(ctx, ctx.actor, args),
});

export const save = actorMutation({
  may: "course.teach",
  args: { questionId: zid("questions"), draft: questionDraft, revision: z.number() },
  returns: z.object({ revision: z.number() }),
  handler: (ctx, args) => saveQuestion(ctx, ctx.actor, args),
});
