import * as z from "zod";
import { demoCourse, demoEnrollment, demoPerson, demoReview } from "../../services/school/demo-school";
import {
  writeDemoCourse,
  writeDemoEnrollment,
  writeDemoPeople,
  writeDemoReview,
} from "../../services/school/write-demo-school";
import { jobMutation } from "../functions";

/** The demo school, told by `npm start` on the first start; each step may be told twice. */

export const uploadUrl = jobMutation({
  args: {},
  returns: z.string(),
  handler: ({ files }) => files.uploadUrl(),
});

export const people = jobMutation({
  args: { people: z.array(demoPerson) },
  returns: z.null(),
  handler: async (ctx, args) => {
    await writeDemoPeople(ctx, args.people);
    return null;
  },
});

export const course = jobMutation({
  args: { course: demoCourse },
  returns: z.boolean(),
  handler: (ctx, args) => writeDemoCourse(ctx, args.course),
});

export const activity = jobMutation({
  args: { enrollments: z.array(demoEnrollment), reviews: z.array(demoReview) },
  returns: z.null(),
  handler: async (ctx, { enrollments, reviews }) => {
    for (const enrollment of enrollments) await writeDemoEnrollment(ctx, enrollment);
    for (const review of reviews) await writeDemoReview(ctx, review);
    return null;
  },
});

export const finish = jobMutation({
  args: { name: z.string() },
  returns: z.null(),
  handler: async ({ school, clock }, { name }) => {
    await school.change({ name, seededAt: clock.now() });
    return null;
  },
});
