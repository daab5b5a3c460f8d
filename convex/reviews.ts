import { zid } from "convex-helpers/server/zod4";
import { wayInto } from "../services/learning/access";
import { publishedReview, withAuthors } from "../services/reviews/published-review";
import { notFound } from "../services/shared/app-error";
import { pageOf, paginationArgs, publicQuery } from "./functions";

export const list = publicQuery({
  args: { courseId: zid("courses"), ...paginationArgs },
  returns: pageOf(publishedReview),
  handler: async (ctx, { courseId, paginationOpts }) => {
    const course = await ctx.courses.byId(courseId);
    if (!course || !(await wayInto(ctx, ctx.viewer, course))) throw notFound("course");
    const found = await ctx.reviews.list(courseId, paginationOpts);
    return { ...found, page: await withAuthors(ctx, found.page) };
  },
});
