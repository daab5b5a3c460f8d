import { zid } from "convex-helpers/server/zod4";
import { gradedAnswer, response } from "../services/answers/answer";
import { submitAnswer } from "../services/answers/submit-answer";
import { actorMutation } from "./functions";

export const submit = actorMutation({
  may: "course.learn",
  args: { questionId: zid("questions"), response },
  returns: gradedAnswer,
  handler: (ctx, args) => submitAnswer(ctx, ctx.actor, args),
});
