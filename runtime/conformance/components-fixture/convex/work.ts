import { vOnCompleteArgs, Workpool, type WorkId } from "@convex-dev/workpool";
import { v } from "convex/values";
import { components, internal } from "./_generated/api";
import { internalAction, internalMutation, mutation, query } from "./_generated/server";

const pool = new Workpool(components.workpool, {
  maxParallelism: 2,
  defaultRetryBehavior: { maxAttempts: 3, initialBackoffMs: 20, base: 2 },
});

export const enqueue = mutation({
  args: { names: v.array(v.string()) },
  returns: v.array(v.string()),
  handler: async (ctx, { names }) => {
    const ids: string[] = [];
    for (const name of names) {
      const options = { onComplete: internal.work.completed, context: name, retry: true };
      ids.push(await pool.enqueueAction(ctx, internal.work.labour, { name }, options));
    }
    return ids;
  },
});

/** Fails as often as its name says. */
export const labour = internalAction({
  args: { name: v.string() },
  returns: v.string(),
  handler: async (ctx, { name }): Promise<string> => {
    const attempt = await ctx.runMutation(internal.work.begin, { name });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await ctx.runMutation(internal.work.note, { what: "end", detail: name });
    if (attempt <= Number(/fails (\d)/.exec(name)?.[1] ?? 0)) throw new Error(`Attempt ${attempt} of ${name}`);
    return `${name} at attempt ${attempt}`;
  },
});

export const begin = internalMutation({
  args: { name: v.string() },
  returns: v.number(),
  handler: async (ctx, { name }) => {
    await ctx.db.insert("done", { what: "begin", detail: name });
    const begun = await ctx.db
      .query("done")
      .withIndex("by_what", (q) => q.eq("what", "begin"))
      .take(200);
    return begun.filter(({ detail }) => (detail as unknown) === name).length;
  },
});

export const note = internalMutation({
  args: { what: v.string(), detail: v.any() },
  returns: v.null(),
  handler: async (ctx, { what, detail }) => {
    await ctx.db.insert("done", { what, detail: detail as unknown });
    return null;
  },
});

export const completed = internalMutation({
  args: vOnCompleteArgs(v.string()),
  returns: v.null(),
  handler: async (ctx, { context, result }) => {
    await ctx.db.insert("done", { what: "completed", detail: { name: context, result } });
    return null;
  },
});

export const statuses = query({
  args: { ids: v.array(v.string()) },
  returns: v.array(v.string()),
  handler: async (ctx, { ids }) => {
    const statuses = await pool.statusBatch(ctx, ids as WorkId[]);
    return statuses.map(({ state }) => state);
  },
});

/** All that happened, in its order. */
export const log = query({
  args: {},
  returns: v.array(v.object({ what: v.string(), detail: v.any() })),
  handler: async (ctx) => {
    const rows = await ctx.db.query("done").take(500);
    return rows.map(({ what, detail }) => ({ what, detail: detail as unknown }));
  },
});
