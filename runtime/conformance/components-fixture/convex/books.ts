import { createFunctionHandle } from "convex/server";
import { v } from "convex/values";
import { components, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { action, mutation, query } from "./_generated/server";

const booking = { account: v.string(), amount: v.number() };

export const book = mutation({
  args: booking,
  returns: v.string(),
  handler: async (ctx, args) => await ctx.runMutation(components.ledger.lib.book, args),
});

export const balance = query({
  args: { account: v.string() },
  returns: v.any(),
  handler: async (ctx, args) => ({
    first: await ctx.runQuery(components.ledger.lib.balance, args),
    second: await ctx.runQuery(components.second.lib.balance, args),
  }),
});

/** Writes, lets the component fail, and goes on. */
export const tryToBook = mutation({
  args: booking,
  returns: v.any(),
  handler: async (ctx, args) => {
    await ctx.db.insert("entries", { note: "before" });
    let caught: unknown = null;
    try {
      await ctx.runMutation(components.ledger.lib.book, args);
    } catch (error) {
      caught = (error as { data?: unknown }).data ?? String(error);
    }
    await ctx.db.insert("entries", { note: "after" });
    return caught;
  },
});

export const bookAndFail = mutation({
  args: booking,
  returns: v.null(),
  handler: async (ctx, args) => {
    await ctx.runMutation(components.ledger.lib.book, args);
    throw new Error("The app has changed its mind");
  },
});

export const notes = query({
  args: {},
  returns: v.array(v.string()),
  handler: async (ctx) => (await ctx.db.query("entries").take(50)).map(({ note }) => note),
});

export const bookFromAction = action({
  args: booking,
  returns: v.any(),
  handler: async (ctx, args): Promise<unknown> => {
    await ctx.runMutation(components.second.lib.book, args);
    return await ctx.runQuery(components.second.lib.balance, { account: args.account });
  },
});

/** Hands an id of the app's own table to the component, and an id of the component's to the app. */
export const crossIds = mutation({
  args: {},
  returns: v.any(),
  handler: async (ctx) => {
    const own = await ctx.db.insert("entries", { note: "mine" });
    const theirs: string = await ctx.runMutation(components.ledger.lib.book, { account: "ids", amount: 5 });
    const tried = async (work: () => Promise<unknown>) => {
      try {
        return await work();
      } catch (error) {
        return (error as Error).message;
      }
    };
    return {
      readByApp: await tried(() => ctx.db.get(theirs as Id<"entries">)),
      normalizedByApp: ctx.db.normalizeId("entries", theirs),
      readByComponent: await tried(() => ctx.runQuery(components.ledger.lib.read, { id: own })),
      own: await tried(() => ctx.runQuery(components.ledger.lib.read, { id: theirs })),
      foreignArgument: await tried(() => ctx.runMutation(components.ledger.lib.correct, { entry: own, by: 1 })),
      removedByApp: await tried(() => ctx.db.delete(theirs as Id<"entries">)),
      patchedByApp: await tried(() => ctx.db.patch(theirs as Id<"entries">, { note: "stolen" })),
    };
  },
});

export const wrongCalls = query({
  args: {},
  returns: v.any(),
  handler: async (ctx) => {
    const tried = async (work: () => Promise<unknown>) => {
      try {
        return await work();
      } catch (error) {
        return (error as Error).message;
      }
    };
    const { lib } = components.ledger as unknown as Record<string, Record<string, never>>;
    return {
      argument: await tried(() => ctx.runQuery(components.ledger.lib.balance, { account: 7 } as never)),
      returned: await tried(() => ctx.runQuery(components.ledger.lib.wrongReturn, {})),
      internal: await tried(() => ctx.runQuery(lib!.secret!, {})),
      missing: await tried(() => ctx.runQuery(lib!.nothing!, {})),
    };
  },
});

export const surroundings = query({
  args: {},
  returns: v.any(),
  handler: async (ctx) => ({
    app: { variables: Object.keys(process.env).sort(), identity: (await ctx.auth.getUserIdentity())?.name ?? null },
    ledger: (await ctx.runQuery(components.ledger.lib.surroundings, {})) as unknown,
    second: (await ctx.runQuery(components.second.lib.surroundings, {})) as unknown,
  }),
});

export const useHandle = query({
  args: {},
  returns: v.string(),
  handler: async (ctx): Promise<string> => {
    const handle = await ctx.runQuery(components.ledger.lib.secretHandle, {});
    return await ctx.runQuery(handle as never, {});
  },
});

export const bookLater = mutation({
  args: booking,
  returns: v.string(),
  handler: async (ctx, args): Promise<string> => {
    const tell = await createFunctionHandle(internal.work.note);
    return await ctx.runMutation(components.ledger.lib.bookLater, { ...args, tell });
  },
});

/** Schedules a component's function as the app's own job. */
export const scheduleTheirs = mutation({
  args: booking,
  returns: v.string(),
  handler: async (ctx, args): Promise<string> => await ctx.scheduler.runAfter(0, components.second.lib.book, args),
});

export const jobs = query({
  args: {},
  returns: v.any(),
  handler: async (ctx) => ({
    app: (await ctx.db.system.query("_scheduled_functions").take(20)).map(({ name, state }) => ({
      name,
      state: state.kind,
    })),
    ledger: await ctx.runQuery(components.ledger.lib.jobs, {}),
    second: await ctx.runQuery(components.second.lib.jobs, {}),
  }),
});

export const search = query({
  args: { words: v.string() },
  returns: v.any(),
  handler: async (ctx, args) => ({
    first: await ctx.runQuery(components.ledger.lib.search, args),
    second: await ctx.runQuery(components.second.lib.search, args),
  }),
});

export const storeTheirs = action({
  args: { text: v.string() },
  returns: v.string(),
  handler: async (ctx, args): Promise<string> => await ctx.runAction(components.ledger.lib.store, args),
});

export const files = query({
  args: { id: v.string() },
  returns: v.any(),
  handler: async (ctx, { id }) => ({
    app: await ctx.storage.getUrl(id as Id<"_storage">),
    ledger: (await ctx.runQuery(components.ledger.lib.fileUrl, { id })) as unknown,
    second: (await ctx.runQuery(components.second.lib.fileUrl, { id })) as unknown,
    counts: [
      (await ctx.db.system.query("_storage").take(10)).length,
      await ctx.runQuery(components.ledger.lib.files, {}),
      await ctx.runQuery(components.second.lib.files, {}),
    ],
  }),
});

/** What a component's run and its caller's see of time and chance. */
export const moments = mutation({
  args: {},
  returns: v.any(),
  handler: async (ctx) => {
    const before = Date.now();
    const inside = await ctx.runQuery(components.ledger.lib.moment, {});
    return {
      times: [before, inside, Date.now()],
      random: [Math.random(), Math.random()],
      uuid: crypto.randomUUID(),
    };
  },
});
