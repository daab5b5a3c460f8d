import type { EnrollmentReader, EnrollmentStore } from "../../services/enrollments/enrollment-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { recount } from "./counts";

/** Enrolments in the database, for reading. */
export function enrollmentReader(db: QueryCtx["db"]): EnrollmentReader {
  return {
    byId: (id) => db.get("enrollments", id),
    of: (userId, courseId) =>
      db
        .query("enrollments")
        .withIndex("by_user_course", (q) => q.eq("userId", userId).eq("courseId", courseId))
        .unique(),
    ofUser: (userId, status, limit) =>
      db
        .query("enrollments")
        .withIndex("by_user_status_lastActiveAt", (q) => q.eq("userId", userId).eq("status", status))
        .order("desc")
        .take(limit),
    newestOf: (userId, limit) =>
      db
        .query("enrollments")
        .withIndex("by_user_lastActiveAt", (q) => q.eq("userId", userId))
        .order("desc")
        .take(limit),
    list({ status, courseId, userId }, options) {
      const all = db.query("enrollments");
      const rows =
        userId && courseId
          ? all.withIndex("by_user_course", (q) => q.eq("userId", userId).eq("courseId", courseId))
          : userId && status
            ? all.withIndex("by_user_status_lastActiveAt", (q) => q.eq("userId", userId).eq("status", status))
            : courseId && status
              ? all.withIndex("by_course_status_lastActiveAt", (q) => q.eq("courseId", courseId).eq("status", status))
              : userId
                ? all.withIndex("by_user_lastActiveAt", (q) => q.eq("userId", userId))
                : courseId
                  ? all.withIndex("by_course_lastActiveAt", (q) => q.eq("courseId", courseId))
                  : status
                    ? all.withIndex("by_status_lastActiveAt", (q) => q.eq("status", status))
                    : all.withIndex("by_lastActiveAt");
      const newestFirst = rows.order("desc");
      if (!(userId && courseId && status)) return newestFirst.paginate(options);
      // eslint-disable-next-line @convex-dev/no-filter-in-query -- one person has one row in one course
      return newestFirst.filter((q) => q.eq(q.field("status"), status)).paginate(options);
    },
    ofCourse: (courseId, options) =>
      db
        .query("enrollments")
        .withIndex("by_course_lastActiveAt", (q) => q.eq("courseId", courseId))
        .paginate(options),
  };
}

/** Enrolments in the database, for writing. */
export function enrollmentStore(db: MutationCtx["db"]): EnrollmentStore {
  return {
    ...enrollmentReader(db),
    async add(enrollment) {
      await recount(db, null, `enrollments.${enrollment.status}`);
      return db.insert("enrollments", enrollment);
    },
    async change(id, change) {
      const row = change.status && (await db.get("enrollments", id));
      if (row) await recount(db, `enrollments.${row.status}`, `enrollments.${change.status ?? row.status}`);
      await db.patch("enrollments", id, change);
    },
    async remove(id) {
      const row = await db.get("enrollments", id);
      if (!row) return;
      await recount(db, `enrollments.${row.status}`, null);
      await db.delete("enrollments", id);
    },
  };
}
