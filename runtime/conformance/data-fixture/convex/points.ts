import { v } from "convex/values";
import { action, mutation } from "./server";

export const add = mutation({
  args: { at: v.array(v.number()), kind: v.string() },
  handler: (ctx, args) => ctx.db.insert("points", args),
});

export const nearest = action({
  args: { at: v.array(v.number()), limit: v.optional(v.number()), kinds: v.optional(v.array(v.string())) },
  handler: (ctx, { at, limit, kinds }) =>
    ctx.vectorSearch("points", "by_at", {
      vector: at,
      ...(limit === undefined ? {} : { limit }),
      ...(kinds === undefined ? {} : { filter: (q) => q.or(...kinds.map((kind) => q.eq("kind", kind))) }),
    }),
});
