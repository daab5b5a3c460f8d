import * as z from "zod";
import { noteChecks } from "../../services/system/note-checks";
import { part, partCheck } from "../../services/system/part";
import { internal } from "../_generated/api";
import { jobAction, jobMutation } from "../functions";
import { checkPart } from "../gateways/health";

/** Asks every part how it is, the vendors all at once; every five minutes, and when an admin asks. */
export const check = jobAction({
  args: {},
  returns: z.null(),
  handler: async (ctx): Promise<null> => {
    const checks = await Promise.all(part.exclude(["convex"]).options.map(checkPart));
    const since = Date.now();
    await ctx.runMutation(internal.jobs.system.note, { checks });
    // The backend is asked by using it: how long it took to write down what the others said.
    const backend = { part: "convex" as const, tookMs: Date.now() - since, trouble: null, busyWith: null };
    await ctx.runMutation(internal.jobs.system.note, { checks: [backend] });
    return null;
  },
});

export const note = jobMutation({
  args: { checks: z.array(partCheck) },
  returns: z.null(),
  handler: (ctx, { checks }) => noteChecks(ctx, checks),
});
