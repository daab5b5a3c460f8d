import * as fc from "fast-check";
import { expect, it } from "vitest";
import { MemoryStore } from "../store/memory-store";
import { parseDocument } from "../values/documents";
import type { Page, QueryJson } from "./database";
import { openDatabase } from "./open-database";

const watched: QueryJson = {
  source: { type: "IndexRange", indexName: "t.by_creation_time", range: [], order: "desc" },
  operators: [{ filter: { $neq: [{ $field: "n" }, { $literal: 3 }] } }],
};

/** A page that somebody watches: from where to where, as a client keeps it. */
type Watched = { cursor: string | null; endCursor: string | null; isLast: boolean };

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("insert" as const), n: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("remove" as const), at: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change" as const), at: fc.nat(40), n: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("more" as const), size: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("split" as const), at: fc.nat(10) }) },
);

it("[PG1] [PG2] [PG3] watched pages, split and continued while rows come and go, are the query up to their last border", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const database = await openDatabase({ store: new MemoryStore() });
      await database.mutate(async (tx) => tx.remove(tx.insert("t", { n: 0 })));
      const rows: { id: string; n: number }[] = [];
      const pages: Watched[] = [];
      const read = ({ cursor, endCursor }: Watched, pageSize: number, maximumRowsRead?: number): Page => {
        const reader = database.read();
        const limit = maximumRowsRead === undefined ? {} : { maximumRowsRead };
        const page = reader.page({ query: watched, cursor, endCursor, pageSize, ...limit });
        reader.end();
        return page;
      };
      for (const one of steps) {
        switch (one.do) {
          case "insert": {
            const { value } = await database.mutate(async (tx) => tx.insert("t", { n: one.n }));
            rows.unshift({ id: value, n: one.n });
            break;
          }
          case "remove": {
            const [gone] = rows.splice(one.at % Math.max(1, rows.length), 1);
            if (gone !== undefined) await database.mutate(async (tx) => tx.remove(gone.id));
            break;
          }
          case "change": {
            const row = rows[one.at % Math.max(1, rows.length)];
            if (row === undefined) break;
            row.n = one.n;
            await database.mutate(async (tx) => tx.patch(row.id, { n: one.n }));
            break;
          }
          case "more": {
            const before = pages.at(-1);
            if (before?.isLast) break;
            const begun = { cursor: before?.endCursor ?? null, endCursor: null, isLast: false };
            const page = read(begun, one.size);
            pages.push({ ...begun, endCursor: page.continueCursor, isLast: page.isDone });
            break;
          }
          case "split": {
            const at = one.at % Math.max(1, pages.length);
            const whole = pages[at];
            if (whole === undefined) break;
            const { splitCursor } = read(whole, 1, 2);
            if (splitCursor === null) break;
            pages.splice(at, 1, { ...whole, endCursor: splitCursor, isLast: false }, { ...whole, cursor: splitCursor });
            break;
          }
        }
        const shown = pages.flatMap((page) => read(page, 1).page.map(({ json }) => parseDocument(json)._id));
        const truth = rows.filter(({ n }) => n !== 3).map(({ id }) => id);
        const last = pages.at(-1);
        // New rows come first here, so that they belong to the first page; what lies behind the last border is not shown yet.
        expect(shown).toEqual(last?.isLast ? truth : truth.slice(0, shown.length));
        if (pages.length === 0) expect(shown).toEqual([]);
      }
      await database.close();
    }),
    { numRuns: 120 },
  );
}, 120_000);
