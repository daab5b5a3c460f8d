import { memoryRows } from "../shared/rows-in-memory";
import { byOrder } from "../shared/order";
import type { Lesson } from "./lesson";
import type { LessonStore } from "./lesson-store";

/** A lesson store in memory, for tests of services. */
export function memoryLessonStore(seed: readonly Lesson[] = []): LessonStore {
  const rows = memoryRows<Lesson>("lessons", seed);
  const standing = (moduleId: string) =>
    rows.where((row) => row.moduleId === moduleId && row.removedAt === null).sort(byOrder);
  return {
    byId: async (id) => rows.get(id),
    ofCourse: async (courseId, limit) =>
      rows.where((row) => row.courseId === courseId && row.removedAt === null).slice(0, limit),
    ofModule: async (moduleId, limit) => standing(moduleId).slice(0, limit),
    bySource: async (courseId, sourceKey) =>
      rows.find((row) => row.courseId === courseId && row.sourceKey === sourceKey),
    following: async (moduleId, order) => standing(moduleId).find((row) => order === null || row.order > order) ?? null,
    preceding: async (moduleId, order) =>
      standing(moduleId)
        .reverse()
        .find((row) => order === null || row.order < order) ?? null,
    removedWith: async (moduleId, removedAt, limit) =>
      rows.where((row) => row.moduleId === moduleId && row.removedAt === removedAt).slice(0, limit),
    removedBefore: async (time, limit) =>
      rows.where((row) => row.removedAt !== null && row.removedAt < time).slice(0, limit),
    anyOf: async (courseId, limit) => rows.where((row) => row.courseId === courseId).slice(0, limit),
    add: async (lesson) => rows.add(lesson),
    change: async (id, change) => rows.change(id, change),
    remove: async (id) => rows.remove(id),
  };
}
