import { unknownPart, type Part, type PartHealth } from "./part";
import type { SystemStore } from "./system-store";

/** What is known of the parts in memory, for tests of services. */
export function memorySystemStore(): SystemStore {
  const rows = new Map<Part, PartHealth>();
  return {
    health: async (part) => rows.get(part) ?? unknownPart(part),
    async change(part, change) {
      rows.set(part, { ...(rows.get(part) ?? unknownPart(part)), ...change });
    },
  };
}
