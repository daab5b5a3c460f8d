import { defineSchema, defineTable } from "convex/server";
import { compareValues, convexToJson, v, type Value } from "convex/values";
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Write } from "../store/key-value-store";
import { MemoryStore } from "../store/memory-store";
import { parseDocument } from "../values/documents";
import type { Database, QueryJson, RangeExpression, Reader, Writer } from "./database";
import { openDatabase } from "./open-database";
import { realWorld } from "../world";

let database: Database;
afterEach(() => database.close());

const exported = (definition: unknown) => JSON.parse((definition as { export(): string }).export()) as unknown;
const anything = defineTable(v.any()).index("by_a_b", ["a", "b"]).index("by_deep", ["a.x"]);
/** A store that takes no batch while its gate is shut, so that finished mutations stay in the overlay. */
class GatedStore extends MemoryStore {
  gate = Promise.resolve();
  openGate: () => void = () => undefined;

  shut(): void {
    this.gate = new Promise((resolve) => (this.openGate = resolve));
  }

  override async commit(batch: readonly Write[]): Promise<void> {
    await this.gate;
    return super.commit(batch);
  }
}

const open = async (store = new GatedStore()) => {
  let now = 1_000;
  database = await openDatabase({ store, world: { ...realWorld, now: () => now++ } });
  await database.setSchema(exported(defineSchema({ t: anything })));
};
const range = (
  indexName: string,
  bounds: RangeExpression[] = [],
  order: "asc" | "desc" = "asc",
  operators: QueryJson["operators"] = [],
): QueryJson => ({
  source: { type: "IndexRange", indexName, range: bounds, order },
  operators,
});
const drain = (reader: Reader, query: QueryJson) => {
  const rows: Record<string, Value>[] = [];
  const stream = reader.stream(query);
  for (let step = stream.next(); !step.done; step = stream.next()) rows.push(parseDocument(step.value.json));
  return rows;
};
const read = <T>(work: (reader: Reader) => T): T => {
  const reader = database.read();
  try {
    return work(reader);
  } finally {
    reader.end();
  }
};
const json = (value: Value | undefined): unknown => (value === undefined ? { $undefined: null } : convexToJson(value));

const small = fc.constantFrom<Value | undefined>(
  undefined,
  null,
  0,
  1,
  2,
  -1,
  1n,
  "a",
  "b",
  "a\0",
  true,
  [1],
  { x: 1 },
  { x: 2 },
);
const row = fc.record({ a: small, b: small });
type Model = { a: Value | undefined; b: Value | undefined; _creationTime: number; _id: string };

/** What an index does, written as simply as possible: sort everything, keep what passes. */
function model(
  rows: readonly Model[],
  bounds: readonly RangeExpression[],
  values: readonly (Value | undefined)[],
  order: "asc" | "desc",
): string[] {
  const passes = (item: Model) =>
    bounds.every(({ type, fieldPath }, i) => {
      const sign = compareValues(item[fieldPath as keyof Model], values[i]);
      return { Eq: sign === 0, Gt: sign > 0, Gte: sign >= 0, Lt: sign < 0, Lte: sign <= 0 }[type];
    });
  const sorted = rows
    .filter(passes)
    .sort((x, y) => compareValues(x.a, y.a) || compareValues(x.b, y.b) || x._creationTime - y._creationTime);
  return (order === "asc" ? sorted : sorted.reverse()).map(({ _id }) => _id);
}

