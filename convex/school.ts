import * as z from "zod";
import { saveLook as save } from "../services/school/save-look";
import { cardOf, overviewOf, schoolCard, schoolLook, schoolOverview } from "../services/school/school";
import { actorMutation, actorQuery, publicQuery } from "./functions";

export const card = publicQuery({
  args: {},
  returns: schoolCard,
  handler: async ({ school }) => cardOf(await school.get()),
});

export const saveLook = actorMutation({
  may: "school.manage",
  args: schoolLook.shape,
  returns: z.null(),
  handler: (ctx, look) => save(ctx, ctx.actor, look),
});

export const overview = actorQuery({
  may: "school.manage",
  args: {},
  returns: schoolOverview,
  handler: async ({ school }) => overviewOf(await school.counts()),
});
