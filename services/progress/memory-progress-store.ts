import type { LessonProgress } from "./lesson-progress";
import type { ProgressStore } from "./progress-store";

/** A progress store in memory, for tests of services. */
export function memoryProgressStore(seed: readonly LessonProgress[] = []): ProgressStore {
  const rows = new Map<LessonProgress["_id"], LessonProgress>(seed.map((row) => [row._id, row]));
  let made = rows.size;
  const all = () => [...rows.values()];
  return {
    of: async (userId, lessonId) => all().find((row) => row.userId === userId && row.lessonId === lessonId) ?? null,
    ofCourse: async (userId, courseId, limit) =>
      all()
        .filter((row) => row.userId === userId && row.courseId === courseId)
        .slice(0, limit),
    completedLast: async (userId, limit) =>
      all()
        .filter((row) => row.userId === userId && row.completedAt !== null)
        .sort((a, b) => (b.completedAt ?? 0) - (a.completedAt ?? 0))
        .slice(0, limit),
    async add(progress) {
      const id = `progress-${++made}` as LessonProgress["_id"];
      rows.set(id, { ...progress, _id: id });
    },
    async change(id, change) {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, ...change });
    },
    async forgetLesson(lessonId, limit) {
      const gone = all()
        .filter((row) => row.lessonId === lessonId)
        .slice(0, limit);
      for (const row of gone) rows.delete(row._id);
      return gone.length < limit;
    },
  };
}
