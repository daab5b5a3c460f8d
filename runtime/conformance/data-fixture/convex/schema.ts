import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  articles: defineTable({ title: v.string(), shelf: v.optional(v.string()), reads: v.optional(v.number()) })
    .index("by_shelf", ["shelf", "reads"])
    .searchIndex("by_title", { searchField: "title", filterFields: ["shelf"] }),
  points: defineTable({ at: v.array(v.number()), kind: v.string() }).vectorIndex("by_at", {
    vectorField: "at",
    dimensions: 3,
    filterFields: ["kind"],
  }),
  anything: defineTable(v.any()),
  blobs: defineTable({ text: v.string() }),
  tallies: defineTable({ name: v.string(), value: v.number() }).index("by_name", ["name"]),
});
