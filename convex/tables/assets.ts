import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { asset } from "../../services/assets/asset";

/** Written by uploads and imports; read with the lesson that shows them. */
export const assets = defineTable({
  courseId: v.id("courses"),
  storageId: v.id("_storage"),
  ...zodOutputToConvexFields(asset.shape),
})
  .index("by_course_sourceKey", ["courseId", "sourceKey"])
  .index("by_course_sha256", ["courseId", "sha256"])
  .index("by_storageId", ["storageId"]);
