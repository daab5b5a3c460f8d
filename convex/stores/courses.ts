import { stream } from "convex-helpers/server/stream";
import { isRatedEnough, minutesOf, passes, type CatalogueFilter } from "../../services/courses/catalogue-filter";
import type { CourseReader, CourseStore } from "../../services/courses/course-store";
import { mostStaff } from "../../services/courses/course-store";
import type { Course, CourseStats } from "../../services/courses/course";
import { ratingRank } from "../../services/courses/rating";
import type { Page, PageOptions } from "../../services/shared/page";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import schema from "../schema";
import { recount } from "./counts";

/** The most rows one page of a filtered shelf may look at; the rest is for the next page. */
const rowsPerPage = 500;

const noStats: CourseStats = { enrolled: 0, completed: 0, reviewCount: 0, starSum: 0 };

const statsOf = (db: QueryCtx["db"], courseId: Course["_id"]) =>
  db
    .query("courseStats")
    .withIndex("by_course", (q) => q.eq("courseId", courseId))
    .unique();

/** Courses in the database, for reading. */
export function courseReader(db: QueryCtx["db"]): CourseReader {
  return {
    byId(id) {
      // Ids come from addresses that people type: what is no id is nobody's.
      const known = db.normalizeId("courses", id);
      return known ? db.get("courses", known) : Promise.resolve(null);
    },
    bySlug: (slug) =>
      db
        .query("courses")
        .withIndex("by_slug", (q) => q.eq("slug", slug))
        .first(),
    bySource: (ownerId, sourceKey) =>
      db
        .query("courses")
        .withIndex("by_owner_sourceKey", (q) => q.eq("ownerId", ownerId).eq("sourceKey", sourceKey))
        .first(),
    catalogue(filter, sort, options) {
      if (sort === "popular" || sort === "rating") return shelfByStats(db, filter, sort, options);
      return shelfByCourse(db, filter, sort, options);
    },
    async all(status, options) {
      if (!status) return db.query("courses").order("desc").paginate(options);
      return db
        .query("courses")
        .withIndex("by_status_publishedAt", (q) => q.eq("status", status))
        .order("desc")
        .paginate(options);
    },
    async staffRole(courseId, userId) {
      const row = await db
        .query("courseStaff")
        .withIndex("by_course_user", (q) => q.eq("courseId", courseId).eq("userId", userId))
        .unique();
      return row?.role ?? null;
    },
    hasPublished: async (category) =>
      (await db
        .query("courses")
        .withIndex("by_status_category_publishedAt", (q) => q.eq("status", "published").eq("category", category))
        .first()) !== null,
    staffOf: (courseId) =>
      db
        .query("courseStaff")
        .withIndex("by_course_user", (q) => q.eq("courseId", courseId))
        .take(mostStaff),
    staffedBy: (userId, options) =>
      db
        .query("courseStaff")
        .withIndex("by_user", (q) => q.eq("userId", userId))
        .order("desc")
        .paginate(options),
    async stats(courseId) {
      const row = await statsOf(db, courseId);
      if (!row) return noStats;
      const { enrolled, completed, reviewCount, starSum } = row;
      return { enrolled, completed, reviewCount, starSum };
    },
  };
}

