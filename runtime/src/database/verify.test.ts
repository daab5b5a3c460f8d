import { afterEach, describe, expect, it } from "vitest";
import { MemoryStore } from "../store/memory-store";
import type { Database } from "./database";
import { openDatabase } from "./open-database";

let database: Database;
afterEach(() => database.close());

const index = (indexDescriptor: string, field: string) => ({ indexDescriptor, fields: [field] });
const schema = {
  tables: [{ tableName: "t", documentType: { type: "any" }, indexes: [index("by_a", "a"), index("by_b", "b")] }],
};

async function openFilled(store: MemoryStore): Promise<void> {
  database = await openDatabase({ store });
  await database.setSchema(schema);
  const { value: ids } = await database.mutate(async (tx) =>
    Array.from({ length: 20 }, (_, a) => tx.insert("t", { a, b: "x" })),
  );
  await database.mutate(async (tx) => {
    tx.remove(ids[3]!);
    tx.patch(ids[4]!, { a: 400, b: undefined });
  });
}

/** The first key of a part of the store: 2 is indexes, 3 is documents, 4 is counts. */
function firstKey(store: MemoryStore, space: number): Uint8Array {
  const pairs = store
    .snapshot()
    .range({ from: new Uint8Array([space]), to: new Uint8Array([space + 1]), reverse: false });
  return pairs.next().value!.key;
}

describe("verification", () => {
  it("[ST10] looks at every document and every entry of a sound folder", async () => {
    await openFilled(new MemoryStore());
    expect(await database.verify()).toEqual({ documents: 19, entries: 57, isWhole: true });
  });

  it("[ST10] finds a lost entry, a lost document, a lost count and an entry too many", async () => {
    const damages = [
      (store: MemoryStore) => [{ key: firstKey(store, 2), value: null }],
      (store: MemoryStore) => [{ key: firstKey(store, 3), value: null }],
      (store: MemoryStore) => [{ key: firstKey(store, 4), value: null }],
      (store: MemoryStore) => [{ key: new Uint8Array([...firstKey(store, 2).slice(0, -1), 1]), value: "" }],
    ];
    const found: string[] = [];
    for (const damage of damages) {
      const store = new MemoryStore();
      await openFilled(store);
      await store.commit(damage(store));
      await database.close();
      // The contents of a memory store outlive its closing here, as a folder's do.
      database = await openDatabase({ store: store.reopened() });
      found.push(
        await database.verify().then(
          () => "sound",
          (error: Error) => error.message.replace(/document \w+/, "document X"),
        ),
      );
    }
    expect(found).toEqual([
      "Index t.by_creation_time has lost document X: restore a backup.",
      "Table t has 18 of 19 documents: restore a backup.",
      "Table t has 19 of 0 documents: restore a backup.",
      "Index t.by_creation_time has 20 entries for 19 documents: restore a backup.",
    ]);
  });

  it("[ST10] finds a document that has left its text index or its vector index", async () => {
    const declared = {
      searchIndexes: [{ indexDescriptor: "by_text", searchField: "text", filterFields: [] }],
      vectorIndexes: [{ indexDescriptor: "by_at", vectorField: "at", dimensions: 2, filterFields: [] }],
    };
    const searched = { tables: [{ tableName: "t", documentType: { type: "any" }, indexes: [], ...declared }] };
    const found: string[] = [];
    // The record of a word ends with its block, the record of a vector with a document.
    for (const isDamaged of [
      (key: Uint8Array) => Buffer.from(key).includes("hello"),
      (key: Uint8Array, value: string) => key.length === 21 && value !== "" && !value.includes(" ") && value.length > 8,
    ]) {
      const store = new MemoryStore();
      database = await openDatabase({ store });
      await database.setSchema(searched);
      await database.mutate(async (tx) => tx.insert("t", { text: "hello world", at: [1, 2] }));
      expect(await database.verify()).toMatchObject({ documents: 1, isWhole: true });
      const pairs = store.snapshot().range({ from: new Uint8Array([2]), to: new Uint8Array([3]), reverse: false });
      for (let pair = pairs.next(); !pair.done; pair = pairs.next())
        if (isDamaged(pair.value.key, pair.value.value)) await store.commit([{ key: pair.value.key, value: null }]);
      await database.close();
      database = await openDatabase({ store: store.reopened() });
      found.push(
        await database.verify().then(
          () => "sound",
          (error: Error) => error.message.replace(/document \w+/, "document X"),
        ),
      );
      await database.close();
    }
    expect(found).toEqual([
      'Index t.by_text: document X is missing under "hello". Restore a backup.',
      "Index t.by_at: document X has another vector. Restore a backup.",
    ]);
    await openFilled(new MemoryStore());
  });

  it("[ST13] knows whether the data was closed, and ends a check that may not last longer", async () => {
    const store = new MemoryStore();
    await openFilled(store);
    const crashed = store.reopened();
    await database.close();
    database = await openDatabase({ store: store.reopened() });
    expect(database.wasClosed).toBe(true);
    await database.close();
    database = await openDatabase({ store: crashed });
    expect(database.wasClosed).toBe(false);
    expect(await database.verify(-1)).toEqual({ documents: 0, entries: 0, isWhole: false });
    await database.close();
    // Nothing was written: there is nothing that a crash could have hurt.
    const untouched = store.reopened();
    await openDatabase({ store: untouched });
    database = await openDatabase({ store: untouched.reopened() });
    expect(database.wasClosed).toBe(true);
  });
});
