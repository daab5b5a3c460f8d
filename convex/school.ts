import { overviewOf, schoolCard, schoolOverview } from "../services/school/school";
import { actorQuery, publicQuery } from "./functions";

export const card = publicQuery({
  args: {},
  returns: schoolCard,
  handler: async ({ school }) => ({ name: (await school.get()).name }),
});

export const overview = actorQuery({
  may: "school.manage",
  args: {},
  returns: schoolOverview,
  handler: async ({ school }) => overviewOf(await school.counts()),
});
