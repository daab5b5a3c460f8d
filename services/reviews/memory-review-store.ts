import { pageOfRows } from "../shared/page-of-rows";
import type { Review } from "./review";
import type { ReviewStore } from "./review-store";

/** A review store in memory, for tests of services. */
export function memoryReviewStore(): ReviewStore {
  let rows: Review[] = [];
  let made = 0;
  const newestFirst = (courseId: Review["courseId"]) =>
    rows.filter((row) => row.courseId === courseId).sort((a, b) => b.createdAt - a.createdAt);
  return {
    list: async (courseId, options) => pageOfRows(newestFirst(courseId), options),
    ofCourse: async (courseId, limit) => newestFirst(courseId).slice(0, limit),
    of: async (userId, courseId) => rows.find((row) => row.userId === userId && row.courseId === courseId) ?? null,
    by: async (userId, limit) => rows.filter((row) => row.userId === userId).slice(0, limit),
    async add(review) {
      rows.push({ ...review, _id: `review-${++made}` as Review["_id"] });
    },
    async remove(id) {
      rows = rows.filter((row) => row._id !== id);
    },
  };
}
