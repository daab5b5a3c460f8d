import { memoryRows } from "../shared/rows-in-memory";
import type { Question } from "./question";
import type { QuestionStore } from "./question-store";

/** A question store in memory, for tests of services. */
export function memoryQuestionStore(seed: readonly Question[] = []): QuestionStore {
  const rows = memoryRows<Question>("questions", seed);
  return {
    byId: async (id) => rows.get(id),
    ofLesson: async (lessonId, limit) =>
      rows.where((row) => row.lessonId === lessonId && row.removedAt === null).slice(0, limit),
    bySource: async (courseId, sourceKey) =>
      rows.find((row) => row.courseId === courseId && row.sourceKey === sourceKey),
    anyOf: async (lessonId, limit) => rows.where((row) => row.lessonId === lessonId).slice(0, limit),
    add: async (question) => rows.add(question),
    change: async (id, change) => rows.change(id, change),
    remove: async (id) => rows.remove(id),
  };
}
