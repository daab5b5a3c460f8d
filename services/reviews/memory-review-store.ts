import { pageOfRows } from "../shared/page-of-rows";
import type { Review } from "./review";
import type { ReviewStore } from "./review-store";

/** A review store in memory, for tests of services. */
export function memoryReviewStore(): ReviewStore {
  const rows: Review[] = [];
  const newestFirst = (courseId: Review["courseId"]) =>
    rows.filter((row) => row.courseId === courseId).sort((a, b) => b.createdAt - a.createdAt);
  return {
    list: async (courseId, options) => pageOfRows(newestFirst(courseId), options),
    ofCourse: async (courseId, limit) => newestFirst(courseId).slice(0, limit),
    of: async (userId, courseId) => rows.find((row) => row.userId === userId && row.courseId === courseId) ?? null,
    async add(review) {
      rows.push({ ...review, _id: `review-${rows.length + 1}` as Review["_id"] });
    },
  };
}
