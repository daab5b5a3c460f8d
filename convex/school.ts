import { overviewOf, schoolOverview } from "../services/school/school";
import { actorQuery } from "./functions";

export const overview = actorQuery({
  may: "school.manage",
  args: {},
  returns: schoolOverview,
  handler: async ({ school }) => overviewOf(await school.counts()),
});
