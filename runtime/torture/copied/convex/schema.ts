import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  /** Anything that a document can hold. */
  things: defineTable({ value: v.any(), after: v.optional(v.id("things")), file: v.optional(v.id("_storage")) }),
  /** Looked up by what copies must keep: order, and text that can be searched. */
  words: defineTable({ text: v.string(), rank: v.number() })
    .index("by_rank", ["rank"])
    .searchIndex("by_text", { searchField: "text" }),
});
