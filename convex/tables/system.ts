import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { partHealth } from "../../services/system/part";

/** How each part of the school is, one row a part. Written by the checks and by webhooks, read by the system page. */
export const systemParts = defineTable(zodOutputToConvexFields(partHealth.shape)).index("by_part", ["part"]);
