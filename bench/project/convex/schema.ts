import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

/** A school reduced to what is measured: courses, and enrolments with three index entries a row. */
export default defineSchema({
  courses: defineTable({
    slug: v.string(),
    title: v.string(),
    category: v.string(),
    rank: v.number(),
    body: v.string(),
  })
    .index("by_slug", ["slug"])
    .index("by_category_rank", ["category", "rank"]),
  enrollments: defineTable({ courseId: v.id("courses"), student: v.string(), at: v.number() })
    .index("by_student_course", ["student", "courseId"])
    .index("by_course", ["courseId"]),
  counters: defineTable({ name: v.string(), value: v.number() }).index("by_name", ["name"]),
});
