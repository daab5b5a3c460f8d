import type { Reader, Writer } from "../database/database";

const table = "_host";
const system = { system: true };

function find(reader: Reader, name: string): { id: string; value: string } | null {
  const range = [{ type: "Eq", fieldPath: "name", value: name }] as const;
  const source = { type: "IndexRange", indexName: `${table}.by_name`, range, order: null } as const;
  const rows = reader.stream({ source, operators: [{ limit: 1 }] }, system);
  const row = rows.next();
  rows.return?.();
  return row.done ? null : { id: row.value.id, value: (JSON.parse(row.value.json) as { value: string }).value };
}

/** What the host has noted under a name; null when there is nothing. */
export function readRecord(reader: Reader, name: string): string | null {
  return find(reader, name)?.value ?? null;
}

/** Notes a text under a name, in the place of what was there. */
export function writeRecord(tx: Writer, name: string, value: string): void {
  const found = find(tx, name);
  if (found === null) tx.insert(table, { name, value }, system);
  else tx.patch(found.id, { value }, table, system);
}
