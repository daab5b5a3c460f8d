import { internalMutationGeneric, queryGeneric } from "convex/server";
import { v } from "convex/values";

/** Notes that a cron has run, and when by its own clock. */
export const strike = internalMutationGeneric({
  args: { name: v.string() },
  returns: v.null(),
  handler: async (ctx, { name }) => {
    await ctx.db.insert("strikes", { name, atMs: Date.now() });
    return null;
  },
});

/** When each cron has run, in the order in which they did. */
export const strikes = queryGeneric({
  args: {},
  returns: v.any(),
  handler: async (ctx) => (await ctx.db.query("strikes").take(1_000)).map(({ name, atMs }) => [name, atMs] as unknown),
});
