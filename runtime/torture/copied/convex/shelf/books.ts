import { v, type Value } from "convex/values";
import { mutation, query } from "./functions";

/** Adds a book whose file has been stored by this component. */
export const add = mutation({
  args: { value: v.any(), bytes: v.union(v.bytes(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { bytes, ...book }) => {
    const file = bytes === null ? undefined : await ctx.storage.store(new Blob([bytes]));
    await ctx.db.insert("books", { value: book.value as Value, file });
    return null;
  },
});

/** The address of each book's file, by the book's id. */
export const addresses = query({
  args: {},
  returns: v.record(v.string(), v.union(v.string(), v.null())),
  handler: async (ctx) => {
    const found: Record<string, string | null> = {};
    for (const { _id, file } of await ctx.db.query("books").take(5_000))
      if (file !== undefined) found[_id] = await ctx.storage.getUrl(file);
    return found;
  },
});

/** Everything on the shelf. */
export const all = query({ args: {}, returns: v.any(), handler: (ctx) => ctx.db.query("books").take(5_000) });
