import { query } from "./server";

export const am = query({
  args: {},
  handler: async (ctx) => (await ctx.auth.getUserIdentity())?.name ?? "nobody",
});
