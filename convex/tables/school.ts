import { defineTable } from "convex/server";
import { v } from "convex/values";

/** One row of facts about this school's own life. Written by the seed and by the first admin; read by both. */
export const school = defineTable({
  name: v.string(),
  bootstrapUsedAt: v.union(v.number(), v.null()),
  seededAt: v.union(v.number(), v.null()),
});
/** Webhook deliveries that were taken, so that one told twice is done once. */
export const webhookDeliveries = defineTable({ deliveryId: v.string(), receivedAt: v.number() })
  .index("by_deliveryId", ["deliveryId"])
  .index("by_receivedAt", ["receivedAt"]);
