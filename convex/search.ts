import * as z from "zod";
import { giveAccess } from "../services/search/give-access";
import { cancelReindex as cancel, startReindex } from "../services/search/reindex";
import { searchAccess } from "../services/search/search-access";
import { searchOverview, readSearchOverview } from "../services/search/search-overview";
import { quickCourses, readQuickCourses } from "../services/search/quick-courses";
import { askStatistics, statisticsSpans } from "../services/search/ask-statistics";
import { actorMutation, actorQuery, publicQuery } from "./functions";
import { searchHouse } from "./gateways/searchClient";

/**
 * With what the viewer's browser searches; null where the school has no search service. Live: who enrols, or is taken
 * out, has another key at once. `span` is the number of the ten minutes that the browser believes to be in; it renews the
 * key by being another one.
 */
export const access = publicQuery({
  args: { span: z.number() },
  returns: searchAccess.nullable(),
  handler: async (ctx) => {
    const house = searchHouse();
    return house && giveAccess(ctx, ctx.viewer, house);
  },
});

/** The courses that the actor learns and teaches, for going there quickly; drafts among them. */
export const mine = actorQuery({
  may: "self.read",
  args: {},
  returns: quickCourses,
  handler: (ctx) => readQuickCourses(ctx, ctx.actor),
});

/** How the search service fares, how a reindex has come along, and what was searched. */
export const overview = actorQuery({
  may: "school.manage",
  args: { days: z.union(statisticsSpans.map((days) => z.literal(days))) },
  returns: searchOverview,
  handler: (ctx, { days }) => readSearchOverview(ctx, days),
});

/** Asks the search service anew what was searched; the overview changes when it has answered. */
export const refreshStatistics = actorMutation({
  may: "school.manage",
  args: { days: z.union(statisticsSpans.map((days) => z.literal(days))) },
  returns: z.null(),
  handler: (ctx, { days }) => askStatistics(ctx, days),
});

export const reindex = actorMutation({
  may: "school.manage",
  args: {},
  returns: z.null(),
  handler: (ctx) => startReindex(ctx, ctx.actor),
});

export const cancelReindex = actorMutation({
  may: "school.manage",
  args: {},
  returns: z.null(),
  handler: (ctx) => cancel(ctx, ctx.actor),
});
