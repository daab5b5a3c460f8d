import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { catalogue as readCatalogue, catalogueCard } from "../services/courses/catalogue";
import { durations } from "../services/courses/catalogue-filter";
import { courseDetails, courseStatus } from "../services/courses/course";
import { courseForEditing, readCourseForEditing } from "../services/courses/course-for-editing";
import { coursePage, readCoursePage } from "../services/courses/course-page";
import { catalogueSorts } from "../services/courses/course-store";
import { createCourse } from "../services/courses/create-course";
import { publishCourse, withdrawCourse } from "../services/courses/publish-course";
import { saveDetails as save } from "../services/courses/save-details";
import { readSubjects, subjects as subjectList } from "../services/courses/subjects";
import { allCourses, coursesTaughtBy, taughtCourse } from "../services/courses/taught-courses";
import { typedId, typedSlug } from "../services/shared/id";
import { actorMutation, actorQuery, pageOf, paginationArgs, publicQuery } from "./functions";

/** The shelf of published courses. */
export const catalogue = publicQuery({
  args: {
    category: courseDetails.shape.category.optional(),
    level: courseDetails.shape.level.optional(),
    language: courseDetails.shape.language.optional(),
    duration: z.enum(durations).optional(),
    rating: z.number().min(1).max(5).optional(),
    credits: z.boolean().optional(),
    sort: z.enum(catalogueSorts).optional(),
    ...paginationArgs,
  },
  returns: pageOf(catalogueCard),
  handler: (ctx, { sort = "newest", paginationOpts, ...filter }) =>
    readCatalogue(ctx, ctx.viewer, { filter, sort, page: paginationOpts }),
});

/** The subjects that the shelf has courses of. */
export const subjects = publicQuery({
  args: {},
  returns: subjectList,
  handler: (ctx) => readSubjects(ctx),
});

/** One course's page, by its address. */
export const page = publicQuery({
  args: { slug: typedSlug },
  returns: coursePage.nullable(),
  handler: (ctx, { slug }) => readCoursePage(ctx, ctx.viewer, slug),
});

export const create = actorMutation({
  may: "course.create",
  args: { title: courseDetails.shape.title },
  returns: z.object({ courseId: zid("courses"), slug: z.string() }),
  handler: (ctx, { title }) => createCourse(ctx, ctx.actor, { title }),
});

/** The courses that the actor teaches. */
export const mine = actorQuery({
  may: "course.teach",
  args: paginationArgs,
  returns: pageOf(taughtCourse),
  handler: (ctx, { paginationOpts }) => coursesTaughtBy(ctx, ctx.actor, paginationOpts),
});

/** Every course of the school. */
export const all = actorQuery({
  may: "school.manage",
  args: { status: courseStatus.optional(), ...paginationArgs },
  returns: pageOf(taughtCourse),
  handler: (ctx, { status, paginationOpts }) => allCourses(ctx, { status: status ?? null, page: paginationOpts }),
});

export const forEditing = actorQuery({
  may: "course.teach",
  args: { courseId: typedId("courses") },
  returns: courseForEditing,
  handler: (ctx, { courseId }) => readCourseForEditing(ctx, ctx.actor, courseId),
});

export const saveDetails = actorMutation({
  may: "course.teach",
  args: { courseId: zid("courses"), revision: z.number(), details: courseDetails.partial() },
  returns: z.object({ revision: z.number() }),
  handler: (ctx, args) => save(ctx, ctx.actor, args),
});

export const publish = actorMutation({
  may: "course.teach",
  args: { courseId: zid("courses") },
  returns: z.null(),
  handler: (ctx, { courseId }) => publishCourse(ctx, ctx.actor, courseId),
});

export const withdraw = actorMutation({
  may: "course.teach",
  args: { courseId: zid("courses") },
  returns: z.null(),
  handler: (ctx, { courseId }) => withdrawCourse(ctx, ctx.actor, courseId),
});
