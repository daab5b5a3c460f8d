import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { completeLesson, uncompleteLesson } from "../services/progress/complete-lesson";
import { position } from "../services/progress/lesson-progress";
import { visitLesson } from "../services/progress/visit-lesson";
import { actorMutation } from "./functions";

export const complete = actorMutation({
  may: "course.learn",
  args: { lessonId: zid("lessons") },
  returns: z.object({ percent: z.number(), isCourseCompleted: z.boolean() }),
  handler: (ctx, { lessonId }) => completeLesson(ctx, ctx.actor, lessonId),
});

export const uncomplete = actorMutation({
  may: "course.learn",
  args: { lessonId: zid("lessons") },
  returns: z.object({ percent: z.number() }),
  handler: (ctx, { lessonId }) => uncompleteLesson(ctx, ctx.actor, lessonId),
});

export const visit = actorMutation({
  may: "course.learn",
  args: { lessonId: zid("lessons"), position: position.nullable() },
  returns: z.null(),
  handler: (ctx, args) => visitLesson(ctx, ctx.actor, args),
});
