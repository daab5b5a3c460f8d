import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  scores: defineTable({ player: v.string(), points: v.number() }),
  people: defineTable({ name: v.string(), initial: v.optional(v.string()) }),
  entries: defineTable({ note: v.string() }),
  done: defineTable({ what: v.string(), detail: v.any() }).index("by_what", ["what"]),
});
