import { Crons } from "@convex-dev/crons";
import { v } from "convex/values";
import { components, internal } from "./_generated/api";
import { mutation, query } from "./_generated/server";

const crons = new Crons(components.crons);

export const register = mutation({
  args: { name: v.string(), ms: v.number() },
  returns: v.string(),
  handler: async (ctx, { name, ms }): Promise<string> =>
    await crons.register(ctx, { kind: "interval", ms }, internal.work.note, { what: "tick", detail: name }, name),
});

export const registerSpec = mutation({
  args: { name: v.string(), cronspec: v.string() },
  returns: v.string(),
  handler: async (ctx, { name, cronspec }): Promise<string> =>
    await crons.register(ctx, { kind: "cron", cronspec }, internal.work.note, { what: "tick", detail: name }, name),
});

export const remove = mutation({
  args: { name: v.string() },
  returns: v.null(),
  handler: async (ctx, { name }) => {
    await crons.delete(ctx, { name });
    return null;
  },
});

export const names = query({
  args: {},
  returns: v.array(v.string()),
  handler: async (ctx) => (await crons.list(ctx)).map(({ name }) => name ?? ""),
});
