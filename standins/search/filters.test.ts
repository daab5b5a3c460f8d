import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowedDocuments } from "./filter-documents";
import { compares, parseFilters, readFilter, type Condition, type Filter } from "./filters";
import type { SearchRecord } from "./record";
import { Table } from "./table";

const FACETS = ["colour", "size", "tags of a thing", "deep.inside"];

/** Reads the same conditions off a record, one after the other, without any index. */
function naively(filter: Filter, record: SearchRecord): boolean {
  const valuesOf = (path: string): unknown[] => {
    const value = path.split(".").reduce<unknown>((held, name) => (held as SearchRecord | undefined)?.[name], record);
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  const holds = (condition: Condition): boolean => {
    switch (condition.kind) {
      case "facet":
        return valuesOf(condition.path).some((value) => String(value).toLowerCase() === condition.value.toLowerCase());
      case "tag":
        return valuesOf("_tags").includes(condition.value);
      case "range":
        return valuesOf(condition.path).some(
          (value) => Number(value) >= condition.low && Number(value) <= condition.high,
        );
      case "compare":
        return valuesOf(condition.path).some((value) => compares(Number(value), condition.operator, condition.value));
    }
  };
  return filter.every((group) => group.some((condition) => holds(condition) !== condition.isNot));
}

const words = ["red", "Blue", "deep green", "AND", "it's", 'a "quoted" one', "x:y", "(z)", "10", "-"];
const word = fc.constantFrom(...words);
const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, -1.25));

const record = fc.record(
  {
    colour: fc.oneof(word, fc.array(word, { maxLength: 3 })),
    size: word,
    "tags of a thing": fc.array(word, { maxLength: 2 }),
    deep: fc.record({ inside: word }),
    price: fc.oneof(number, fc.array(number, { maxLength: 3 })),
    stock: number,
    _tags: fc.array(word, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const isNot = fc.boolean();
const facet = fc.record({ kind: fc.constant("facet" as const), path: fc.constantFrom(...FACETS), value: word, isNot });
const tag = fc.record({ kind: fc.constant("tag" as const), value: word, isNot });
const path = fc.constantFrom("price", "stock", "absent");
const range = fc.record({ kind: fc.constant("range" as const), path, low: number, high: number, isNot });
const operator = fc.constantFrom("<", "<=", "=", "!=", ">=", ">");
const compare = fc.record({ kind: fc.constant("compare" as const), path, operator, value: number, isNot });
const group = fc.oneof(
  fc.array(facet, { minLength: 1, maxLength: 3 }),
  fc.array(tag, { minLength: 1, maxLength: 3 }),
  fc.array(fc.oneof(range, compare), { minLength: 1, maxLength: 3 }),
);
const anyFilter = fc.array(group, { maxLength: 4 });

const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;

function written(condition: Condition): string {
  const not = condition.isNot ? "NOT " : "";
  switch (condition.kind) {
    case "facet":
      return `${not}${quoted(condition.path)}:${quoted(condition.value)}`;
    case "tag":
      return condition.value.length % 2 ? `${not}${quoted(condition.value)}` : `${not}_tags:${quoted(condition.value)}`;
    case "range":
      return `${not}${condition.path}:${condition.low} TO ${condition.high}`;
    case "compare":
      return `${not}${condition.path} ${condition.operator}${condition.value}`;
  }
}

const sentence = (filter: Filter) =>
  filter.map((some) => (some.length > 1 ? `(${some.map(written).join(" OR ")})` : written(some[0]!))).join(" AND ");

describe("the filters grammar", () => {
  it("reads back every filter that can be written", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilters(sentence(filter))).toEqual(filter);
      }),
    );
  });

  it("lets through exactly the records that a reader without an index lets through", () => {
    const shape = {
      searchable: null,
      facets: FACETS.map((name) => ({ path: name, isSearchable: false, isFilterOnly: false })),
      distinct: null,
      separators: "",
    };
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 25 }),
        anyFilter,
        fc.array(fc.nat(24), { maxLength: 5 }),
        (made, filter, removed) => {
          const records = made.map((one, at): SearchRecord => ({ ...one, objectID: `r${at}` }));
          const table = new Table(shape, []);
          for (const one of records) table.add(one);
          const gone = new Set(removed.map((at) => `r${at}`));
          for (const objectID of gone) table.remove(objectID);
          const allowed = allowedDocuments(table, parseFilters(sentence(filter)));
          const found = table.ids.filter((_, document) => allowed[document]);
          const expected = records.filter((one) => !gone.has(one.objectID) && naively(filter, one));
          expect(found).toEqual(expected.map(({ objectID }) => objectID));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("a text that is no filter is refused, never half understood", () => {
    for (const text of [
      "a:b OR",
      "AND a:b",
      "a:b c:d",
      "a:",
      "(a:b",
      "a:b)",
      '"a',
      "a > b",
      "a:1 TO",
      "NOT",
      "a:b OR c:d AND e:f",
    ]) {
      expect(() => parseFilters(text), text).toThrow();
    }
  });

  it("lists of lists mean what the grammar means", () => {
    const given = {
      facetFilters: [["a:b", "a:-c"], "d:e"],
      numericFilters: ["n>=3", "m:1 TO 2"],
      tagFilters: [["x", "-y"]],
    };
    expect(readFilter(given)).toEqual(
      parseFilters("(a:b OR NOT a:c) AND d:e AND (x OR NOT y) AND n >= 3 AND m:1 TO 2"),
    );
    expect(readFilter({ facetFilters: '[["a:b","a:-c"]]' })).toEqual(parseFilters("(a:b OR NOT a:c)"));
    for (const facetFilters of [["nothing"], [[["too deep"]]], [3], { a: "b" }]) {
      expect(() => readFilter({ facetFilters })).toThrow();
    }
  });
});
