import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { eraseCourse as erase } from "../../services/courses/erase-course";
import { purgeRemoved } from "../../services/lessons/purge-removed";
import { jobMutation } from "../functions";

/** Deletes a course that is to leave no trace; goes on by itself until nothing is left. */
export const eraseCourse = jobMutation({
  args: { courseId: zid("courses") },
  returns: z.null(),
  handler: (ctx, { courseId }) => erase(ctx, courseId),
});

/** Deletes what waited for undo long enough; daily, and goes on by itself until nothing is left. */
export const removed = jobMutation({
  args: {},
  returns: z.null(),
  handler: (ctx) => purgeRemoved(ctx),
});
