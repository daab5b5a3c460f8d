import { MINUTE, RateLimiter } from "@convex-dev/rate-limiter";
import { v } from "convex/values";
import { components } from "./_generated/api";
import { mutation, query } from "./_generated/server";

const limiter = new RateLimiter(components.rateLimiter, {
  send: { kind: "fixed window", rate: 3, period: MINUTE, start: 0 },
  talk: { kind: "token bucket", rate: 10, period: MINUTE, capacity: 2 },
});
const name = v.union(v.literal("send"), v.literal("talk"));

export const take = mutation({
  args: { name, key: v.string() },
  returns: v.any(),
  handler: async (ctx, args) => await limiter.limit(ctx, args.name, { key: args.key }),
});

export const takeOrFail = mutation({
  args: { name, key: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    await ctx.db.insert("done", { what: "taken", detail: args.key });
    await limiter.limit(ctx, args.name, { key: args.key, throws: true });
    return null;
  },
});

export const isFree = query({
  args: { name, key: v.string() },
  returns: v.boolean(),
  handler: async (ctx, args) => (await limiter.check(ctx, args.name, { key: args.key })).ok,
});

export const reset = mutation({
  args: { name, key: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    await limiter.reset(ctx, args.name, { key: args.key });
    return null;
  },
});
