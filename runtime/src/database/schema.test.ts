import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineSchema, defineTable } from "convex/server";
import { v, type Value } from "convex/values";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { KeyValueStore, Write } from "../store/key-value-store";
import { openLmdbStore } from "../store/lmdb-store";
import { MemoryStore } from "../store/memory-store";
import { decodeId } from "../values/ids";
import { parseDocument } from "../values/documents";
import type { Database, QueryJson } from "./database";
import { openDatabase } from "./open-database";

const root = mkdtempSync(join(tmpdir(), "runtime-schema-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let database: Database;
afterEach(() => database.close());
const systemTables = [{ tableName: "_jobs", indexes: [{ indexDescriptor: "by_state", fields: ["state.kind"] }] }];
const open = async (store: KeyValueStore = new MemoryStore()) =>
  (database = await openDatabase({ store, systemTables }));
type Tables = Parameters<typeof defineSchema>[0];
const apply = (tables: Tables, options?: { schemaValidation: boolean }) =>
  database.setSchema(JSON.parse((defineSchema(tables, options as never) as unknown as { export(): string }).export()));
const insert = (table: string, value: Record<string, Value>) => database.mutate(async (tx) => tx.insert(table, value));

function rows(source: QueryJson["source"], system = false): Record<string, Value>[] {
  const reader = database.read();
  const found: Record<string, Value>[] = [];
  const stream = reader.stream({ source, operators: [] }, { system });
  for (let step = stream.next(); !step.done; step = stream.next()) found.push(parseDocument(step.value.json));
  reader.end();
  return found;
}
const by = (indexName: string, fieldPath: string, value: unknown): QueryJson["source"] => ({
  type: "IndexRange",
  indexName,
  range: [{ type: "Eq", fieldPath, value }],
  order: null,
});

describe("schema", () => {
  it("[SC1] a document that does not fit its table's validator is refused with Convex's words, also through a patch", async () => {
    await open();
    await apply({
      people: defineTable({ name: v.string(), boss: v.optional(v.id("people")) }),
      pets: defineTable({ name: v.string() }),
    });
    const { value: ada } = await insert("people", { name: "Ada" });
    const { value: pet } = await insert("pets", { name: "Rex" });
    await insert("people", { name: "Bob", boss: ada });
    await expect(insert("people", { name: 5 })).rejects.toThrow(
      'Failed to insert or update a document in table "people" because it does not match the schema: Value does not match validator.\nPath: .name\nValue: 5.0\nValidator: v.string()',
    );
    await expect(insert("people", { name: "x", boss: pet })).rejects.toThrow(
      'from table `pets`, which does not match the table name in validator `v.id("people")`.\nPath: .boss',
    );
    await expect(database.mutate(async (tx) => tx.patch(ada, { nick: "A" }))).rejects.toThrow(
      "Object contains extra field `nick`",
    );
    await expect(database.mutate(async (tx) => tx.replace(ada, {}))).rejects.toThrow(
      "Object is missing the required field `name`",
    );
    expect(rows({ type: "FullTableScan", tableName: "people", order: null }).map(({ name }) => name)).toEqual([
      "Ada",
      "Bob",
    ]);
  });

  it("[SC2] without schema validation anything may be written", async () => {
    await open();
    await apply({ people: defineTable({ name: v.string() }) }, { schemaValidation: false });
    await insert("people", { name: 5 });
    expect(rows({ type: "FullTableScan", tableName: "people", order: null })).toMatchObject([{ name: 5 }]);
  });

  it("[SC3] a new index is filled with the documents that are there, and kept from then on", async () => {
    await open();
    await database.mutate(async (tx) => {
      for (let n = 0; n < 5_000; n++) tx.insert("nums", { n, odd: n % 2 === 1 });
    });
    await apply({ nums: defineTable({ n: v.number(), odd: v.boolean() }).index("by_odd", ["odd", "n"]) });
    await insert("nums", { n: 7_001, odd: true });
    expect(rows(by("nums.by_odd", "odd", true)).map(({ n }) => n)).toEqual([
      ...Array.from({ length: 2_500 }, (_, i) => 2 * i + 1),
      7_001,
    ]);
  });

  it("[SC4] a schema that a stored document does not fit is refused with its id and path, and the old one stays in force", async () => {
    await open();
    await apply({ people: defineTable({ name: v.string(), age: v.optional(v.any()) }).index("by_name", ["name"]) });
    await insert("people", { name: "Ada", age: 36 });
    const { value: id } = await insert("people", { name: "Bob", age: "old" });
    await expect(
      apply({ people: defineTable({ name: v.string(), age: v.optional(v.number()) }).index("by_age", ["age"]) }),
    ).rejects.toThrow(
      `Schema validation failed.\nDocument with ID "${id}" in table "people" does not match the schema: Value does not match validator.\nPath: .age\nValue: "old"\nValidator: v.float64()`,
    );
    expect(rows(by("people.by_name", "name", "Bob"))).toHaveLength(1);
    expect(() => rows(by("people.by_age", "age", 36))).toThrow('Cannot use index "by_age"');
    await expect(insert("people", { name: 1 })).rejects.toThrow("does not match the schema");
    await insert("people", { name: "Cy", age: "any" });
  });

  it("[SC5] a removed index is gone, one whose fields changed is filled anew, and table numbers stay", async () => {
    await open();
    const table = () => defineTable({ a: v.number(), b: v.number() });
    await apply({ t: table().index("by_x", ["a"]).index("by_y", ["b"]) });
    const { value: id } = await insert("t", { a: 1, b: 2 });
    await apply({ t: table().index("by_x", ["b"]) });
    expect([rows(by("t.by_x", "b", 2)).length, rows(by("t.by_x", "b", 1)).length]).toEqual([1, 0]);
    expect(() => rows(by("t.by_y", "b", 2))).toThrow('Cannot use index "by_y"');
    await apply({ other: defineTable({}) });
    await apply({ other: defineTable({}), t: table() });
    const { value: later } = await insert("t", { a: 1, b: 1 });
    expect(decodeId(later)!.tableNumber).toBe(decodeId(id)!.tableNumber);
    expect(rows({ type: "FullTableScan", tableName: "t", order: null })).toHaveLength(2);
  });

  it("[SC6] a schema with a wrong table or index is refused by name", async () => {
    await open();
    const table = (indexes: unknown) => ({
      tables: [{ tableName: "t", documentType: { type: "any" }, indexes }],
      schemaValidation: true,
    });
    const index = (indexDescriptor: string, fields: string[]) => [{ indexDescriptor, fields }];
    const failures = await Promise.all(
      [
        {},
        { tables: [{ tableName: "_t", documentType: { type: "any" }, indexes: [] }] },
        table(index("by_id", ["a"])),
        table(index("by_a", [])),
        table(index("by_a", ["a", "a"])),
        table(index("by_a", ["_creationTime"])),
        table([...index("by_a", ["a"]), ...index("by_a", ["b"])]),
        table(Array.from({ length: 65 }, (_, i) => index(`i${i}`, ["a"])[0])),
        table(
          index(
            "by_many",
            Array.from({ length: 17 }, (_, i) => `f${i}`),
          ),
        ),
      ].map((schema) =>
        database.setSchema(schema).then(
          () => "accepted",
          (error: Error) => error.message,
        ),
      ),
    );
    expect(failures).toEqual([
      "Invalid schema: tables must be a list",
      'Table names must be valid identifiers, got "_t"',
      'Index names must be valid identifiers that are not reserved, got "by_id" in table "t"',
      'Index "t.by_a" must have at least one field',
      'Index "t.by_a" has the field "a" twice',
      'Index "t.by_a" cannot contain "_creationTime": every index ends with the creation time',
      'Table "t" has two indexes named "by_a"',
      'Table "t" has 65 indexes (maximum 64)',
      'Index "t.by_many" has 17 fields (maximum 16)',
    ]);
  });

  it("[SC7] schema, indexes and data are the same after a restart", async () => {
    const folder = join(root, "restart");
    await open(openLmdbStore({ folder }));
    await apply({ people: defineTable({ name: v.string() }).index("by_name", ["name"]) });
    await insert("people", { name: "Ada" });
    await database.close();
    await open(openLmdbStore({ folder }));
    expect(rows(by("people.by_name", "name", "Ada"))).toHaveLength(1);
    await expect(insert("people", { name: 1 })).rejects.toThrow("does not match the schema");
  });

  it("[SC8] a schema change that is cut off leaves the old schema, and the next one succeeds", async () => {
    class FailingStore extends MemoryStore {
      commitsLeft = Infinity;
      override commit(batch: readonly Write[]): Promise<void> {
        return this.commitsLeft-- > 0 ? super.commit(batch) : Promise.reject(new Error("disk full"));
      }
    }
    const tables = { nums: defineTable({ n: v.number() }).index("by_n", ["n"]) };
    for (let commits = 0; commits < 4; commits++) {
      const store = new FailingStore();
      await open(store);
      await database.mutate(async (tx) => {
        for (let n = 0; n < 2_500; n++) tx.insert("nums", { n });
      });
      store.commitsLeft = commits;
      await expect(apply(tables)).rejects.toThrow("disk full");
      expect(() => rows(by("nums.by_n", "n", 5))).toThrow('Cannot use index "by_n"');
      store.commitsLeft = Infinity;
      await apply(tables);
      expect(rows(by("nums.by_n", "n", 5))).toHaveLength(1);
      // What the store holds is one document, its two entries and the settings: nothing of the first attempt is left.
      const snapshot = store.snapshot();
      let count = 0;
      const pairs = snapshot.range({ from: new Uint8Array([2]), to: new Uint8Array([3]), reverse: false });
      while (!pairs.next().done) count++;
      snapshot.close();
      expect(count).toBe(5_000);
      await database.close();
    }
    await open();
  });
});

describe("system tables", () => {
  it("[SC9] are reached with system access only, and no project schema drops them", async () => {
    await open();
    const { value: id } = await database.mutate(async (tx) =>
      tx.insert("_jobs", { state: { kind: "pending" } }, { system: true }),
    );
    await apply({ people: defineTable({}) });
    expect(rows(by("_jobs.by_state", "state.kind", "pending"), true)).toMatchObject([{ _id: id }]);
    expect(() => rows(by("_jobs.by_state", "state.kind", "pending"))).toThrow('"_jobs" is a system table');
    const reader = database.read();
    expect([
      reader.normalizeId("_jobs", id),
      reader.normalizeId("_jobs", id, { system: true }),
      reader.tableOfId(id),
    ]).toEqual([null, id, "_jobs"]);
    expect(() => reader.get(id)).toThrow("system table");
    reader.end();
    await expect(insert("_jobs", {})).rejects.toThrow("system table");
    await expect(database.mutate(async (tx) => tx.remove(id))).rejects.toThrow("system table");
  });

  it("[SC9] keep their rows and indexes over a restart", async () => {
    const folder = join(root, "system");
    await open(openLmdbStore({ folder }));
    await database.mutate(async (tx) => tx.insert("_jobs", { state: { kind: "done" } }, { system: true }));
    await database.close();
    await open(openLmdbStore({ folder }));
    expect(rows(by("_jobs.by_state", "state.kind", "done"), true)).toHaveLength(1);
  });
});
