import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { helperRole } from "../services/invitations/invitation";
import { typedId } from "../services/shared/id";
import { addedStaff, addStaff, addStaffArgs } from "../services/staff/add-staff";
import { changeStaffRole, removeStaff, uninviteStaff } from "../services/staff/change-staff";
import { readStaff, staffList } from "../services/staff/staff-list";
import { actorMutation, actorQuery } from "./functions";
import { withMail } from "./invitations";

/** Who makes a course, and for whom it waits. */
export const list = actorQuery({
  may: "course.teach",
  args: { courseId: typedId("courses") },
  returns: staffList,
  handler: (ctx, { courseId }) => readStaff(ctx, ctx.actor, courseId),
});

export const add = actorMutation({
  may: "course.teach",
  args: { ...addStaffArgs, courseId: zid("courses") },
  returns: addedStaff,
  handler: (ctx, args) => addStaff(withMail(ctx, ctx.actor), ctx.actor, args),
});

export const changeRole = actorMutation({
  may: "course.teach",
  args: { courseId: zid("courses"), userId: zid("users"), role: helperRole },
  returns: z.null(),
  handler: (ctx, args) => changeStaffRole(ctx, ctx.actor, args),
});

export const remove = actorMutation({
  may: "course.teach",
  args: { courseId: zid("courses"), userId: zid("users") },
  returns: z.null(),
  handler: (ctx, args) => removeStaff(ctx, ctx.actor, args),
});

/** A course waits for somebody who was invited no longer. */
export const uninvite = actorMutation({
  may: "course.teach",
  args: { courseId: zid("courses"), invitationId: zid("invitations") },
  returns: z.null(),
  handler: (ctx, args) => uninviteStaff(ctx, ctx.actor, args),
});
