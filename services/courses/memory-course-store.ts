import type { Id } from "../shared/id";
import { memoryRows } from "../shared/rows-in-memory";
import { pageOfRows } from "../shared/page-of-rows";
import { isRatedEnough, passes } from "./catalogue-filter";
import type { Course, CourseStaff, CourseStats } from "./course";
import type { CourseStore } from "./course-store";
import { ratingRank } from "./rating";

type StaffRow = CourseStaff & { readonly _id: Id<"courseStaff"> };
const noStats: CourseStats = { enrolled: 0, completed: 0, reviewCount: 0, starSum: 0 };

/** A course store in memory, for tests of services. */
export function memoryCourseStore(seed: readonly Course[] = [], staff: readonly CourseStaff[] = []): CourseStore {
  const rows = memoryRows<Course>("courses", seed);
  const people = memoryRows<StaffRow>("courseStaff");
  for (const row of staff) people.add(row);
  const stats = new Map<string, CourseStats>();
  const statsOf = (id: string) => stats.get(id) ?? noStats;
  return {
    byId: async (id) => rows.get(id),
    bySlug: async (slug) => rows.find((row) => row.slug === slug),
    bySource: async (ownerId, sourceKey) => rows.find((row) => row.ownerId === ownerId && row.sourceKey === sourceKey),
    async catalogue(filter, sort, options) {
      const found = rows.where(
        (row) => row.status === "published" && passes(row, filter) && isRatedEnough(statsOf(row._id), filter),
      );
      const by = {
        newest: (a: Course, b: Course) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0),
        title: (a: Course, b: Course) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0),
        popular: (a: Course, b: Course) => statsOf(b._id).enrolled - statsOf(a._id).enrolled,
        rating: (a: Course, b: Course) => ratingRank(statsOf(b._id)) - ratingRank(statsOf(a._id)),
      };
      return pageOfRows(found.sort(by[sort]), options);
    },
    hasPublished: async (category) =>
      rows.find((row) => row.status === "published" && row.category === category) !== null,
    all: async (status, options) =>
      pageOfRows(
        status
          ? rows.where((row) => row.status === status).sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))
          : rows.where(() => true).reverse(),
        options,
      ),
    staffRole: async (courseId, userId) =>
      people.find((row) => row.courseId === courseId && row.userId === userId)?.role ?? null,
    staffOf: async (courseId) => people.where((row) => row.courseId === courseId),
    staffedBy: async (userId, options) => pageOfRows(people.where((row) => row.userId === userId).reverse(), options),
    stats: async (courseId) => statsOf(courseId),
    add: async (course) => rows.add(course),
    change: async (id, change) => rows.change(id, change),
    async setStaff(row) {
      const known = people.find((other) => other.courseId === row.courseId && other.userId === row.userId);
      if (known) people.change(known._id, { role: row.role });
      else people.add(row);
    },
    async removeStaff(courseId, userId) {
      const known = people.find((row) => row.courseId === courseId && row.userId === userId);
      if (known) people.remove(known._id);
    },
    async changeStats(courseId, by) {
      const before = statsOf(courseId);
      stats.set(courseId, {
        enrolled: before.enrolled + (by.enrolled ?? 0),
        completed: before.completed + (by.completed ?? 0),
        reviewCount: before.reviewCount + (by.reviewCount ?? 0),
        starSum: before.starSum + (by.starSum ?? 0),
      });
    },
    async remove(id) {
      rows.remove(id);
      stats.delete(id);
      for (const row of people.where((one) => one.courseId === id)) people.remove(row._id);
    },
  };
}
