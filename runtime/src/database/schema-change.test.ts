import { defineSchema, defineTable } from "convex/server";
import { v, type Value } from "convex/values";
import { afterEach, describe, expect, it } from "vitest";
import type { KeyValueStore, Write } from "../store/key-value-store";
import { MemoryStore } from "../store/memory-store";
import type { Database } from "./database";
import { openDatabase } from "./open-database";

let database: Database;
afterEach(() => database.close());

type Tables = Parameters<typeof defineSchema>[0];
const exported = (tables: Tables) =>
  JSON.parse((defineSchema(tables) as unknown as { export(): string }).export()) as unknown;
const open = async (store: KeyValueStore = new MemoryStore()) => (database = await openDatabase({ store }));

async function fill(count: number, perMutation = 4_000): Promise<void> {
  for (let from = 0; from < count; from += perMutation) {
    await database.mutate(async (tx) => {
      for (let n = from; n < Math.min(count, from + perMutation); n++)
        tx.insert("nums", { n, text: `number ${n % 7}` });
    });
  }
}

function found(n: Value): number | string {
  const reader = database.read();
  const range = [{ type: "Eq", fieldPath: "n", value: n }] as const;
  try {
    const source = { type: "IndexRange", indexName: "nums.by_n", range, order: null } as const;
    const rows = reader.stream({ source, operators: [] });
    let count = 0;
    while (!rows.next().done) count++;
    return count;
  } catch (error) {
    return (error as Error).message;
  } finally {
    reader.end();
  }
}

const nums = () => defineTable({ n: v.number(), text: v.optional(v.string()) });
const notDeclared = 'Cannot use index "by_n" for table "nums" because it is not declared in the schema.';

describe("a schema change on existing data", () => {
  it("[SC10] [SC11] goes on beside mutations, and its index appears when it is whole", async () => {
    await open();
    await fill(8_000);
    let isDone = false;
    const change = database.setSchema(exported({ nums: nums().index("by_n", ["n"]) })).then(() => (isDone = true));
    const seen: (number | string)[] = [];
    let written = 0;
    while (!isDone) {
      await database.mutate(async (tx) => tx.insert("nums", { n: -1 }));
      written += 1;
      const count = found(-1);
      // Either there is no such index yet, or it knows every document.
      if (count !== notDeclared) expect(count).toBe(written);
      seen.push(count);
      expect([notDeclared, 1]).toContain(found(7_999));
      // A store in memory answers at once: the change needs its turn as well.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await change;
    expect(seen.filter((one) => one === notDeclared).length).toBeGreaterThan(5);
    expect(found(-1)).toBe(written);
    expect(await database.verify()).toMatchObject({ documents: 8_000 + written, isWhole: true });
  });

  it("[SC10] [SC4] a document that comes to misfit while others are checked refuses the schema by its id", async () => {
    await open();
    await fill(5_000);
    const change = database.setSchema(exported({ nums: nums().index("by_n", ["n"]) }));
    const { value: id } = await database.mutate(async (tx) => tx.insert("nums", { n: "no number" }));
    await expect(change).rejects.toThrow(
      `Document with ID "${id}" in table "nums" does not match the schema: Value does not match validator.\nPath: .n`,
    );
    expect(found(1)).toBe(notDeclared);
    await database.mutate(async (tx) => tx.remove(id));
    await database.setSchema(exported({ nums: nums().index("by_n", ["n"]) }));
    expect(found(1)).toBe(1);
    await expect(database.mutate(async (tx) => tx.insert("nums", { n: "x" }))).rejects.toThrow("does not match");
  });

  it("[SC11] an index that is made anew serves its old fields until the new ones are whole", async () => {
    await open();
    await fill(3_000);
    await database.setSchema(exported({ nums: nums().index("by_n", ["n"]) }));
    const change = database.setSchema(exported({ nums: nums().index("by_n", ["n", "text"]) }));
    let during = 0;
    for (let i = 0; i < 5; i++) {
      await database.mutate(async (tx) => tx.insert("nums", { n: -5 }));
      expect(found(-5)).toBe(i + 1);
      during += 1;
    }
    await change;
    expect(found(-5)).toBe(during);
    expect(await database.verify()).toMatchObject({ isWhole: true });
  });

  it("[SC12] a kill at any moment leaves one of the two schemas, whole", async () => {
    class RecordingStore extends MemoryStore {
      readonly states: MemoryStore[] = [];
      isRecording = false;
      override async commit(batch: readonly Write[]): Promise<void> {
        if (this.isRecording) this.states.push(this.reopened());
        await super.commit(batch);
        if (this.isRecording) this.states.push(this.reopened());
      }
    }
    const searched = nums().index("by_n", ["n"]).searchIndex("by_text", { searchField: "text" });
    const before = exported({ nums: nums().index("by_text", ["text"]) });
    const after = exported({ nums: searched });
    const store = new RecordingStore();
    await open(store);
    await fill(1_500);
    await database.setSchema(before);
    store.isRecording = true;
    const change = database.setSchema(after);
    for (let i = 0; i < 3; i++) await database.mutate(async (tx) => tx.insert("nums", { n: -1, text: "late number" }));
    await change;
    store.isRecording = false;
    await database.close();
    expect(store.states.length).toBeGreaterThan(8);
    const outcomes = new Set<unknown>();
    for (const state of store.states) {
      await open(state.reopened());
      const counts = found(1);
      outcomes.add(counts);
      expect([notDeclared, 1]).toContain(counts);
      expect(await database.verify()).toMatchObject({ isWhole: true });
      const reader = database.read();
      const filters = [{ type: "Search", fieldPath: "text", value: "number" }];
      const source = { type: "Search", indexName: "nums.by_text", filters } as const;
      const search = () => {
        const row = reader.stream({ source, operators: [{ limit: 1 }] }).next();
        return row.done ? "" : row.value.json;
      };
      if (counts === 1) expect(search()).toContain("number");
      else expect(search).toThrow("Cannot use search index");
      reader.end();
      await database.close();
    }
    expect(outcomes).toEqual(new Set([notDeclared, 1]));
    await open();
  });
});
