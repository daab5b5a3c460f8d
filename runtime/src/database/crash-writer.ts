import { openLmdbStore } from "../store/lmdb-store";
import { parseDocument } from "../values/documents";
import type { QueryJson } from "./database";
import { openDatabase } from "./open-database";

/** Writes until it is killed, for the crash test: every mutation adds three rows and one to a counter, and is printed once it is acknowledged. */
const counter: QueryJson = {
  source: { type: "FullTableScan", tableName: "counter", order: null },
  operators: [{ limit: 1 }],
};
const folder = process.argv[2];
if (folder === undefined) throw new Error("Which folder?");
const database = await openDatabase({ store: openLmdbStore({ folder }) });

async function writeForever(writer: number): Promise<void> {
  for (let n = 0; ; n++) {
    const token = `${process.pid}-${writer}-${n}`;
    await database.mutate(async (tx) => {
      for (let part = 0; part < 3; part++) tx.insert("rows", { token, part, body: "x".repeat(500) });
      const found = tx.stream(counter).next();
      if (found.done) tx.insert("counter", { n: 1 });
      else tx.patch(found.value.id, { n: (parseDocument(found.value.json).n as number) + 1 });
    });
    process.stdout.write(`${token}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, writer) => writeForever(writer)));
