import { ActionCache } from "@convex-dev/action-cache";
import { v } from "convex/values";
import { components, internal } from "./_generated/api";
import { action, internalAction, mutation } from "./_generated/server";

const cache = new ActionCache(components.actionCache, { action: internal.answers.think, name: "answers", ttl: 60_000 });

export const ask = action({
  args: { question: v.string() },
  returns: v.string(),
  handler: async (ctx, { question }): Promise<string> => await cache.fetch(ctx, { question }),
});

export const think = internalAction({
  args: { question: v.string() },
  returns: v.string(),
  handler: async (ctx, { question }) => {
    await ctx.runMutation(internal.work.note, { what: "thought", detail: question });
    return `An answer to ${question}`;
  },
});

export const forget = mutation({
  args: { question: v.string() },
  returns: v.null(),
  handler: async (ctx, { question }) => {
    await cache.remove(ctx, { question });
    return null;
  },
});
