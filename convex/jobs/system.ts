import * as z from "zod";
import { noteChecks } from "../../services/system/note-checks";
import { part, partCheck } from "../../services/system/part";
import { internal } from "../_generated/api";
import { jobAction, jobMutation } from "../functions";
import { checkPart } from "../gateways/health";

/** Asks every part how it is, all at once; every five minutes, and when an admin asks. */
export const check = jobAction({
  args: {},
  returns: z.null(),
  handler: async (ctx): Promise<null> => {
    const checks = await Promise.all(part.options.map(checkPart));
    await ctx.runMutation(internal.jobs.system.note, { checks });
    return null;
  },
});

export const note = jobMutation({
  args: { checks: z.array(partCheck) },
  returns: z.null(),
  handler: (ctx, { checks }) => noteChecks(ctx, checks),
});
