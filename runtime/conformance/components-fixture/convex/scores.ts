import { TableAggregate } from "@convex-dev/aggregate";
import { v } from "convex/values";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { mutation, query } from "./_generated/server";

const byPoints = new TableAggregate<{ Key: number; DataModel: DataModel; TableName: "scores" }>(components.aggregate, {
  sortKey: ({ points }) => points,
  sumValue: ({ points }) => points,
});
const byPlayer = new TableAggregate<{
  Namespace: string;
  Key: number;
  DataModel: DataModel;
  TableName: "scores";
}>(components.byPlayer, { namespace: ({ player }) => player, sortKey: ({ points }) => points });

export const add = mutation({
  args: { player: v.string(), points: v.number() },
  returns: v.id("scores"),
  handler: async (ctx, args) => {
    const score = (await ctx.db.get(await ctx.db.insert("scores", args)))!;
    await byPoints.insert(ctx, score);
    await byPlayer.insert(ctx, score);
    return score._id;
  },
});

export const remove = mutation({
  args: { id: v.id("scores") },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const score = (await ctx.db.get(id))!;
    await ctx.db.delete(id);
    await byPoints.delete(ctx, score);
    await byPlayer.delete(ctx, score);
    return null;
  },
});

export const standing = query({
  args: { points: v.number(), player: v.string() },
  returns: v.any(),
  handler: async (ctx, { points, player }) => ({
    count: await byPoints.count(ctx),
    sum: await byPoints.sum(ctx),
    rank: await byPoints.indexOf(ctx, points),
    highest: (await byPoints.max(ctx))?.key ?? null,
    ofPlayer: await byPlayer.count(ctx, { namespace: player }),
  }),
});

export const at = query({
  args: { index: v.number() },
  returns: v.number(),
  handler: async (ctx, { index }) => (await byPoints.at(ctx, index)).key,
});

export const count = query({ args: {}, returns: v.number(), handler: async (ctx) => await byPoints.count(ctx) });
