import { componentsGeneric } from "convex/server";
import { v, type Value } from "convex/values";
import { mutation, query } from "./functions";

const shelves = componentsGeneric();
const given = v.object({ value: v.any(), bytes: v.union(v.bytes(), v.null()), text: v.string(), rank: v.number() });

/** Adds a thing, its file, a word, and a book on each shelf. */
export const add = mutation({
  args: { things: v.array(given) },
  returns: v.null(),
  handler: async (ctx, { things }) => {
    let after = (await ctx.db.query("things").order("desc").first())?._id;
    for (const { bytes, text, rank, ...thing } of things) {
      const value = thing.value as Value;
      const file = bytes === null ? undefined : await ctx.storage.store(new Blob([bytes], { type: "text/x-thing" }));
      after = await ctx.db.insert("things", { value, after, file });
      await ctx.db.insert("words", { text, rank });
      for (const shelf of ["left", "right"])
        await ctx.runMutation(shelves[shelf]!.books!.add as never, { value: { shelf, value }, bytes } as never);
    }
    return null;
  },
});

/** Everything there is, as this project sees it: documents, what an index and a search find, and where the files are. */
export const all = query({
  args: { search: v.string() },
  returns: v.any(),
  handler: async (ctx, { search }) => {
    const things = await ctx.db.query("things").take(5_000);
    const addresses: Record<string, string | null> = {};
    for (const { _id, file } of things) if (file !== undefined) addresses[_id] = await ctx.storage.getUrl(file);
    const ranked = await ctx.db.query("words").withIndex("by_rank").take(5_000);
    const found = await ctx.db
      .query("words")
      .withSearchIndex("by_text", (q) => q.search("text", search))
      .take(100);
    const files = await ctx.db.system.query("_storage").take(5_000);
    const shelf = async (name: string) => ({
      books: (await ctx.runQuery(shelves[name]!.books!.all as never, {})) as unknown,
      addresses: (await ctx.runQuery(shelves[name]!.books!.addresses as never, {})) as Record<string, string>,
    });
    return { things, addresses, ranked, found, files, left: await shelf("left"), right: await shelf("right") };
  },
});
