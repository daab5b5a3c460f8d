import { openDatabase } from "../src/database/open-database";
import { DamagedStoreError } from "../src/store/key-value-store";
import { openLmdbStore } from "../src/store/lmdb-store";
import type { QueryJson } from "../src/database/database";

/** What a process that opens a folder can read of its rows: each by its own id, so that damage elsewhere does not matter. */
export type Found = {
  readonly opened: boolean;
  readonly damage: string | null;
  readonly rows: readonly string[];
  readonly lost: number;
};

const [, , folder = "", idsText = "[]"] = process.argv;
const ids = JSON.parse(idsText) as string[];
const rows: string[] = [];
let lost = 0;
let damage: string | null = null;
let opened = false;

function isDamage(error: unknown): void {
  if (!(error instanceof DamagedStoreError)) throw error;
  damage = error.message;
}

try {
  const database = await openDatabase({ store: openLmdbStore({ folder }) });
  opened = true;
  for (const id of ids) {
    const reader = database.read();
    try {
      const found = reader.get(id);
      if (found === null) lost += 1;
      else rows.push(found.json);
    } catch (error) {
      isDamage(error);
      lost += 1;
    } finally {
      reader.end();
    }
  }
  const all: QueryJson = { source: { type: "FullTableScan", tableName: "rows", order: null }, operators: [] };
  const reader = database.read();
  try {
    let count = 0;
    const stream = reader.stream(all);
    for (let row = stream.next(); !row.done; row = stream.next()) count += 1;
    if (count !== ids.length) throw new DamagedStoreError(`A walk found ${count} of ${ids.length} rows.`);
    await database.verify();
  } catch (error) {
    isDamage(error);
  } finally {
    reader.end();
  }
} catch (error) {
  isDamage(error);
}
process.stdout.write(JSON.stringify({ opened, damage, rows, lost } satisfies Found), () => process.exit(0));
