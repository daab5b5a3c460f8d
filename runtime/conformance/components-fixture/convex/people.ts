import { Migrations } from "@convex-dev/migrations";
import { v } from "convex/values";
import { components, internal } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { mutation, query } from "./_generated/server";

const migrations = new Migrations<DataModel>(components.migrations);

export const addMany = mutation({
  args: { count: v.number() },
  returns: v.null(),
  handler: async (ctx, { count }) => {
    for (let i = 0; i < count; i++) await ctx.db.insert("people", { name: `Person ${i}` });
    return null;
  },
});

/** Meets one person that it cannot change until that person has a name. */
export const initials = migrations.define({
  table: "people",
  batchSize: 60,
  migrateOne: (_ctx, { name }) => {
    if (name === "") throw new Error("A person without a name");
    return { initial: name.slice(0, 1) + name.slice(-1) };
  },
});

export const rename = mutation({
  args: { from: v.string(), to: v.string() },
  returns: v.null(),
  handler: async (ctx, { from, to }) => {
    const people = await ctx.db.query("people").take(1_000);
    for (const { _id, name } of people) if (name === from) await ctx.db.patch(_id, { name: to });
    return null;
  },
});

export const run = migrations.runner();

export const progress = query({
  args: {},
  returns: v.any(),
  handler: async (ctx) => {
    const people = await ctx.db.query("people").take(1_000);
    const [status] = await migrations.getStatus(ctx, { migrations: [internal.people.initials] });
    const done = people.filter(({ initial }) => initial !== undefined).length;
    return { done, state: status?.state ?? null, processed: status?.processed ?? 0 };
  },
});
