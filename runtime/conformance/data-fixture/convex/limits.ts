import { anyApi } from "convex/server";
import { v } from "convex/values";
import { action, internalMutation, mutation, query } from "./server";

const mebibyte = 1 << 20;

export const fill = mutation({
  args: { count: v.number(), length: v.number() },
  handler: async (ctx, { count, length }) => {
    for (let i = 0; i < count; i++) await ctx.db.insert("blobs", { text: "x".repeat(length) });
  },
});

export const readAll = query({ args: {}, handler: async (ctx) => (await ctx.db.query("blobs").collect()).length });

export const readRanges = query({
  args: { count: v.number() },
  handler: async (ctx, { count }) => {
    for (let i = 0; i < count; i++)
      await ctx.db
        .query("tallies")
        .withIndex("by_name", (q) => q.eq("name", String(i)))
        .first();
  },
});

export const writeTooLarge = mutation({
  args: {},
  handler: (ctx) => ctx.db.insert("blobs", { text: "x".repeat(mebibyte + 1) }),
});

export const nest = mutation({
  args: { depth: v.number() },
  handler: (ctx, { depth }) => {
    let value: unknown = "end";
    for (let i = 0; i < depth; i++) value = [value];
    return ctx.db.insert("anything", { value });
  },
});

export const scheduleMany = mutation({
  args: { count: v.number() },
  handler: async (ctx, { count }) => {
    for (let i = 0; i < count; i++) await ctx.scheduler.runAfter(3_600_000, anyApi.limits!.nothing!, {});
  },
});

export const scheduleLarge = mutation({
  args: { count: v.number() },
  handler: async (ctx, { count }) => {
    for (let i = 0; i < count; i++)
      await ctx.scheduler.runAfter(3_600_000, anyApi.limits!.nothing!, { text: "x".repeat(900_000) });
  },
});

export const scheduleOne = mutation({
  args: { length: v.number() },
  handler: (ctx, { length }) =>
    ctx.scheduler.runAfter(3_600_000, anyApi.limits!.nothing!, { text: "x".repeat(length) }),
});

export const nothing = internalMutation({ args: { text: v.optional(v.string()) }, handler: () => null });

export const large = query({
  args: { length: v.number(), text: v.optional(v.string()) },
  handler: (_ctx, { length }) => "x".repeat(length),
});

export const writeAndAnswer = mutation({
  args: { length: v.number() },
  handler: async (ctx, { length }) => {
    await ctx.db.insert("blobs", { text: "answered" });
    return "a😀".repeat(Math.floor(length / 3));
  },
});

export const answered = query({
  args: {},
  handler: async (ctx) =>
    (
      await ctx.db
        .query("blobs")
        .filter((q) => q.eq(q.field("text"), "answered"))
        .collect()
    ).length,
});

export const largeByAction = action({
  args: { length: v.number(), text: v.optional(v.string()) },
  handler: (_ctx, { length }) => "x".repeat(length),
});

export const manyOperators = query({
  args: { count: v.number() },
  handler: async (ctx, { count }) => {
    let rows = ctx.db.query("tallies").filter((q) => q.eq(q.field("name"), ""));
    for (let i = 1; i < count; i++) rows = rows.filter((q) => q.eq(q.field("name"), ""));
    return (await rows.take(1)).length;
  },
});

export const metrics = mutation({
  args: {},
  handler: async (ctx) => {
    await ctx.db.insert("blobs", { text: "one" });
    await ctx.db.query("tallies").first();
    return await ctx.meta.getTransactionMetrics();
  },
});
