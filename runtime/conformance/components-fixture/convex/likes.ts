import { ShardedCounter } from "@convex-dev/sharded-counter";
import { v } from "convex/values";
import { components } from "./_generated/api";
import { mutation, query } from "./_generated/server";

const counter = new ShardedCounter(components.shardedCounter, { defaultShards: 8 });

export const add = mutation({
  args: { name: v.string(), count: v.number() },
  returns: v.null(),
  handler: async (ctx, { name, count }) => {
    await counter.add(ctx, name, count);
    return null;
  },
});

export const of = query({
  args: { name: v.string() },
  returns: v.number(),
  handler: async (ctx, { name }) => await counter.count(ctx, name),
});
