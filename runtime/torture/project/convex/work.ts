import { makeFunctionReference } from "convex/server";
import { ConvexError, v } from "convex/values";
import { internalAction, internalMutation, mutation, query, type MutationCtx, type QueryCtx } from "./functions";

const opening = 100;

/** Writes down that a transaction is applied, and as which one. */
async function take(ctx: MutationCtx, token: string, work: unknown): Promise<number> {
  const order = await ctx.db.query("order").first();
  const serial = order?.next ?? 0;
  if (order === null) await ctx.db.insert("order", { next: 1 });
  else await ctx.db.patch("order", order._id, { next: serial + 1 });
  await ctx.db.insert("applied", { token, serial, work: JSON.stringify(work) });
  return serial;
}

async function appendTo(ctx: MutationCtx, key: string, item: number): Promise<number[]> {
  const list = await ctx.db
    .query("lists")
    .withIndex("by_key", (q) => q.eq("key", key))
    .unique();
  if (list === null) await ctx.db.insert("lists", { key, items: [item] });
  else await ctx.db.patch("lists", list._id, { items: [...list.items, item] });
  return list?.items ?? [];
}

async function move(ctx: MutationCtx, name: string, by: number): Promise<number> {
  const account = await ctx.db
    .query("accounts")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
  const balance = (account?.balance ?? opening) + by;
  if (account === null) await ctx.db.insert("accounts", { name, balance });
  else await ctx.db.patch("accounts", account._id, { balance });
  return balance;
}

const appending = { key: v.string(), item: v.number() };

export const append = mutation({
  args: { token: v.string(), ...appending },
  handler: async (ctx, { token, key, item }) => {
    const before = await appendTo(ctx, key, item);
    return { serial: await take(ctx, token, { kind: "append", keys: [key], item }), before };
  },
});

export const appendInside = internalMutation({
  args: { ...appending, fails: v.boolean() },
  handler: async (ctx, { key, item, fails }) => {
    await appendTo(ctx, key, item);
    if (fails) throw new ConvexError("taken back");
  },
});

const inside = makeFunctionReference<"mutation", { key: string; item: number; fails: boolean }>("work:appendInside");

/** Appends to several lists at once, each in a nested transaction; one more is begun and taken back. */
export const appendToAll = mutation({
  args: { token: v.string(), keys: v.array(v.string()), item: v.number() },
  handler: async (ctx, { token, keys, item }) => {
    for (const key of keys) await ctx.runMutation(inside, { key, item, fails: false });
    const [first = ""] = keys;
    const isTakenBack = await ctx.runMutation(inside, { key: first, item: -1, fails: true }).then(
      () => false,
      (error: unknown) => error instanceof ConvexError,
    );
    if (!isTakenBack) throw new Error("A nested mutation that throws has ended well.");
    return { serial: await take(ctx, token, { kind: "append", keys, item }) };
  },
});

/** Takes the money first and looks afterwards: a refusal must leave nothing behind. */
export const transfer = mutation({
  args: { token: v.string(), from: v.string(), to: v.string(), amount: v.number() },
  handler: async (ctx, { token, from, to, amount }) => {
    const serial = await take(ctx, token, { kind: "transfer", from, to, amount });
    const left = await move(ctx, from, -amount);
    await move(ctx, to, amount);
    if (left < 0) throw new ConvexError("short of money");
    return { serial };
  },
});

const later = makeFunctionReference<"mutation", { of: string }>("work:run");
const outside = makeFunctionReference<"action", { of: string }>("work:act");

export const plan = mutation({
  args: { token: v.string(), as: v.union(v.literal("mutation"), v.literal("action")), delayMs: v.number() },
  handler: async (ctx, { token, as, delayMs }) => {
    const jobId = await ctx.scheduler.runAfter(delayMs, as === "mutation" ? later : outside, { of: token });
    await ctx.db.insert("planned", { token, jobId });
    return { serial: await take(ctx, token, { kind: "plan", as }) };
  },
});

export const cancel = mutation({
  args: { token: v.string(), of: v.string() },
  handler: async (ctx, { token, of }) => {
    const planned = await ctx.db
      .query("planned")
      .withIndex("by_token", (q) => q.eq("token", of))
      .unique();
    const job = planned === null ? null : await ctx.db.system.get(planned.jobId);
    const isCancelled = job?.state.kind === "pending";
    if (isCancelled) await ctx.scheduler.cancel(job._id);
    return { serial: await take(ctx, token, { kind: "cancel", of, isCancelled }) };
  },
});

