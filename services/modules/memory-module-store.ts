import { memoryRows } from "../shared/rows-in-memory";
import { byOrder } from "../shared/order";
import type { CourseModule } from "./module";
import type { ModuleStore } from "./module-store";

/** A module store in memory, for tests of services. */
export function memoryModuleStore(seed: readonly CourseModule[] = []): ModuleStore {
  const rows = memoryRows<CourseModule>("modules", seed);
  const standing = (courseId: string) =>
    rows.where((row) => row.courseId === courseId && row.removedAt === null).sort(byOrder);
  return {
    byId: async (id) => rows.get(id),
    ofCourse: async (courseId, limit) => standing(courseId).slice(0, limit),
    bySource: async (courseId, sourceKey) =>
      rows.find((row) => row.courseId === courseId && row.sourceKey === sourceKey),
    following: async (courseId, order) => standing(courseId).find((row) => order === null || row.order > order) ?? null,
    last: async (courseId) => standing(courseId).at(-1) ?? null,
    removedBefore: async (time, limit) =>
      rows.where((row) => row.removedAt !== null && row.removedAt < time).slice(0, limit),
    anyOf: async (courseId, limit) => rows.where((row) => row.courseId === courseId).slice(0, limit),
    add: async (module) => rows.add(module),
    change: async (id, change) => rows.change(id, change),
    remove: async (id) => rows.remove(id),
  };
}
