import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { eraseCourse as erase } from "../../services/courses/erase-course";
import { sweepFiles } from "../../services/files/sweep-files";
import { purgeRemoved } from "../../services/lessons/purge-removed";
import { erasePerson as eraseOne } from "../../services/users/erase-person";
import { jobMutation } from "../functions";

/** Deletes a course that is to leave no trace; goes on by itself until nothing is left. */
export const eraseCourse = jobMutation({
  args: { courseId: zid("courses") },
  returns: z.null(),
  handler: (ctx, { courseId }) => erase(ctx, courseId),
});

/** Deletes what is left of someone who is gone; goes on by itself until nothing is. */
export const erasePerson = jobMutation({
  args: { userId: zid("users") },
  returns: z.null(),
  handler: (ctx, { userId }) => eraseOne(ctx, userId),
});

/** Deletes what waited for undo long enough; daily, and goes on by itself until nothing is left. */
export const removed = jobMutation({
  args: {},
  returns: z.null(),
  handler: (ctx) => purgeRemoved(ctx),
});

/** Deletes uploads that never became part of anything; daily, and goes on by itself through all files. */
export const unusedFiles = jobMutation({
  args: { cursor: z.string().nullable() },
  returns: z.null(),
  handler: (ctx, { cursor }) => sweepFiles(ctx, cursor),
});
