import { v } from "convex/values";
import { mutation, query } from "./server";

const ids = { id: v.string() };

export const normalize = query({
  args: ids,
  handler: (ctx, { id }) => ({
    article: ctx.db.normalizeId("articles", id),
    blob: ctx.db.normalizeId("blobs", id),
    job: ctx.db.system.normalizeId("_scheduled_functions", id),
  }),
});

export const getFrom = query({
  args: { ...ids, table: v.union(v.literal("articles"), v.literal("blobs")) },
  handler: (ctx, { id, table }) => ctx.db.get(table as "articles", id as never),
});

/** Changes one article by its table and id in every way there is, and returns what it was after each. */
export const change = mutation({
  args: { id: v.id("articles") },
  handler: async (ctx, { id }) => {
    const seen: (string | null)[][] = [];
    const look = async () => {
      const found = await ctx.db.get("articles", id);
      seen.push(found === null ? [] : [found.title, found.shelf ?? null]);
    };
    await ctx.db.patch("articles", id, { title: "patched" });
    await look();
    await ctx.db.patch("articles", id, { shelf: undefined });
    await look();
    await ctx.db.replace("articles", id, { title: "replaced" });
    await look();
    await ctx.db.delete("articles", id);
    await look();
    return seen;
  },
});

export const changeInWrongTable = mutation({
  args: { ...ids, how: v.union(v.literal("patch"), v.literal("replace"), v.literal("delete")) },
  handler: async (ctx, { id, how }) => {
    if (how === "patch") await ctx.db.patch("blobs", id as never, { text: "x" });
    else if (how === "replace") await ctx.db.replace("blobs", id as never, { text: "x" });
    else await ctx.db.delete("blobs", id as never);
  },
});

/** Every operator of a filter, over one document. */
export const operators = query({
  args: { id: v.id("articles") },
  handler: async (ctx, { id }) => {
    const holds = async (filter: Parameters<ReturnType<typeof ctx.db.query<"articles">>["filter"]>[0]) =>
      (await ctx.db
        .query("articles")
        .filter((q) => q.and(q.eq(q.field("_id"), id), filter(q)))
        .first()) !== null;
    return {
      eq: await holds((q) => q.eq(q.field("reads"), 7)),
      neq: await holds((q) => q.neq(q.field("reads"), 7)),
      lt: await holds((q) => q.lt(q.field("reads"), 8)),
      lte: await holds((q) => q.lte(q.field("reads"), 7)),
      gt: await holds((q) => q.gt(q.field("reads"), 7)),
      gte: await holds((q) => q.gte(q.field("reads"), 7)),
      add: await holds((q) => q.eq(q.add(q.field("reads"), 1), 8)),
      sub: await holds((q) => q.eq(q.sub(q.field("reads"), 1), 6)),
      mul: await holds((q) => q.eq(q.mul(q.field("reads"), 2), 14)),
      div: await holds((q) => q.eq(q.div(q.field("reads"), 2), 3.5)),
      mod: await holds((q) => q.eq(q.mod(q.field("reads"), 4), 3)),
      neg: await holds((q) => q.eq(q.neg(q.field("reads")), -7)),
      not: await holds((q) => q.not(q.eq(q.field("reads"), 8))),
      or: await holds((q) => q.or(q.eq(q.field("reads"), 1), q.eq(q.field("reads"), 7))),
      missing: await holds((q) => q.eq(q.field("shelf"), undefined)),
    };
  },
});