const bounds = fc
  .record({
    kind: fc.constantFrom("none", "eq", "eqeq", "gt", "gte", "lt", "lte", "between", "eqgt", "eqlte"),
    x: small,
    y: small,
  })
  .map(({ kind, x, y }): { expressions: RangeExpression[]; values: (Value | undefined)[] } => {
    const at = (type: RangeExpression["type"], fieldPath: string, value: Value | undefined) => ({
      type,
      fieldPath,
      value: json(value),
    });
    switch (kind) {
      case "eq":
        return { expressions: [at("Eq", "a", x)], values: [x] };
      case "eqeq":
        return { expressions: [at("Eq", "a", x), at("Eq", "b", y)], values: [x, y] };
      case "gt":
        return { expressions: [at("Gt", "a", x)], values: [x] };
      case "gte":
        return { expressions: [at("Gte", "a", x)], values: [x] };
      case "lt":
        return { expressions: [at("Lt", "a", x)], values: [x] };
      case "lte":
        return { expressions: [at("Lte", "a", x)], values: [x] };
      case "between":
        return { expressions: [at("Gte", "a", x), at("Lt", "a", y)], values: [x, y] };
      case "eqgt":
        return { expressions: [at("Eq", "a", x), at("Gt", "b", y)], values: [x, y] };
      case "eqlte":
        return { expressions: [at("Eq", "a", x), at("Lte", "b", y)], values: [x, y] };
      default:
        return { expressions: [], values: [] };
    }
  });
const order = fc.constantFrom<"asc" | "desc">("asc", "desc");

type Change = { kind: "insert" | "patch" | "remove"; at: number; row: { a: Value | undefined; b: Value | undefined } };
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("insert", "insert", "patch", "remove"),
  at: fc.nat(50),
  row,
});

function apply(tx: Writer, rows: Model[], changes: readonly Change[]): void {
  for (const { kind, at, row: fields } of changes) {
    const target = rows[at % Math.max(rows.length, 1)];
    if (kind === "insert" || target === undefined) {
      const _id = tx.insert("t", fields);
      rows.push({ ...fields, _id, _creationTime: parseDocument(tx.get(_id)!.json)._creationTime as number });
    } else if (kind === "patch") {
      tx.patch(target._id, fields);
      Object.assign(target, fields);
    } else {
      tx.remove(target._id);
      rows.splice(rows.indexOf(target), 1);
    }
  }
}

