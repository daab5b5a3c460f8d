import { v } from "convex/values";
import { mutation, query } from "./server";

const stored = { id: v.id("_storage") };

/** Stores a text and reads everything about it back, in one mutation. */
export const storeInMutation = mutation({
  args: { text: v.string(), sha256: v.optional(v.string()) },
  handler: async (ctx, { text, sha256 }) => {
    const blob = new Blob([text], { type: "text/plain" });
    const id = await (sha256 === undefined ? ctx.storage.store(blob) : ctx.storage.store(blob, { sha256 }));
    const back = await ctx.storage.get(id);
    return {
      id,
      text: back === null ? null : await back.text(),
      url: await ctx.storage.getUrl(id),
      known: await ctx.db.system.get("_storage", id),
    };
  },
});

export const storeAndFail = mutation({
  args: {},
  handler: async (ctx) => {
    await ctx.storage.store(new Blob(["never kept"]));
    throw new Error("after storing");
  },
});

export const remove = mutation({ args: stored, handler: (ctx, { id }) => ctx.storage.delete(id) });

export const about = query({
  args: stored,
  handler: async (ctx, { id }) => ({
    url: await ctx.storage.getUrl(id),
    metadata: await ctx.storage.getMetadata(id),
    known: await ctx.db.system.get("_storage", id),
    all: (await ctx.db.system.query("_storage").collect()).length,
  }),
});
