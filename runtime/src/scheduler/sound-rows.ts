import type { Access, QueryJson, Reader, StoredDocument } from "../database/database";
import { DamagedStoreError } from "../store/key-value-store";

type RangeQuery = QueryJson & { source: { type: "FullTableScan" | "IndexRange" } };

/**
 * What can be read of a query. A damaged record is told and passed over; where it ends the walk, what lies behind it is
 * reached from the other end.
 */
export function soundRows(
  reader: Reader,
  query: RangeQuery,
  access: Access,
  onDamage: (error: DamagedStoreError) => void,
): StoredDocument[] {
  const rows = new Map<string, StoredDocument>();
  for (const order of ["asc", "desc"] as const) {
    if (readOnwards(reader.stream({ ...query, source: { ...query.source, order } }, access), rows, onDamage)) break;
  }
  return [...rows.values()];
}

/** Whether nothing was damaged. */
function readOnwards(
  found: Iterator<StoredDocument>,
  rows: Map<string, StoredDocument>,
  onDamage: (error: DamagedStoreError) => void,
): boolean {
  let isSound = true;
  for (;;) {
    try {
      const row = found.next();
      if (row.done === true) return isSound;
      rows.set(row.value.id, row.value);
    } catch (error) {
      if (!(error instanceof DamagedStoreError)) throw error;
      isSound = false;
      onDamage(error);
    }
  }
}