describe("index ranges", () => {
  it("[IX1] a range over snapshot, finished mutations and own writes equals a sorted list cut at the bounds, in both orders", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 20 }),
        fc.array(change, { maxLength: 10 }),
        fc.array(change, { maxLength: 6 }),
        fc.array(fc.tuple(bounds, order), { minLength: 1, maxLength: 6 }),
        async (first, second, third, queries) => {
          const store = new GatedStore();
          await open(store);
          const rows: Model[] = [];
          const check = (reader: Reader) => {
            for (const [{ expressions, values }, direction] of queries) {
              const found = drain(reader, range("t.by_a_b", expressions, direction)).map((found) => found._id);
              expect(found).toEqual(model(rows, expressions, values, direction));
            }
          };
          await database.mutate(async (tx) => apply(tx, rows, first));
          store.shut();
          // The first of these is on its way to the disk, the second waits for it, the third reads through both.
          const flushing = database.mutate(async (tx) => apply(tx, rows, second.slice(0, 5)));
          const gathering = database.mutate(async (tx) => apply(tx, rows, second.slice(5)));
          const last = database.mutate(async (tx) => {
            try {
              apply(tx, rows, third.slice(0, 3));
              const child = tx.child();
              apply(child, rows, third.slice(3));
              check(child);
              child.keep();
              check(tx);
            } finally {
              store.openGate();
            }
          });
          await Promise.all([flushing, gathering, last]);
          read(check);
          expect(read((reader) => reader.count("t"))).toBe(rows.length);
          await database.close();
        },
      ),
      { numRuns: 80 },
    );
    await open();
  });

  it("[IX2] an index reaches into nested fields, and documents without the field come first", async () => {
    await open();
    await database.mutate(async (tx) => {
      for (const value of [{ a: { x: 2 } }, {}, { a: "no object" }, { a: { x: 1 } }]) tx.insert("t", value);
    });
    const found = read((reader) => drain(reader, range("t.by_deep"))).map((found) => found.a ?? "none");
    expect(found).toEqual(["none", "no object", { x: 1 }, { x: 2 }]);
  });

  it("[IX3] creation time and id order every index, and both can be asked for by name", async () => {
    await open();
    const { value: ids } = await database.mutate(async (tx) => [1, 2, 3].map(() => tx.insert("t", { a: 1 })));
    const rows = read((reader) => drain(reader, range("t.by_creation_time")));
    expect(rows.map((found) => found._id)).toEqual(ids);
    const time = rows[1]!._creationTime as number;
    expect(
      read((reader) => [
        drain(reader, range("t.by_creation_time", [{ type: "Gt", fieldPath: "_creationTime", value: time }])),
        drain(
          reader,
          range("t.by_a_b", [
            { type: "Eq", fieldPath: "a", value: 1 },
            { type: "Eq", fieldPath: "b", value: { $undefined: null } },
            { type: "Eq", fieldPath: "_creationTime", value: time },
            { type: "Eq", fieldPath: "_id", value: ids[1] },
          ]),
        ),
        drain(reader, range("t.by_id", [{ type: "Eq", fieldPath: "_id", value: ids[2] }])),
        drain(reader, range("t.by_id", [{ type: "Eq", fieldPath: "_id", value: "no id" }])),
        drain(reader, range("t.by_id", [{ type: "Gt", fieldPath: "_id", value: "zzz" }])),
        drain(reader, range("t.by_id", [{ type: "Lte", fieldPath: "_id", value: "zzz" }])),
      ]).map((found) => found.map((item) => ids.indexOf(item._id as string)).sort()),
    ).toEqual([[2], [1], [2], [], [], [0, 1, 2]]);
  });

  it("[IX4] a wrong range, index or table is refused with Convex's words", async () => {
    await open();
    const failing = (query: QueryJson) => {
      try {
        read((reader) => drain(reader, query));
        return "no error";
      } catch (error) {
        return (error as Error).message;
      }
    };
    const at = (type: RangeExpression["type"], fieldPath: string): RangeExpression => ({ type, fieldPath, value: 1 });
    expect([
      failing(range("t.by_none")),
      failing(range("t.by_a_b", [at("Eq", "b")])),
      failing(range("t.by_a_b", [at("Gt", "a"), at("Lt", "b")])),
      failing(range("t.by_a_b", [at("Gt", "a"), at("Eq", "b")])),
      failing(range("t.by_a_b", [at("Gt", "a"), at("Lt", "a"), at("Lt", "a")])),
      failing(range("_storage.by_creation_time")),
      failing({ source: { type: "Search", indexName: "t.search", filters: [] }, operators: [] }),
    ]).toEqual([
      'Cannot use index "by_none" for table "t" because it is not declared in the schema.',
      'Incorrect field used in `withIndex`, expected "a", got "b"',
      'Incorrect field used in `withIndex`, `.gt` and `.lt` must operate on the same field, expected "a", got "b"',
      "Incorrect operator used in `withIndex`, cannot chain `.eq()` after `.gt()`",
      "Incorrect operator used in `withIndex`, cannot chain more operators after both `.gt` and `.lt` were already used, got `.lt(a, 1)`.",
      'System tables are read with db.system: "_storage" is a system table',
      `Cannot use search index "search" for table "t" because it is not declared in the schema.`,
    ]);
  });

  it("[IX5] values longer than a key of the store are found exactly", async () => {
    await open();
    const base = "x".repeat(3_000);
    const { value: ids } = await database.mutate(async (tx) =>
      ["a", "b", "b", "c"].map((end) => tx.insert("t", { a: base + end, b: 1 })),
    );
    const at = (type: RangeExpression["type"], end: string): RangeExpression => ({
      type,
      fieldPath: "a",
      value: base + end,
    });
    const found = (expressions: RangeExpression[]) =>
      read((reader) => drain(reader, range("t.by_a_b", expressions)))
        .map((item) => ids.indexOf(item._id as string))
        .sort();
    expect([
      found([at("Eq", "b")]),
      found([at("Gt", "a")]),
      found([at("Lt", "b")]),
      found([at("Eq", "d")]),
      found([]),
    ]).toEqual([[1, 2], [1, 2, 3], [0], [], [0, 1, 2, 3]]);
  });

  it("[IX6] filters and limits act in the order they are written", async () => {
    await open();
    await database.mutate(async (tx) => {
      for (let n = 0; n < 6; n++) tx.insert("t", { a: n, b: n % 2 });
    });
    const even = { filter: { $eq: [{ $field: "b" }, { $literal: 0 }] } };
    const numbers = (operators: QueryJson["operators"]) =>
      read((reader) => drain(reader, range("t.by_a_b", [], "asc", operators))).map(({ a }) => a);
    expect([numbers([even, { limit: 2 }]), numbers([{ limit: 2 }, even]), numbers([{ limit: 0 }])]).toEqual([
      [0, 2],
      [0],
      [],
    ]);
  });

  it("[IX7] every filter operator compares, reckons and combines", async () => {
    await open();
    await database.mutate(async (tx) => tx.insert("t", { n: 7, i: 7n, s: "x", deep: { y: true } }));
    const $ = {
      field: (path: string) => ({ $field: path }),
      is: (value: Value) => ({ $literal: convexToJson(value) }),
    };
    const passes = (filter: unknown) =>
      read((reader) => drain(reader, range("t.by_creation_time", [], "asc", [{ filter }]))).length === 1;
    const holds = [
      { $eq: [{ $add: [$.field("n"), $.is(1)] }, $.is(8)] },
      { $eq: [{ $sub: [$.field("i"), $.is(1n)] }, $.is(6n)] },
      { $eq: [{ $mul: [$.field("n"), $.is(2)] }, $.is(14)] },
      { $eq: [{ $div: [$.field("i"), $.is(2n)] }, $.is(3n)] },
      { $eq: [{ $mod: [$.field("n"), $.is(4)] }, $.is(3)] },
      { $eq: [{ $neg: $.field("n") }, $.is(-7)] },
      { $neq: [$.field("n"), $.is("7")] },
      { $gt: [$.field("s"), $.field("n")] },
      { $lte: [$.field("n"), $.is(7)] },
      { $eq: [$.field("none"), { $literal: { $undefined: null } }] },
      { $and: [$.field("deep.y"), { $not: $.field("none") }] },
      { $or: [$.is(false), { $gte: [$.field("n"), $.is(7)] }] },
    ];
    const fails = [
      { $lt: [$.field("n"), $.is(7)] },
      { $and: [$.is(true), $.is(null)] },
      { $or: [] },
      $.is(0),
      $.field("none"),
    ];
    expect([holds.map(passes), fails.map(passes)]).toEqual([holds.map(() => true), fails.map(() => false)]);
    expect(() => passes({ $near: [1, 2] })).toThrow('Unsupported filter operator "$near"');
  });
});

