import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { courseModule } from "../../services/modules/module";

/** Written by modules.* and imports; read by every outline. */
export const modules = defineTable({ courseId: v.id("courses"), ...zodOutputToConvexFields(courseModule.shape) })
  .index("by_course_removedAt_order", ["courseId", "removedAt", "order"])
  .index("by_course_sourceKey", ["courseId", "sourceKey"])
  .index("by_removedAt", ["removedAt"]);
