import { schoolCount, type School, type SchoolCounts } from "../../services/school/school";
import type { SchoolReader, SchoolStore } from "../../services/school/school-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

const unwritten: School = { name: "Doctrina", bootstrapUsedAt: null, seededAt: null };

/** The school's facts and counts in the database, for reading. */
export function schoolReader(db: QueryCtx["db"]): SchoolReader {
  return {
    async get() {
      const { name, accent, bootstrapUsedAt, seededAt } = (await db.query("school").first()) ?? unwritten;
      return { name, ...(accent === undefined ? {} : { accent }), bootstrapUsedAt, seededAt };
    },
    async counts() {
      const rows = await db.query("schoolCounts").withIndex("by_name").take(schoolCount.options.length);
      const zeros = schoolCount.options.map((name) => [name, 0] as const);
      return Object.fromEntries([...zeros, ...rows.map((row) => [row.name, row.value] as const)]) as SchoolCounts;
    },
  };
}

/** The school's facts and counts in the database, for writing. */
export function schoolStore(db: MutationCtx["db"]): SchoolStore {
  return {
    ...schoolReader(db),
    async change(change) {
      const row = await db.query("school").first();
      if (row) await db.patch("school", row._id, change);
      else await db.insert("school", { ...unwritten, ...change });
    },
    async takeDelivery(deliveryId, receivedAt) {
      const row = await db
        .query("webhookDeliveries")
        .withIndex("by_deliveryId", (q) => q.eq("deliveryId", deliveryId))
        .unique();
      if (row) return false;
      await db.insert("webhookDeliveries", { deliveryId, receivedAt });
      return true;
    },
    async forgetDeliveries(before, limit) {
      const old = await db
        .query("webhookDeliveries")
        .withIndex("by_receivedAt", (q) => q.lt("receivedAt", before))
        .take(limit);
      for (const row of old) await db.delete("webhookDeliveries", row._id);
      return old.length;
    },
  };
}