export const run = internalMutation({
  args: { of: v.string() },
  handler: async (ctx, { of }) => {
    await take(ctx, `ran ${of}`, { kind: "run", of });
  },
});

export const actStep = internalMutation({
  args: { of: v.string(), number: v.number() },
  handler: async (ctx, { of, number }) => {
    await take(ctx, `step ${number} of ${of}`, { kind: "step", of, number });
  },
});

const stepOf = makeFunctionReference<"mutation", { of: string; number: number }>("work:actStep");

/** Between its two steps something happens in the world outside that cannot be taken back. */
export const act = internalAction({
  args: { of: v.string() },
  handler: async (ctx, { of }) => {
    await ctx.runMutation(stepOf, { of, number: 1 });
    (globalThis as { happenedOutside?: (of: string) => void }).happenedOutside?.(of);
    await ctx.runMutation(stepOf, { of, number: 2 });
  },
});

export const tick = internalMutation({ args: {}, handler: () => null });
export const pulse = internalMutation({ args: {}, handler: () => null });

export const serial = query({ args: {}, handler: async (ctx) => (await ctx.db.query("order").first())?.next ?? 0 });

export const list = query({
  args: { key: v.string() },
  handler: async (ctx, { key }) => {
    const found = await ctx.db
      .query("lists")
      .withIndex("by_key", (q) => q.eq("key", key))
      .unique();
    return found?.items ?? [];
  },
});

export const balances = query({
  args: {},
  handler: async (ctx) => {
    const accounts = await ctx.db.query("accounts").withIndex("by_name").take(100);
    return Object.fromEntries(accounts.map(({ name, balance }) => [name, balance]));
  },
});

/** Which of some requests have been applied, and as which transaction. */
export const applied = query({
  args: { from: v.number(), count: v.number() },
  handler: async (ctx, { from, count }) => {
    const rows = await ctx.db
      .query("applied")
      .withIndex("by_serial", (q) => q.gte("serial", from))
      .take(count);
    return rows.map(({ token, serial, work }) => ({ token, serial, work }));
  },
});

export const jobs = query({
  args: {},
  handler: async (ctx) => {
    const rows = await ctx.db.system.query("_scheduled_functions").take(10_000);
    return rows.map(({ name, scheduledTime, state, args }) => ({ name, scheduledTime, state: state.kind, args }));
  },
});

const step = v.union(
  v.object({ do: v.literal("append"), key: v.string(), item: v.number() }),
  v.object({ do: v.literal("read"), key: v.string() }),
);

async function itemsOf(ctx: QueryCtx, key: string): Promise<number[]> {
  const found = await ctx.db
    .query("lists")
    .withIndex("by_key", (q) => q.eq("key", key))
    .unique();
  return found?.items ?? [];
}

/** Reads and appends in one transaction; tells what its reads found, in their order. */
export const transact = mutation({
  args: { steps: v.array(step), refuses: v.boolean() },
  handler: async (ctx, { steps, refuses }) => {
    const reads: number[][] = [];
    for (const one of steps) {
      if (one.do === "append") await appendTo(ctx, one.key, one.item);
      else reads.push(await itemsOf(ctx, one.key));
    }
    if (refuses) throw new ConvexError("refused");
    return reads;
  },
});

export const look = query({
  args: { keys: v.array(v.string()) },
  handler: (ctx, { keys }) => Promise.all(keys.map((key) => itemsOf(ctx, key))),
});

/** One write in three rows, which belong together. */
export const mark = mutation({
  args: { token: v.string() },
  handler: async (ctx, { token }) => {
    for (const part of [0, 1]) await ctx.db.insert("halves", { token, part });
    return { serial: await take(ctx, token, null) };
  },
});

/** Transactions from a serial on, each with the parts that its writes left. */
export const marked = query({
  args: { from: v.number(), count: v.number() },
  handler: async (ctx, { from, count }) => {
    const rows = await ctx.db
      .query("applied")
      .withIndex("by_serial", (q) => q.gte("serial", from))
      .take(count);
    return await Promise.all(
      rows.map(async ({ token, serial }) => {
        const halves = await ctx.db
          .query("halves")
          .withIndex("by_token", (q) => q.eq("token", token))
          .take(10);
        return { token, serial, parts: halves.map(({ part }) => part) };
      }),
    );
  },
});
