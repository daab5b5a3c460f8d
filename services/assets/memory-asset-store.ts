import { memoryRows } from "../shared/rows-in-memory";
import type { Asset } from "./asset";
import type { AssetStore } from "./asset-store";

/** An asset store in memory, for tests of services. */
export function memoryAssetStore(seed: readonly Asset[] = []): AssetStore {
  const rows = memoryRows<Asset>("assets", seed);
  return {
    byId: async (id) => rows.get(id),
    bySource: async (courseId, sourceKey) =>
      rows.find((row) => row.courseId === courseId && row.sourceKey === sourceKey),
    byHash: async (courseId, sha256) => rows.find((row) => row.courseId === courseId && row.sha256 === sha256),
    byStorage: async (storageId) => rows.find((row) => row.storageId === storageId),
    ofCourse: async (courseId, limit) => rows.where((row) => row.courseId === courseId).slice(0, limit),
    add: async (asset) => rows.add(asset),
    change: async (id, change) => rows.change(id, change),
    remove: async (id) => rows.remove(id),
  };
}
