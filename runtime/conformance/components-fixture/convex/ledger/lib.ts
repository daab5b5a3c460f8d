import { createFunctionHandle, getFunctionName, type FunctionHandle } from "convex/server";
import { ConvexError, v } from "convex/values";
import { components, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { action, internalMutation, internalQuery, mutation, query } from "./_generated/server";

/** Books an amount, and counts the bookings of the account in the child. */
export const book = mutation({
  args: { account: v.string(), amount: v.number() },
  returns: v.id("entries"),
  handler: async (ctx, { account, amount }) => {
    const id = await ctx.db.insert("entries", { account, amount });
    await ctx.runMutation(components.tally.public.add, { name: account, count: 1, shards: 2 });
    if (amount === 0) throw new ConvexError({ code: "nothing", account });
    return id;
  },
});

export const balance = query({
  args: { account: v.string() },
  returns: v.object({ sum: v.number(), bookings: v.number() }),
  handler: async (ctx, { account }) => {
    const entries = await ctx.db
      .query("entries")
      .withIndex("by_account", (q) => q.eq("account", account))
      .collect();
    const bookings = await ctx.runQuery(components.tally.public.count, { name: account });
    return { sum: entries.reduce((sum, { amount }) => sum + amount, 0), bookings };
  },
});

export const correct = mutation({
  args: { entry: v.id("entries"), by: v.number() },
  returns: v.null(),
  handler: async (ctx, { entry, by }) => {
    await ctx.db.insert("corrections", { entry, by });
    return null;
  },
});

/** Reads whatever an id names, in the component's own tables. */
export const read = query({
  args: { id: v.string() },
  returns: v.any(),
  handler: async (ctx, { id }) => {
    const own = ctx.db.normalizeId("entries", id);
    return { own, found: await ctx.db.get((own ?? id) as never) };
  },
});

export const search = query({
  args: { words: v.string() },
  returns: v.array(v.string()),
  handler: async (ctx, { words }) => {
    const found = await ctx.db
      .query("entries")
      .withSearchIndex("words", (q) => q.search("account", words))
      .take(10);
    return found.map(({ account }) => account);
  },
});

/** What a function of a component knows of its surroundings. */
export const surroundings = query({
  args: {},
  returns: v.any(),
  handler: async (ctx): Promise<unknown> => ({
    variables: { ...process.env },
    identity: await ctx.auth.getUserIdentity(),
    self: await ctx.meta.getFunctionMetadata(),
    internalName: getFunctionName(internal.lib.secret),
  }),
});

export const secret = internalQuery({ args: {}, returns: v.string(), handler: async () => "not for parents" });

export const secretHandle = query({
  args: {},
  returns: v.string(),
  handler: async (): Promise<string> => await createFunctionHandle(internal.lib.secret),
});

export const moment = query({ args: {}, returns: v.number(), handler: async () => Date.now() });

export const wrongReturn = query({ args: {}, returns: v.number(), handler: async () => "text" as unknown as number });

/** Books later, and tells whoever asked when that has happened. */
export const bookLater = mutation({
  args: { account: v.string(), amount: v.number(), tell: v.string() },
  returns: v.id("_scheduled_functions"),
  handler: async (ctx, { account, amount, tell }): Promise<Id<"_scheduled_functions">> =>
    await ctx.scheduler.runAfter(0, internal.lib.bookNow, { account, amount, tell }),
});

export const bookNow = internalMutation({
  args: { account: v.string(), amount: v.number(), tell: v.string() },
  returns: v.null(),
  handler: async (ctx, { account, amount, tell }) => {
    await ctx.db.insert("entries", { account, amount });
    await ctx.runMutation(tell as FunctionHandle<"mutation">, { what: "booked", detail: { account, amount } });
    await ctx.scheduler.runAfter(0, tell as FunctionHandle<"mutation">, { what: "told later", detail: account });
    return null;
  },
});

export const jobs = query({
  args: {},
  returns: v.array(v.any()),
  handler: async (ctx) => {
    const jobs = await ctx.db.system.query("_scheduled_functions").take(20);
    return jobs.map(({ name, state }) => ({ name, state: state.kind }));
  },
});

export const store = action({
  args: { text: v.string() },
  returns: v.id("_storage"),
  handler: async (ctx, { text }) => await ctx.storage.store(new Blob([text], { type: "text/plain" })),
});

export const fileUrl = query({
  args: { id: v.string() },
  returns: v.any(),
  handler: async (ctx, { id }) => await ctx.storage.getUrl(id as never),
});

export const files = query({
  args: {},
  returns: v.number(),
  handler: async (ctx) => (await ctx.db.system.query("_storage").take(10)).length,
});

export const tick = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await ctx.db.insert("entries", { account: "clock", amount: 1 });
    return null;
  },
});
