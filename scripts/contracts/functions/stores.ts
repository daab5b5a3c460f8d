import { internalMutationGeneric, type GenericMutationCtx } from "convex/server";
import { v } from "convex/values";
import type { DataModel, TableNames } from "../../../convex/_generated/dataModel";
import { storesOf } from "../../../convex/stores/stores";
import schema from "./schema";

type Ctx = GenericMutationCtx<DataModel>;
type Method = (...args: unknown[]) => unknown;

/** Calls one method of one of the school's stores, in a transaction of its own. Never part of a school's deployment. */
export const call = internalMutationGeneric({
  args: { store: v.string(), method: v.string(), args: v.array(v.any()) },
  handler: async (ctx: Ctx, { store, method, args }) => {
    const stores = storesOf(ctx) as unknown as Record<string, Record<string, Method> | undefined>;
    const found = stores[store]?.[method];
    if (!found) throw new Error(`there is no ${store}.${method}`);
    return (await found(...(args as unknown[]))) ?? null;
  },
});

/** Empties every table, so that each test begins with a new school. */
export const wipe = internalMutationGeneric({
  args: {},
  handler: async (ctx: Ctx) => {
    for (const table of Object.keys(schema.tables) as TableNames[]) {
      for (const row of await ctx.db.query(table).take(1_000)) await ctx.db.delete(table, row._id);
    }
    return null;
  },
});

/** A place in file storage that takes one file. */
export const uploadUrl = internalMutationGeneric({
  args: {},
  handler: (ctx: Ctx) => ctx.storage.generateUploadUrl(),
});
