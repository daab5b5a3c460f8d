import { memoryRows } from "../shared/rows-in-memory";
import { byOrder } from "../shared/order";
import { pageOfRows } from "../shared/page-of-rows";
import type { Block } from "./block";
import type { BlockStore } from "./block-store";

/** A block store in memory, for tests of services. */
export function memoryBlockStore(seed: readonly Block[] = []): BlockStore {
  const rows = memoryRows<Block>("blocks", seed);
  const standing = (lessonId: string) =>
    rows.where((row) => row.lessonId === lessonId && row.removedAt === null).sort(byOrder);
  return {
    byId: async (id) => rows.get(id),
    ofLesson: async (lessonId, limit) => standing(lessonId).slice(0, limit),
    bySource: async (courseId, sourceKey) =>
      rows.find((row) => row.courseId === courseId && row.sourceKey === sourceKey),
    following: async (lessonId, order) => standing(lessonId).find((row) => order === null || row.order > order) ?? null,
    last: async (lessonId) => standing(lessonId).at(-1) ?? null,
    removedBefore: async (time, limit) =>
      rows.where((row) => row.removedAt !== null && row.removedAt < time).slice(0, limit),
    anyOf: async (lessonId, limit) => rows.where((row) => row.lessonId === lessonId).slice(0, limit),
    all: async (options) =>
      pageOfRows(
        rows.where(() => true),
        options,
      ),
    add: async (block) => rows.add(block),
    change: async (id, change) => rows.change(id, change),
    remove: async (id) => rows.remove(id),
  };
}
