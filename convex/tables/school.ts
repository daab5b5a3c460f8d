import { zodOutputToConvex, zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { school as facts, schoolCount } from "../../services/school/school";

/** One row of facts about this school's own life. Written by the seed and by the first admin; read by both. */
export const school = defineTable(zodOutputToConvexFields(facts.shape));
/** Counts that other stores keep as they write, one row a count; read by the admin's overview. */
export const schoolCounts = defineTable({ name: zodOutputToConvex(schoolCount), value: v.number() }).index("by_name", [
  "name",
]);
/** Webhook deliveries that were taken, so that one told twice is done once. */
export const webhookDeliveries = defineTable({ deliveryId: v.string(), receivedAt: v.number() })
  .index("by_deliveryId", ["deliveryId"])
  .index("by_receivedAt", ["receivedAt"]);
