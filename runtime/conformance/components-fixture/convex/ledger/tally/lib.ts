import { v } from "convex/values";
import { mutation, query } from "./_generated/server";

export const add = mutation({
  args: { name: v.string() },
  returns: v.number(),
  handler: async (ctx, { name }) => {
    const tally = await ctx.db
      .query("tallies")
      .withIndex("by_name", (q) => q.eq("name", name))
      .unique();
    const count = (tally?.count ?? 0) + 1;
    if (tally === null) await ctx.db.insert("tallies", { name, count });
    else await ctx.db.patch(tally._id, { count });
    return count;
  },
});

export const of = query({
  args: { name: v.string() },
  returns: v.number(),
  handler: async (ctx, { name }) => {
    const tally = await ctx.db
      .query("tallies")
      .withIndex("by_name", (q) => q.eq("name", name))
      .unique();
    return tally?.count ?? 0;
  },
});
