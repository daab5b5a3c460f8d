import { memoryRows } from "../shared/rows-in-memory";
import { pageOfRows } from "../shared/page-of-rows";
import type { ImportItem, ItemFilter } from "./import";
import type { ImportRow, ImportStore } from "./import-store";

function isAsked(item: ImportItem, only: ItemFilter): boolean {
  if (only === null) return true;
  return "outcome" in only ? item.outcome === only.outcome : item.reason === only.reason;
}

/** An import store in memory, for tests of services. */
export function memoryImportStore(seed: readonly ImportRow[] = []): ImportStore {
  const rows = memoryRows<ImportRow>("imports", seed);
  const report = memoryRows<ImportItem>("importItems");
  return {
    byId: async (id) => rows.get(id),
    ofUser: async (userId, options) => pageOfRows(rows.where((row) => row.userId === userId).reverse(), options),
    items: async (id, only, options) =>
      pageOfRows(
        report.where((item) => item.importId === id && isAsked(item, only)).sort((a, b) => a.seq - b.seq),
        options,
      ),
    add: async (row) => rows.add(row),
    change: async (id, change) => rows.change(id, change),
    async addItems(id, items) {
      for (const item of items) report.add({ ...item, importId: id });
    },
    async clearItems(id, limit) {
      const gone = report.where((item) => item.importId === id).slice(0, limit);
      for (const item of gone) report.remove(item._id);
      return gone.length < limit;
    },
  };
}
