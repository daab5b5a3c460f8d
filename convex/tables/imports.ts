import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { courseImport, importItem, importWork } from "../../services/imports/import";

/** Written by imports.* and the import job; read live by the person who imports. */
export const imports = defineTable({
  userId: v.id("users"),
  courseId: v.union(v.id("courses"), v.null()),
  storageId: v.id("_storage"),
  ...zodOutputToConvexFields(courseImport.shape),
  ...zodOutputToConvexFields(importWork.shape),
}).index("by_user", ["userId"]);
/** The report of an import, one row a thing. Written by the import job. */
export const importItems = defineTable({ importId: v.id("imports"), ...zodOutputToConvexFields(importItem.shape) })
  .index("by_import_seq", ["importId", "seq"])
  .index("by_import_outcome_seq", ["importId", "outcome", "seq"])
  .index("by_import_reason_seq", ["importId", "reason", "seq"]);