describe("pages", () => {
  it("[PG1] pages joined one after the other are the whole query, with nothing twice and nothing missing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 25 }),
        bounds,
        order,
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (some, { expressions }, direction, pageSize, filtered) => {
          await open();
          await database.mutate(async (tx) => some.forEach((fields) => tx.insert("t", fields)));
          const query = range(
            "t.by_a_b",
            expressions,
            direction,
            filtered ? [{ filter: { $neq: [{ $field: "b" }, { $literal: 1 }] } }] : [],
          );
          read((reader) => {
            const whole = drain(reader, query).map(({ _id }) => _id);
            const joined: string[] = [];
            let cursor: string | null = null;
            for (let pages = 0, done = false; !done; pages++) {
              const page = reader.page({ query, cursor, endCursor: null, pageSize });
              expect(page.page.length === pageSize || page.isDone).toBe(true);
              expect(page.page.length > 0 || pages === 0 || filtered).toBe(true);
              joined.push(...page.page.map(({ id }) => id));
              // Asked again with its own end, a page is the same.
              const again = reader.page({ query, cursor, endCursor: page.continueCursor, pageSize });
              expect([again.page, again.isDone, again.continueCursor]).toEqual([
                page.page,
                page.isDone,
                page.continueCursor,
              ]);
              cursor = page.continueCursor;
              done = page.isDone;
            }
            expect(joined).toEqual(whole);
          });
          await database.close();
        },
      ),
      { numRuns: 60 },
    );
    await open();
  });

  const fill = async (count: number) => {
    await open();
    return (await database.mutate(async (tx) => Array.from({ length: count }, (_, n) => tx.insert("t", { a: n }))))
      .value;
  };
  const query = range("t.by_a_b");

  it("[PG2] a page with an end keeps its borders when rows come and go", async () => {
    const ids = await fill(6);
    const first = read((reader) => reader.page({ query, cursor: null, endCursor: null, pageSize: 3 }));
    await database.mutate(async (tx) => {
      tx.remove(ids[2]!);
      tx.insert("t", { a: 0.5 });
      tx.insert("t", { a: 2.5 });
    });
    const numbers = (page: { page: readonly { json: string }[] }) => page.page.map(({ json }) => parseDocument(json).a);
    read((reader) => {
      const again = reader.page({ query, cursor: null, endCursor: first.continueCursor, pageSize: 3 });
      const next = reader.page({ query, cursor: first.continueCursor, endCursor: null, pageSize: 9 });
      expect([numbers(again), again.isDone, numbers(next), next.isDone]).toEqual([
        [0, 0.5, 1],
        false,
        [2.5, 3, 4, 5],
        true,
      ]);
    });
  });

  it("[PG3] a page that reads too many rows asks to be split and says where", async () => {
    await fill(10);
    read((reader) => {
      const page = reader.page({ query, cursor: null, endCursor: null, pageSize: 10, maximumRowsRead: 4 });
      expect([page.page.length, page.isDone, page.pageStatus]).toEqual([4, false, "SplitRequired"]);
      const half = reader.page({ query, cursor: null, endCursor: page.splitCursor, pageSize: 1 });
      const rest = reader.page({ query, cursor: page.splitCursor, endCursor: page.continueCursor, pageSize: 1 });
      expect([...half.page, ...rest.page]).toEqual(page.page);
    });
  });

  it("[PG4] a cursor of another query, or no cursor at all, is refused as InvalidCursor", async () => {
    await fill(3);
    read((reader) => {
      const { continueCursor } = reader.page({ query, cursor: null, endCursor: null, pageSize: 1 });
      const page =
        (cursor: string, order: "asc" | "desc" = "asc") =>
        () =>
          reader.page({ query: range("t.by_a_b", [], order), cursor, endCursor: null, pageSize: 1 });
      expect(page(continueCursor, "desc")).toThrow(
        "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.",
      );
      expect(page("nonsense")).toThrow("InvalidCursor: Failed to parse cursor");
      expect(page(`${continueCursor.slice(0, -2)}zz`)).toThrow("InvalidCursor");
      expect(Buffer.from(continueCursor, "base64url").includes(Buffer.from([4, 0x80]))).toBe(false);
    });
  });

  it("[PG5] after the end there is an empty page that is done, and a page of no rows moves nowhere", async () => {
    await fill(2);
    read((reader) => {
      const all = reader.page({ query, cursor: null, endCursor: null, pageSize: 2 });
      const after = reader.page({ query, cursor: all.continueCursor, endCursor: null, pageSize: 2 });
      expect([all.isDone, after.page, after.isDone]).toEqual([true, [], true]);
      for (const direction of ["asc", "desc"] as const) {
        const ordered = range("t.by_a_b", [], direction);
        const none = reader.page({ query: ordered, cursor: null, endCursor: null, pageSize: 0 });
        const next = reader.page({ query: ordered, cursor: none.continueCursor, endCursor: null, pageSize: 5 });
        expect([none.page.length, none.isDone, next.page.length]).toEqual([0, false, 2]);
      }
    });
  });
});

describe("range values", () => {
  it("[IX8] a bound may be any value, a missing field included", async () => {
    await open();
    await database.mutate(async (tx) => {
      tx.insert("t", {});
      tx.insert("t", { a: null });
      tx.insert("t", { a: 1n });
    });
    const count = (type: RangeExpression["type"], value: unknown) =>
      read((reader) => drain(reader, range("t.by_a_b", [{ type, fieldPath: "a", value: value }]))).length;
    expect([
      count("Eq", { $undefined: null }),
      count("Gt", { $undefined: null }),
      count("Gte", null),
      count("Eq", convexToJson(1n)),
      count("Lt", convexToJson(1n)),
    ]).toEqual([1, 2, 2, 1, 2]);
  });
});
