import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  books: defineTable({ value: v.any(), file: v.optional(v.id("_storage")) }),
});
