import type { ReviewReader, ReviewStore } from "../../services/reviews/review-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Reviews in the database, for reading. */
export function reviewReader(db: QueryCtx["db"]): ReviewReader {
  return {
    list: (courseId, options) =>
      db
        .query("reviews")
        .withIndex("by_course_createdAt", (q) => q.eq("courseId", courseId))
        .order("desc")
        .paginate(options),
    ofCourse: (courseId, limit) =>
      db
        .query("reviews")
        .withIndex("by_course_createdAt", (q) => q.eq("courseId", courseId))
        .order("desc")
        .take(limit),
    of: (userId, courseId) =>
      db
        .query("reviews")
        .withIndex("by_user_course", (q) => q.eq("userId", userId).eq("courseId", courseId))
        .unique(),
    by: (userId, limit) =>
      db
        .query("reviews")
        .withIndex("by_user_course", (q) => q.eq("userId", userId))
        .take(limit),
  };
}

/** Reviews in the database, for writing. */
export function reviewStore(db: MutationCtx["db"]): ReviewStore {
  return {
    ...reviewReader(db),
    async add(review) {
      await db.insert("reviews", review);
    },
    remove: (id) => db.delete("reviews", id),
  };
}
