import { paginationOptsValidator } from "convex/server";
import { v, type GenericId } from "convex/values";
import { stream, mergedStream } from "convex-helpers/server/stream";
import { paginator } from "convex-helpers/server/pagination";
import schema from "./schema";
import { mutation, query } from "./server";

const id = { id: v.id("articles") };

export const add = mutation({
  args: { title: v.string(), shelf: v.optional(v.string()), reads: v.optional(v.number()) },
  handler: (ctx, args) => ctx.db.insert("articles", args),
});

export const addMany = mutation({
  args: { titles: v.array(v.string()), shelf: v.string() },
  handler: async (ctx, { titles, shelf }) => {
    const ids: GenericId<"articles">[] = [];
    for (const [reads, title] of titles.entries()) ids.push(await ctx.db.insert("articles", { title, shelf, reads }));
    return ids;
  },
});

export const retitle = mutation({
  args: { ...id, title: v.string() },
  handler: (ctx, args) => ctx.db.patch("articles", args.id, { title: args.title }),
});

export const remove = mutation({ args: id, handler: (ctx, args) => ctx.db.delete("articles", args.id) });

const asked = { text: v.string(), shelf: v.optional(v.string()) };

export const search = query({
  args: { ...asked, limit: v.optional(v.number()), minimum: v.optional(v.number()) },
  handler: async (ctx, { text, shelf, limit, minimum }) => {
    const found = ctx.db
      .query("articles")
      .withSearchIndex("by_title", (q) =>
        shelf === undefined ? q.search("title", text) : q.search("title", text).eq("shelf", shelf),
      );
    const kept = minimum === undefined ? found : found.filter((q) => q.gte(q.field("reads"), minimum));
    return (await (limit === undefined ? kept.collect() : kept.take(limit))).map(({ title }) => title);
  },
});

export const searchPage = query({
  args: { ...asked, paginationOpts: paginationOptsValidator },
  handler: (ctx, { text, paginationOpts }) =>
    ctx.db
      .query("articles")
      .withSearchIndex("by_title", (q) => q.search("title", text))
      .paginate(paginationOpts),
});

export const addAndSearch = mutation({
  args: { title: v.string() },
  handler: async (ctx, { title }) => {
    await ctx.db.insert("articles", { title });
    const found = await ctx.db
      .query("articles")
      .withSearchIndex("by_title", (q) => q.search("title", title))
      .take(5);
    return found.map((article) => article.title);
  },
});

export const page = query({
  args: { shelf: v.string(), paginationOpts: paginationOptsValidator },
  handler: (ctx, { shelf, paginationOpts }) =>
    ctx.db
      .query("articles")
      .withIndex("by_shelf", (q) => q.eq("shelf", shelf))
      .paginate(paginationOpts),
});

export const mergedPage = query({
  args: { shelves: v.array(v.string()), paginationOpts: paginationOptsValidator },
  handler: async (ctx, { shelves, paginationOpts }) => {
    const streams = shelves.map((shelf) =>
      stream(ctx.db, schema)
        .query("articles")
        .withIndex("by_shelf", (q) => q.eq("shelf", shelf)),
    );
    return await mergedStream(streams, ["reads"])
      .filterWith(async ({ title }) => title !== "skipped")
      .paginate(paginationOpts);
  },
});

export const twoPages = query({
  args: { shelf: v.string(), size: v.number() },
  handler: async (ctx, { shelf, size }) => {
    const read = (cursor: string | null) =>
      paginator(ctx.db, schema)
        .query("articles")
        .withIndex("by_shelf", (q) => q.eq("shelf", shelf))
        .paginate({ numItems: size, cursor });
    const first = await read(null);
    const second = await read(first.continueCursor);
    return [first.page, second.page].map((rows) => rows.map(({ title }) => title));
  },
});
