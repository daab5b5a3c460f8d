/** Rows of one table in memory, in the order they were added; for the memory stores that tests use. */
export function memoryRows<Row extends { readonly _id: string }>(table: string, seed: readonly Row[] = []) {
  const rows = new Map<string, Row>(seed.map((row) => [row._id, row]));
  let made = rows.size;
  const all = () => [...rows.values()];
  return {
    get: (id: string): Row | null => rows.get(id) ?? null,
    where: (isWanted: (row: Row) => boolean): Row[] => all().filter(isWanted),
    find: (isWanted: (row: Row) => boolean): Row | null => all().find(isWanted) ?? null,
    add(row: Omit<Row, "_id">): Row["_id"] {
      made += 1;
      const _id: Row["_id"] = `${table}-${made}`;
      rows.set(_id, asRow({ ...row, _id }));
      return _id;
    },
    change(id: string, change: Partial<Row>): void {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, ...change });
    },
    remove(id: string): void {
      rows.delete(id);
    },
  };

  /** `Omit` and `_id` together are the whole row, which TypeScript cannot see for a generic one. */
  function asRow(whole: object): Row {
    return whole as Row;
  }
}
