import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { enrollment } from "../../services/enrollments/enrollment";

/** Written by enrollments.* and progress.*; read by dashboard, roster, admin. */
export const enrollments = defineTable({
  courseId: v.id("courses"),
  userId: v.id("users"),
  ...zodOutputToConvexFields(enrollment.shape),
})
  .index("by_user_course", ["userId", "courseId"])
  .index("by_user_lastActiveAt", ["userId", "lastActiveAt"])
  .index("by_user_status_lastActiveAt", ["userId", "status", "lastActiveAt"])
  .index("by_course_status_lastActiveAt", ["courseId", "status", "lastActiveAt"])
  .index("by_course_lastActiveAt", ["courseId", "lastActiveAt"])
  .index("by_status_lastActiveAt", ["status", "lastActiveAt"])
  .index("by_lastActiveAt", ["lastActiveAt"]);
