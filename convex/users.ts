import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { describeAudit, auditRow } from "../services/audit/audit-row";
import { adminEnrollment, describeEnrollments } from "../services/enrollments/admin-enrollment";
import { notFound } from "../services/shared/app-error";
import { largestPage } from "../services/shared/page";
import {
  changeRole as changeRoleOf,
  deactivate as deactivateUser,
  reactivate as reactivateUser,
} from "../services/users/administer";
import { arrive as arriveAt } from "../services/users/arrive";
import { claimSchool as claim } from "../services/users/claim-school";
import { asMe, me as meView } from "../services/users/me";
import { savePreferences as savePreferencesOf, saveProfile as saveProfileOf } from "../services/users/save-profile";
import { preferences, profile, role, userStatus } from "../services/users/user";
import { listUsers, userDetails, userRow } from "../services/users/user-rows";
import { typedId } from "../services/shared/id";
import {
  actorMutation,
  actorQuery,
  identityMutation,
  identityQuery,
  pageOf,
  paginationArgs,
  setting,
} from "./functions";

export const me = identityQuery({
  args: {},
  returns: meView.nullable(),
  handler: async ({ identity, users, notifications }) => {
    const user = identity && (await users.byToken(identity.tokenIdentifier));
    return user ? asMe(user, await notifications.unread(user._id)) : null;
  },
});

export const arrive = identityMutation({
  args: { timeZone: z.string().max(64).optional() },
  returns: z.object({ _id: zid("users"), role }),
  handler: (ctx, { timeZone }) => {
    const { tokenIdentifier, email, emailVerified, name } = ctx.identity;
    const claims = {
      tokenIdentifier,
      email: email ?? null,
      isEmailVerified: emailVerified === true,
      name: name ?? null,
    };
    return arriveAt(ctx, claims, timeZone);
  },
});

export const saveProfile = actorMutation({
  may: "self.edit",
  args: profile.shape,
  returns: z.null(),
  handler: (ctx, args) => saveProfileOf(ctx, ctx.actor, args),
});

export const savePreferences = actorMutation({
  may: "self.edit",
  args: preferences.partial().shape,
  returns: z.null(),
  handler: (ctx, args) => savePreferencesOf(ctx, ctx.actor, args),
});

export const claimSchool = actorMutation({
  may: "self.edit",
  args: { token: z.string().max(200) },
  returns: z.null(),
  handler: (ctx, { token }) => claim(ctx, ctx.actor, { token, expected: setting("BOOTSTRAP_TOKEN") }),
});

export const list = actorQuery({
  may: "user.manage",
  args: {
    search: z.string().max(120).optional(),
    role: role.optional(),
    status: userStatus.optional(),
    ...paginationArgs,
  },
  returns: pageOf(userRow),
  handler: (ctx, { paginationOpts, ...filter }) => listUsers(ctx, filter, paginationOpts),
});

export const get = actorQuery({
  may: "user.manage",
  args: { userId: typedId("users") },
  returns: userDetails.extend({ enrollments: z.array(adminEnrollment), audit: z.array(auditRow) }),
  handler: async (ctx, { userId }) => {
    const user = await ctx.users.byId(userId);
    if (!user) throw notFound("user");
    const [newest, entries] = await Promise.all([
      ctx.enrollments.newestOf(userId, largestPage),
      ctx.audit.about("user", userId, 20),
    ]);
    return {
      ...user,
      enrollmentCount: newest.length,
      enrollments: await describeEnrollments(ctx, newest),
      audit: entries.map(describeAudit),
    };
  },
});

export const changeRole = actorMutation({
  may: "user.manage",
  args: { userId: zid("users"), role },
  returns: z.null(),
  handler: (ctx, { userId, role }) => changeRoleOf(ctx, ctx.actor, userId, role),
});

export const deactivate = actorMutation({
  may: "user.manage",
  args: { userId: zid("users") },
  returns: z.null(),
  handler: (ctx, { userId }) => deactivateUser(ctx, ctx.actor, userId),
});

export const reactivate = actorMutation({
  may: "user.manage",
  args: { userId: zid("users") },
  returns: z.null(),
  handler: (ctx, { userId }) => reactivateUser(ctx, ctx.actor, userId),
});
