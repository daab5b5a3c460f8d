import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { requireCourse } from "../services/courses/require-course";
import { adminEnrollment, describeEnrollments } from "../services/enrollments/admin-enrollment";
import {
  complete as completeFor,
  grant as grantTo,
  withdraw as withdrawFrom,
} from "../services/enrollments/administer";
import { enroll as enrollIn } from "../services/enrollments/enroll";
import { enrollmentStatus } from "../services/enrollments/enrollment";
import { leave as leaveCourse } from "../services/enrollments/leave";
import { pickCourses, pickUsers } from "../services/enrollments/pick";
import { typedId } from "../services/shared/id";
import { actorMutation, actorQuery, pageOf, paginationArgs } from "./functions";

export const enroll = actorMutation({
  may: "enrollment.join",
  args: { courseId: zid("courses") },
  returns: z.object({ enrollmentId: zid("enrollments"), firstLessonId: zid("lessons").nullable() }),
  handler: (ctx, { courseId }) => enrollIn(ctx, ctx.actor, courseId),
});

export const leave = actorMutation({
  may: "enrollment.join",
  args: { courseId: zid("courses") },
  returns: z.null(),
  handler: (ctx, { courseId }) => leaveCourse(ctx, ctx.actor, courseId),
});

export const list = actorQuery({
  may: "enrollment.manage",
  args: {
    status: enrollmentStatus.optional(),
    courseId: zid("courses").optional(),
    userId: zid("users").optional(),
    ...paginationArgs,
  },
  returns: pageOf(adminEnrollment),
  handler: async (ctx, { paginationOpts, ...filter }) => {
    const found = await ctx.enrollments.list(filter, paginationOpts);
    return { ...found, page: await describeEnrollments(ctx, found.page) };
  },
});

export const roster = actorQuery({
  may: "course.teach",
  args: { courseId: typedId("courses"), ...paginationArgs },
  returns: pageOf(adminEnrollment),
  handler: async (ctx, { courseId, paginationOpts }) => {
    await requireCourse(ctx, ctx.actor, courseId, "seeStudents");
    const found = await ctx.enrollments.list({ courseId }, paginationOpts);
    return { ...found, page: await describeEnrollments(ctx, found.page) };
  },
});

export const grant = actorMutation({
  may: "enrollment.manage",
  args: { courseId: zid("courses"), userId: zid("users") },
  returns: z.object({ enrollmentId: zid("enrollments") }),
  handler: (ctx, args) => grantTo(ctx, ctx.actor, args),
});

export const withdraw = actorMutation({
  may: "enrollment.manage",
  args: { enrollmentId: zid("enrollments") },
  returns: z.null(),
  handler: (ctx, { enrollmentId }) => withdrawFrom(ctx, ctx.actor, enrollmentId),
});

export const complete = actorMutation({
  may: "enrollment.manage",
  args: { enrollmentId: zid("enrollments") },
  returns: z.null(),
  handler: (ctx, { enrollmentId }) => completeFor(ctx, ctx.actor, enrollmentId),
});

export const pickCourse = actorQuery({
  may: "enrollment.manage",
  args: { text: z.string().max(120) },
  returns: z.array(z.object({ _id: zid("courses"), title: z.string(), slug: z.string() })),
  handler: (ctx, { text }) => pickCourses(ctx, text),
});

export const pickUser = actorQuery({
  may: "enrollment.manage",
  args: { text: z.string().max(120) },
  returns: z.array(z.object({ _id: zid("users"), name: z.string(), email: z.string() })),
  handler: (ctx, { text }) => pickUsers(ctx, text),
});
