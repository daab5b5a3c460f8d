import { pageOfRows } from "../shared/page-of-rows";
import type { Enrollment, EnrollmentId } from "./enrollment";
import type { EnrollmentStore } from "./enrollment-store";

/** An enrolment store in memory, for tests of services. */
export function memoryEnrollmentStore(seed: readonly Enrollment[] = []): EnrollmentStore {
  const rows = new Map<EnrollmentId, Enrollment>(seed.map((row) => [row._id, row]));
  let made = rows.size;
  const newestFirst = () => [...rows.values()].sort((a, b) => b.lastActiveAt - a.lastActiveAt);
  return {
    byId: async (id) => rows.get(id) ?? null,
    of: async (userId, courseId) =>
      [...rows.values()].find((row) => row.userId === userId && row.courseId === courseId) ?? null,
    ofUser: async (userId, status, limit) =>
      newestFirst()
        .filter((row) => row.userId === userId && row.status === status)
        .slice(0, limit),
    newestOf: async (userId, limit) =>
      newestFirst()
        .filter((row) => row.userId === userId)
        .slice(0, limit),
    list: async ({ status, courseId, userId }, options) =>
      pageOfRows(
        newestFirst().filter(
          (row) =>
            (!status || row.status === status) &&
            (!courseId || row.courseId === courseId) &&
            (!userId || row.userId === userId),
        ),
        options,
      ),
    ofCourse: async (courseId, options) =>
      pageOfRows(
        newestFirst()
          .reverse()
          .filter((row) => row.courseId === courseId),
        options,
      ),
    async add(enrollment) {
      const id = `enrollment-${++made}` as EnrollmentId;
      rows.set(id, { ...enrollment, _id: id });
      return id;
    },
    async change(id, change) {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, ...change });
    },
    async remove(id) {
      rows.delete(id);
    },
  };
}
