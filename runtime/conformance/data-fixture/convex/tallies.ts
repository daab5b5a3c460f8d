import { anyApi } from "convex/server";
import { v, type GenericId } from "convex/values";
import { action, internalAction, internalMutation, mutation, query, type MutationCtx } from "./server";

type JobId = GenericId<"_scheduled_functions">;
const named = { name: v.string() };
const tallies = anyApi.tallies!;

async function countOne(ctx: MutationCtx, name: string) {
  const row = await ctx.db
    .query("tallies")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
  if (row === null) await ctx.db.insert("tallies", { name, value: 1 });
  else await ctx.db.patch("tallies", row._id, { value: row.value + 1 });
}

export const count = internalMutation({ args: named, handler: (ctx, { name }) => countOne(ctx, name) });
export const countNow = mutation({ args: named, handler: (ctx, { name }) => countOne(ctx, name) });

export const read = query({
  args: named,
  handler: async (ctx, { name }) => {
    const row = await ctx.db
      .query("tallies")
      .withIndex("by_name", (q) => q.eq("name", name))
      .unique();
    return row?.value ?? 0;
  },
});

export const later = mutation({
  args: { ...named, atMs: v.number() },
  handler: (ctx, { name, atMs }): Promise<JobId> => ctx.scheduler.runAt(atMs, tallies.count!, { name }),
});

/** Waits for its name to be counted before it goes on, then schedules another count. */
export const slow = internalAction({
  args: named,
  handler: async (ctx, { name }) => {
    await ctx.runMutation(tallies.count!, { name: `${name} began` });
    while ((await ctx.runQuery(tallies.read!, { name: `${name} may go on` })) === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await ctx.scheduler.runAfter(0, tallies.count!, { name: `${name} afterwards` });
    await ctx.runMutation(tallies.schedulesAfter!, { name });
    await ctx.runMutation(tallies.count!, { name: `${name} ended` });
  },
});

export const schedulesAfter = internalMutation({
  args: named,
  handler: (ctx, { name }): Promise<JobId> => ctx.scheduler.runAfter(0, tallies.count!, { name: `${name} afterwards` }),
});

export const startSlow = action({
  args: named,
  handler: (ctx, { name }): Promise<JobId> => ctx.scheduler.runAfter(0, tallies.slow!, { name }),
});

export const cancel = mutation({
  args: { id: v.id("_scheduled_functions") },
  handler: (ctx, { id }) => ctx.scheduler.cancel(id),
});

export const job = query({
  args: { id: v.id("_scheduled_functions") },
  handler: (ctx, { id }) => ctx.db.system.get("_scheduled_functions", id),
});

export const jobs = query({
  args: { state: v.string() },
  handler: (ctx, { state }) =>
    ctx.db.system
      .query("_scheduled_functions")
      .filter((q) => q.eq(q.field("state.kind"), state))
      .order("desc")
      .take(10),
});
