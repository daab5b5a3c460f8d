import type { AssetReader, AssetStore } from "../../services/assets/asset-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Assets in the database, for reading. */
export function assetReader(db: QueryCtx["db"]): AssetReader {
  return {
    async byId(id) {
      const assetId = db.normalizeId("assets", id);
      return assetId && db.get("assets", assetId);
    },
    bySource: (courseId, sourceKey) =>
      db
        .query("assets")
        .withIndex("by_course_sourceKey", (q) => q.eq("courseId", courseId).eq("sourceKey", sourceKey))
        .first(),
    byHash: (courseId, sha256) =>
      db
        .query("assets")
        .withIndex("by_course_sha256", (q) => q.eq("courseId", courseId).eq("sha256", sha256))
        .first(),
    byStorage: (storageId) =>
      db
        .query("assets")
        .withIndex("by_storageId", (q) => q.eq("storageId", storageId))
        .first(),
    ofCourse: (courseId, limit) =>
      db
        .query("assets")
        .withIndex("by_course_sourceKey", (q) => q.eq("courseId", courseId))
        .take(limit),
  };
}

/** Assets in the database, for writing. */
export function assetStore(db: MutationCtx["db"]): AssetStore {
  return {
    ...assetReader(db),
    add: (asset) => db.insert("assets", asset),
    change: (id, change) => db.patch("assets", id, change),
    remove: (id) => db.delete("assets", id),
  };
}
