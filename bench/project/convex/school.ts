import {
  mutationGeneric,
  queryGeneric,
  type DataModelFromSchemaDefinition,
  type MutationBuilder,
  type QueryBuilder,
} from "convex/server";
import { v } from "convex/values";
import type schema from "./schema";

type Model = DataModelFromSchemaDefinition<typeof schema>;
const query = queryGeneric as QueryBuilder<Model, "public">;
const mutation = mutationGeneric as MutationBuilder<Model, "public">;

const body = "A paragraph of about two hundred characters stands in for what a course says of itself. ".repeat(2);

export const load = mutation({
  args: { from: v.number(), count: v.number() },
  returns: v.null(),
  handler: async (ctx, { from, count }) => {
    for (let n = from; n < from + count; n++) {
      await ctx.db.insert("courses", {
        slug: `course-${n}`,
        title: `Course ${n}`,
        category: `c${n % 50}`,
        rank: n,
        body,
      });
    }
    return null;
  },
});

export const bySlug = query({
  args: { slug: v.string() },
  returns: v.any(),
  handler: (ctx, { slug }) =>
    ctx.db
      .query("courses")
      .withIndex("by_slug", (q) => q.eq("slug", slug))
      .unique(),
});

export const list = query({
  args: { category: v.string() },
  returns: v.any(),
  handler: (ctx, { category }) =>
    ctx.db
      .query("courses")
      .withIndex("by_category_rank", (q) => q.eq("category", category))
      .order("desc")
      .take(10),
});

export const enroll = mutation({
  args: { slug: v.string(), student: v.string() },
  returns: v.id("enrollments"),
  handler: async (ctx, { slug, student }) => {
    const course = await ctx.db
      .query("courses")
      .withIndex("by_slug", (q) => q.eq("slug", slug))
      .unique();
    if (!course) throw new Error("no such course");
    const present = await ctx.db
      .query("enrollments")
      .withIndex("by_student_course", (q) => q.eq("student", student).eq("courseId", course._id))
      .unique();
    return present?._id ?? (await ctx.db.insert("enrollments", { courseId: course._id, student, at: 1 }));
  },
});

export const upsert = mutation({
  args: { name: v.string() },
  returns: v.number(),
  handler: async (ctx, { name }) => {
    const row = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.eq("name", name))
      .unique();
    const value = (row?.value ?? 0) + 1;
    if (row) await ctx.db.patch(row._id, { value });
    else await ctx.db.insert("counters", { name, value });
    return value;
  },
});

export const counter = query({
  args: { name: v.string() },
  returns: v.number(),
  handler: async (ctx, { name }) =>
    (
      await ctx.db
        .query("counters")
        .withIndex("by_name", (q) => q.eq("name", name))
        .unique()
    )?.value ?? 0,
});

const page = "Fifty kilobytes stand in for a long page that a whole year reads at once. ".repeat(700);

export const longPage = query({
  args: { name: v.string() },
  returns: v.any(),
  handler: async (ctx, { name }) => {
    const row = await ctx.db
      .query("counters")
      .withIndex("by_name", (q) => q.eq("name", name))
      .unique();
    return { value: row?.value ?? 0, page };
  },
});
