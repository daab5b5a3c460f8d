import type { Answer } from "./answer";
import type { AnswerStore } from "./answer-store";

/** An answer store in memory, for tests of services. */
export function memoryAnswerStore(): AnswerStore {
  const rows = new Map<Answer["_id"], Answer>();
  const all = () => [...rows.values()];
  return {
    of: async (userId, questionId) =>
      all().find((row) => row.userId === userId && row.questionId === questionId) ?? null,
    ofLesson: async (userId, lessonId, limit) =>
      all()
        .filter((row) => row.userId === userId && row.lessonId === lessonId)
        .slice(0, limit),
    async add(answer) {
      const id = `answer-${rows.size + 1}` as Answer["_id"];
      rows.set(id, { ...answer, _id: id });
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
