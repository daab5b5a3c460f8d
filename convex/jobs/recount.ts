import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { recountCourse } from "../../services/progress/recount-course";
import { jobMutation } from "../functions";

/** Scheduled when lessons are removed or restored; goes on by itself until every enrolment is counted. */
export const course = jobMutation({
  args: { courseId: zid("courses"), cursor: z.string().optional() },
  returns: z.null(),
  handler: async (ctx, { courseId, cursor }) => {
    const next = await recountCourse(ctx, { courseId, cursor: cursor ?? null });
    if (next !== null) await ctx.jobs.later("recountCourse", { courseId, cursor: next });
    return null;
  },
});
