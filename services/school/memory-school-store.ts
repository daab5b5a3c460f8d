import { schoolCount, type School, type SchoolCounts } from "./school";
import type { SchoolStore } from "./school-store";

/** A school store in memory, for tests of services. Its counts are zero: other stores in memory do not count. */
export function memorySchoolStore(): SchoolStore {
  let facts: School = { name: "Doctrina", bootstrapUsedAt: null, seededAt: null };
  const deliveries = new Map<string, number>();
  return {
    get: async () => facts,
    counts: async () => Object.fromEntries(schoolCount.options.map((name) => [name, 0])) as SchoolCounts,
    async change(change) {
      facts = { ...facts, ...change };
    },
    async takeDelivery(deliveryId, receivedAt) {
      if (deliveries.has(deliveryId)) return false;
      deliveries.set(deliveryId, receivedAt);
      return true;
    },
    async forgetDeliveries(before, limit) {
      const old = [...deliveries].filter(([, receivedAt]) => receivedAt < before).slice(0, limit);
      for (const [id] of old) deliveries.delete(id);
      return old.length;
    },
  };
}
