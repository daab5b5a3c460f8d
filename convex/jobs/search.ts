import { zid } from "convex-helpers/server/zod4";
import * as z from "zod";
import { mostLessons } from "../../services/lessons/lesson-store";
import { writeKey } from "../../services/search/search-task";
import { courseRecordOf } from "../../services/search/course-record-of";
import { planLessons, settleLessons } from "../../services/search/plan-lessons";
import {
  cancelReindex as cancel,
  noteReindex,
  prepareSearch,
  startReindex as start,
  isUnderWay,
} from "../../services/search/reindex";
import { courseRecord, lessonRecord } from "../../services/search/search-record";
import { reindex, searchState, searchStatistics } from "../../services/search/search-state";
import { enqueue } from "../../services/outbox/enqueue";
import { internal } from "../_generated/api";
import { jobAction, jobMutation, jobQuery } from "../functions";
import { searchTarget } from "../gateways/searchClient";
import { fingerprint } from "../gateways/searchSettings";
import { readSearchStatistics } from "../gateways/searchStatistics";

const partsOfLesson = z.object({ lessonId: zid("lessons"), courseId: zid("courses"), parts: z.number() });
const coursesOfPage = z.object({ courseIds: z.array(zid("courses")), next: z.string().nullable() });
const coursesAPage = 10;

export const state = jobQuery({
  args: {},
  returns: searchState,
  handler: ({ search }) => search.state(),
});

/** What the index should hold of some courses; null where it should hold nothing. */
export const courses = jobQuery({
  args: { courseIds: z.array(zid("courses")).max(50) },
  returns: z.array(z.object({ courseId: zid("courses"), record: courseRecord.nullable() })),
  handler: (ctx, { courseIds }) =>
    Promise.all(courseIds.map(async (courseId) => ({ courseId, record: await courseRecordOf(ctx, courseId) }))),
});

/** The lessons of a course that the index holds or should hold. */
export const lessonsOf = jobQuery({
  args: { courseId: zid("courses") },
  returns: z.array(zid("lessons")),
  handler: async ({ courses: all, lessons, search }, { courseId }) => {
    const course = await all.byId(courseId);
    const held = await search.searchedOf(courseId, 2 * mostLessons);
    const standing = course?.status === "published" ? await lessons.ofCourse(courseId, mostLessons) : [];
    return [...new Set([...held.map(({ lessonId }) => lessonId), ...standing.map(({ _id }) => _id)])];
  },
});

/** A page of the courses that someone teaches. */
export const taughtBy = jobQuery({
  args: { userId: z.string(), cursor: z.string().nullable() },
  returns: coursesOfPage,
  handler: async ({ users, courses: all }, { userId, cursor }) => {
    const user = await users.byId(userId as Parameters<typeof users.byId>[0]);
    if (!user) return { courseIds: [], next: null };
    const { page, isDone, continueCursor } = await all.staffedBy(user._id, { numItems: coursesAPage, cursor });
    return { courseIds: page.map(({ courseId }) => courseId), next: isDone ? null : continueCursor };
  },
});

/** A page of the courses that may be found. */
export const published = jobQuery({
  args: { cursor: z.string().nullable() },
  returns: coursesOfPage,
  handler: async ({ courses: all }, { cursor }) => {
    const { page, isDone, continueCursor } = await all.all("published", { numItems: coursesAPage, cursor });
    return { courseIds: page.map(({ _id }) => _id), next: isDone ? null : continueCursor };
  },
});

export const plan = jobMutation({
  args: { lessonIds: z.array(zid("lessons")).min(1).max(200) },
  returns: z.object({
    looked: z.number(),
    save: z.array(lessonRecord),
    remove: z.array(z.string()),
    parts: z.array(partsOfLesson),
  }),
  handler: async (ctx, { lessonIds }) => {
    const { parts, ...plan } = await planLessons(ctx, lessonIds);
    return { ...plan, parts: parts.map((one) => partsOfLesson.parse(one)) };
  },
});

export const settle = jobMutation({
  args: { parts: z.array(partsOfLesson) },
  returns: z.null(),
  handler: (ctx, { parts }) => settleLessons(ctx, parts),
});

export const keepSettings = jobMutation({
  args: { settings: z.string() },
  returns: z.null(),
  handler: async ({ search }, { settings }) => {
    await search.changeState({ settings });
    return null;
  },
});

/** Sees to it that the search service of the deployment is this school's; every minute, and with every delivery. */
export const prepare = jobMutation({
  args: {},
  returns: z.null(),
  handler: (ctx) => {
    const target = searchTarget();
    return target ? prepareSearch(ctx, { target, settings: fingerprint }) : null;
  },
});

/** Notes how far a reindex has come, and asks for its next step while it goes on. */
export const note = jobMutation({
  args: { progress: reindex.partial() },
  returns: reindex,
  handler: async (ctx, { progress }) => {
    const standing = await noteReindex(ctx, progress);
    if (isUnderWay(standing))
      await enqueue(ctx, "search", { key: writeKey({ kind: "reindex", id: "all" }), payload: null });
    return standing;
  },
});

/** `npm run search:reindex` begins here and looks at `state`. */
export const startReindex = jobMutation({
  args: {},
  returns: z.null(),
  handler: (ctx) => start(ctx, null),
});

/** The same with `-- --cancel`. */
export const cancelReindex = jobMutation({
  args: {},
  returns: z.null(),
  handler: (ctx) => cancel(ctx, null),
});

/** Reads what was searched from the search service and keeps it for the admins' page. */
export const readStatistics = jobAction({
  args: { days: z.number() },
  returns: z.null(),
  handler: async (ctx, { days }): Promise<null> => {
    const statistics = await readSearchStatistics(days, Date.now());
    await ctx.runMutation(internal.jobs.search.keepStatistics, { statistics });
    return null;
  },
});

export const keepStatistics = jobMutation({
  args: { statistics: searchStatistics },
  returns: z.null(),
  handler: async ({ search }, { statistics }) => {
    await search.setStatistics(statistics);
    return null;
  },
});
