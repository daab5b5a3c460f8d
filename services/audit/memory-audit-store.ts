import { pageOfRows } from "../shared/page-of-rows";
import type { AuditEntry } from "./audit-entry";
import { nameless, type AuditStore } from "./audit-store";

/** An audit store in memory, for tests of services. */
export function memoryAuditStore(): AuditStore {
  const rows: AuditEntry[] = [];
  const newestFirst = () => [...rows].sort((a, b) => b.at - a.at);
  return {
    list: async (options) => pageOfRows(newestFirst(), options),
    about: async (kind, targetId, limit) =>
      newestFirst()
        .filter((row) => row.targetKind === kind && row.targetId === targetId)
        .slice(0, limit),
    timesDone: async (actorId, action, since, most) =>
      rows.filter((row) => row.actorId === actorId && row.action === action && row.at >= since).slice(0, most).length,
    async hideTarget(kind, targetId, limit) {
      let hidden = 0;
      for (const [at, row] of rows.entries()) {
        if (row.targetKind !== kind || row.targetId !== targetId || hidden++ >= limit) continue;
        rows[at] = { ...row, targetLabel: nameless };
      }
    },
    async add(entry) {
      rows.push({ ...entry, _id: `audit-${rows.length + 1}` as AuditEntry["_id"] });
    },
  };
}
