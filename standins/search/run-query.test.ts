import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SearchRecord } from "./record";
import { runQuery, type Searched } from "./run-query";
import { shapeOf } from "./shape";
import { Table } from "./table";
import { tokens } from "./tokenise";

const WORDS = ["loaf", "bread", "breads", "sour", "dough", "sourdough", "café", "rye", "flour"];
const settings = {
  searchableAttributes: ["title", "unordered(body)"],
  attributesForFaceting: ["kind"],
  customRanking: ["desc(n)"],
  typoTolerance: false,
};

const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(" "));
const record = fc.record({
  objectID: fc.constantFrom(..."abcdefgh"),
  title: text,
  body: text,
  kind: fc.constantFrom("x", "y"),
  n: fc.integer({ min: 0, max: 3 }),
});
const change = fc.oneof(
  { weight: 4, arbitrary: record.map((put) => ({ put })) },
  { weight: 1, arbitrary: fc.constantFrom(..."abcdefgh").map((remove) => ({ remove })) },
);

/** Whether a reader who looks at every word finds the query: all of it, the last word as a beginning. */
function naively(query: string, { title, body }: { title: string; body: string }): boolean {
  const words = tokens(query);
  const held = [...tokens(title), ...tokens(body)];
  return words.every((word, at) => held.some((one) => (at === words.length - 1 ? one.startsWith(word) : one === word)));
}

describe("a search", () => {
  it("finds what a reader of every record finds, whatever was written, changed and removed before", () => {
    const query = fc.oneof(
      text,
      fc.tuple(text, fc.constantFrom("b", "so", "caf", "rye")).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 30 }),
        query,
        fc.constantFrom("x", "y", null),
        (changes, typed, kind) => {
          const table = new Table(shapeOf(settings), ["n"]);
          const model = new Map<string, { objectID: string; title: string; body: string; kind: string; n: number }>();
          for (const one of changes) {
            if ("put" in one) {
              table.add(one.put);
              model.set(one.put.objectID, one.put);
            } else {
              table.remove(one.remove);
              model.delete(one.remove);
            }
          }
          const searched: Searched = {
            ...{ name: "i", table, settings, replacements: [], isVirtual: false },
            record: (objectID) => (model.get(objectID) as SearchRecord | undefined) ?? null,
          };
          const filters = kind ? `kind:${kind}` : "";
          const parameters = { query: typed, filters, facets: ["kind"], hitsPerPage: 100 };
          const answer = runQuery(searched, parameters, { filter: [], seesHidden: true });
          const hits = answer.hits as SearchRecord[];
          const expected = [...model.values()].filter((one) => (!kind || one.kind === kind) && naively(typed, one));
          expect(hits.map(({ objectID }) => objectID).sort()).toEqual(expected.map(({ objectID }) => objectID).sort());
          expect(answer.nbHits).toBe(expected.length);
          const counts: Record<string, number> = {};
          for (const one of expected) counts[one.kind] = (counts[one.kind] ?? 0) + 1;
          expect(answer.facets).toEqual(expected.length > 0 ? { kind: counts } : {});
          if (tokens(typed).length === 0) {
            const order = hits.map(({ n }) => n as number);
            expect(order).toEqual([...order].sort((a, b) => b - a));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("pages follow one another without a gap or a repeat, also where only the best are sorted", () => {
    const table = new Table(shapeOf(settings), ["n"]);
    const records = Array.from({ length: 3000 }, (_, n) => ({
      objectID: `r${n}`,
      title: "bread",
      n: (n * 7919) % 3000,
    }));
    for (const one of records) table.add(one);
    const byId = new Map<string, SearchRecord>(records.map((one) => [one.objectID, one]));
    const searched: Searched = {
      ...{ name: "i", table, settings, replacements: [], isVirtual: false },
      record: (objectID) => byId.get(objectID) ?? null,
    };
    const seen = Array.from({ length: 50 }, (_, page) => {
      const { hits } = runQuery(searched, { query: "bread", page, hitsPerPage: 20 }, { filter: [], seesHidden: true });
      return (hits as SearchRecord[]).map(({ n }) => n);
    }).flat();
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, at) => 2999 - at));
  });
});