/** Courses in the database, for writing. */
export function courseStore(db: MutationCtx["db"]): CourseStore {
  const reader = courseReader(db);
  return {
    ...reader,
    async add(course) {
      const courseId = await db.insert("courses", course);
      await recount(db, null, `courses.${course.status}`);
      await db.insert("courseStats", { courseId, ...noStats, ratingRank: ratingRank(noStats) });
      return courseId;
    },
    async change(id, change) {
      const before = change.status && (await db.get("courses", id));
      if (before) await recount(db, `courses.${before.status}`, `courses.${change.status ?? before.status}`);
      await db.patch("courses", id, change);
    },
    async setStaff(staff) {
      const existing = await db
        .query("courseStaff")
        .withIndex("by_course_user", (q) => q.eq("courseId", staff.courseId).eq("userId", staff.userId))
        .unique();
      if (existing) await db.patch("courseStaff", existing._id, { role: staff.role });
      else await db.insert("courseStaff", { courseId: staff.courseId, userId: staff.userId, role: staff.role });
    },
    async removeStaff(courseId, userId) {
      const row = await db
        .query("courseStaff")
        .withIndex("by_course_user", (q) => q.eq("courseId", courseId).eq("userId", userId))
        .unique();
      if (row) await db.delete("courseStaff", row._id);
    },
    async changeStats(courseId, by) {
      const row = await db
        .query("courseStats")
        .withIndex("by_course", (q) => q.eq("courseId", courseId))
        .unique();
      const before = row ?? noStats;
      const after: CourseStats = {
        enrolled: before.enrolled + (by.enrolled ?? 0),
        completed: before.completed + (by.completed ?? 0),
        reviewCount: before.reviewCount + (by.reviewCount ?? 0),
        starSum: before.starSum + (by.starSum ?? 0),
      };
      const kept = { ...after, ratingRank: ratingRank(after) };
      if (row) await db.patch("courseStats", row._id, kept);
      else await db.insert("courseStats", { courseId, ...kept });
    },
    async remove(id) {
      for (const staff of await db
        .query("courseStaff")
        .withIndex("by_course_user", (q) => q.eq("courseId", id))
        .take(mostStaff)) {
        await db.delete("courseStaff", staff._id);
      }
      const stats = await db
        .query("courseStats")
        .withIndex("by_course", (q) => q.eq("courseId", id))
        .unique();
      if (stats) await db.delete("courseStats", stats._id);
      const course = await db.get("courses", id);
      if (!course) return;
      await recount(db, `courses.${course.status}`, null);
      await db.delete("courses", id);
    },
  };
}

/** Newest and by title: one index range of courses, what it does not name filtered within `rowsPerPage`. */
async function shelfByCourse(
  db: QueryCtx["db"],
  filter: CatalogueFilter,
  sort: "newest" | "title",
  options: PageOptions,
): Promise<Page<Course>> {
  const { category, level, language, credits } = filter;
  const [least, most] = minutesOf(filter.duration);
  const table = db.query("courses");
  const range =
    sort === "title"
      ? table.withIndex("by_status_title", (q) => q.eq("status", "published")).order("asc")
      : category
        ? table
            .withIndex("by_status_category_publishedAt", (q) => q.eq("status", "published").eq("category", category))
            .order("desc")
        : level
          ? table
              .withIndex("by_status_level_publishedAt", (q) => q.eq("status", "published").eq("level", level))
              .order("desc")
          : table.withIndex("by_status_publishedAt", (q) => q.eq("status", "published")).order("desc");
  // What the range does not name is filtered here; a page looks at `rowsPerPage` rows at most.
  const shelf = await range
    // eslint-disable-next-line @convex-dev/no-filter-in-query
    .filter((q) =>
      q.and(
        category ? q.eq(q.field("category"), category) : true,
        level ? q.eq(q.field("level"), level) : true,
        language ? q.eq(q.field("language"), language) : true,
        credits ? q.gt(q.field("creditUnits"), 0) : true,
        q.gte(q.field("minutes"), least),
        q.lt(q.field("minutes"), most),
      ),
    )
    .paginate({ ...options, maximumRowsRead: rowsPerPage });
  if (filter.rating === undefined) return shelf;
  // The counts are rows of their own: a page that they narrow further is a short one.
  const isGood = await Promise.all(
    shelf.page.map(async (course) => isRatedEnough((await statsOf(db, course._id)) ?? noStats, filter)),
  );
  return { ...shelf, page: shelf.page.filter((_course, at) => isGood[at]) };
}

/** By popularity and rating: the counts in order, each joined with its course. */
async function shelfByStats(
  db: QueryCtx["db"],
  filter: CatalogueFilter,
  sort: "popular" | "rating",
  options: PageOptions,
): Promise<Page<Course>> {
  const found = new Map<string, Doc<"courses">>();
  const result = await stream(db, schema)
    .query("courseStats")
    .withIndex(sort === "popular" ? "by_enrolled" : "by_ratingRank")
    .order("desc")
    .filterWith(async (stats) => {
      if (!isRatedEnough(stats, filter)) return false;
      const course = await db.get("courses", stats.courseId);
      if (course?.status !== "published" || !passes(course, filter)) return false;
      found.set(stats._id, course);
      return true;
    })
    .paginate({ ...options, maximumRowsRead: rowsPerPage });
  return { ...result, page: result.page.flatMap((stats) => found.get(stats._id) ?? []) };
}
