import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  /** One row: how many transactions have been applied. Each takes its serial number from it. */
  order: defineTable({ next: v.number() }),
  applied: defineTable({ token: v.string(), serial: v.number(), work: v.string() })
    .index("by_serial", ["serial"])
    .index("by_token", ["token"]),
  halves: defineTable({ token: v.string(), part: v.number() }).index("by_token", ["token"]),
  lists: defineTable({ key: v.string(), items: v.array(v.number()) }).index("by_key", ["key"]),
  accounts: defineTable({ name: v.string(), balance: v.number() }).index("by_name", ["name"]),
  planned: defineTable({ token: v.string(), jobId: v.id("_scheduled_functions") }).index("by_token", ["token"]),
});
