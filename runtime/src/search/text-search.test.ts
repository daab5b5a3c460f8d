import fc from "fast-check";
import { defineSchema, defineTable } from "convex/server";
import { v, type Value } from "convex/values";
import { afterEach, describe, expect, it } from "vitest";
import type { Database, QueryJson, Reader } from "../database/database";
import { IntervalReadIndex } from "../database/interval-read-index";
import { openDatabase } from "../database/open-database";
import { MemoryStore } from "../store/memory-store";

let database: Database;
afterEach(() => database.close());

const table = () => defineTable({ body: v.string(), room: v.optional(v.string()), extra: v.optional(v.number()) });
const searchable = { notes: table().searchIndex("by_body", { searchField: "body", filterFields: ["room"] }) };
const schemaOf = (tables: Parameters<typeof defineSchema>[0]) =>
  JSON.parse((defineSchema(tables) as unknown as { export(): string }).export()) as unknown;

async function open(store = new MemoryStore(), tables: Parameters<typeof defineSchema>[0] = searchable) {
  database = await openDatabase({ store });
  await database.setSchema(schemaOf(tables));
}

const insert = async (...docs: Record<string, Value>[]) =>
  (await database.mutate(async (tx) => docs.map((doc) => tx.insert("notes", doc)))).value;

function search(text: string, room?: string, operators: QueryJson["operators"] = []): QueryJson {
  const equal = room === undefined ? [] : [{ type: "Eq", fieldPath: "room", value: room }];
  const filters = [{ type: "Search", fieldPath: "body", value: text }, ...equal];
  return { source: { type: "Search", indexName: "notes.by_body", filters }, operators };
}

function bodies(reader: Reader, query: QueryJson): string[] {
  const found: string[] = [];
  const rows = reader.stream(query);
  for (let row = rows.next(); !row.done; row = rows.next())
    found.push((JSON.parse(row.value.json) as { body: string }).body);
  return found;
}

function find(...query: Parameters<typeof search>): string[] {
  const reader = database.read();
  try {
    return bodies(reader, search(...query));
  } finally {
    reader.end();
  }
}

describe("text search", () => {
  it("[SE1] finds documents that hold any of the words, the most relevant first", async () => {
    await open();
    await insert(
      { body: "the quick brown fox jumps over the lazy dog and runs away from everybody" },
      { body: "brown fox" },
      { body: "a brown bear" },
      { body: "nothing of the kind" },
    );
    expect(find("brown fox")).toEqual([
      "brown fox",
      "the quick brown fox jumps over the lazy dog and runs away from everybody",
      "a brown bear",
    ]);
    expect(find("zebra")).toEqual([]);
    expect(find("")).toEqual([]);
  });

  it("[SE1] the rarer and the more frequent word counts more; of equals the newest comes first", async () => {
    await open();
    await insert(
      { body: "common common rare" },
      { body: "common common word" },
      { body: "common common words" },
      { body: "tied" },
      { body: "tied" },
    );
    expect(find("common rare", undefined, [{ limit: 1 }])).toEqual(["common common rare"]);
    const reader = database.read();
    const rows = reader.stream(search("tied "));
    const times = [rows.next(), rows.next()].map((row) =>
      row.done ? NaN : (JSON.parse(row.value.json) as { _creationTime: number })._creationTime,
    );
    rows.return?.();
    reader.end();
    expect(times[0]).toBeGreaterThan(times[1]!);
  });

  it("[SE3] the last word also finds what begins with it, the others do not", async () => {
    await open();
    await insert({ body: "rabbit" }, { body: "send request" }, { body: "car" }, { body: "r" });
    expect(find("r")[0]).toBe("r");
    expect(find("r").sort()).toEqual(["r", "rabbit", "send request"]);
    expect(find("rab car").sort()).toEqual(["car"]);
    expect(find("car rab").sort()).toEqual(["car", "rabbit"]);
  });

  it("[SE4] filters keep what is equal in a filter field, a missing value included", async () => {
    await open();
    await insert({ body: "tea", room: "a" }, { body: "tea time", room: "b" }, { body: "no tea" });
    expect(find("tea", "a")).toEqual(["tea"]);
    const filters = [
      { type: "Search", fieldPath: "body", value: "tea" },
      { type: "Eq", fieldPath: "room", value: { $undefined: null } },
    ];
    const missing: QueryJson = { source: { type: "Search", indexName: "notes.by_body", filters }, operators: [] };
    const reader = database.read();
    expect(bodies(reader, missing)).toEqual(["no tea"]);
    reader.end();
  });

  it("[SE5] a mutation finds its own writes, and what is rolled back is not found", async () => {
    await open();
    const [id] = await insert({ body: "first draft" });
    await database.mutate(async (tx) => {
      tx.insert("notes", { body: "second draft" });
      expect(bodies(tx, search("draft")).sort()).toEqual(["first draft", "second draft"]);
      tx.patch(id!, { body: "final" });
      expect(bodies(tx, search("draft"))).toEqual(["second draft"]);
      const child = tx.child();
      child.remove(id!);
      expect(bodies(child, search("final"))).toEqual([]);
      child.drop();
      expect(bodies(tx, search("final"))).toEqual(["final"]);
    });
    expect(find("draft")).toEqual(["second draft"]);
    await expect(
      database.mutate(async (tx) => {
        tx.insert("notes", { body: "lost draft" });
        throw new Error("never mind");
      }),
    ).rejects.toThrow("never mind");
    expect(find("draft")).toEqual(["second draft"]);
  });

  it("[SE6] is concerned by documents with one of its words and its filter's value, and by no others", async () => {
    await open();
    const [id] = await insert({ body: "apple pie", room: "a" }, { body: "pear", room: "b" });
    const index = new IntervalReadIndex<string>();
    const watch = (name: string, query: QueryJson) => {
      const reader = database.read();
      bodies(reader, query);
      index.add(name, reader.readSet());
      reader.end();
    };
    watch("apple anywhere", search("apple "));
    watch("apple in a", search("apple", "a"));
    watch("pear in a", search("pear", "a"));
    watch("beginning with ap", search("ap"));
    const concerned = async (work: () => Promise<unknown>) => {
      const touched = new Set<string>();
      const stop = database.onCommit((commits) =>
        commits.forEach((commit) => index.touchedBy(commit).forEach((name) => touched.add(name))),
      );
      await work();
      stop();
      return [...touched].sort();
    };
    expect(await concerned(() => insert({ body: "banana", room: "a" }))).toEqual([]);
    expect(await concerned(() => insert({ body: "apricot", room: "b" }))).toEqual(["beginning with ap"]);
    expect(await concerned(() => insert({ body: "apple", room: "b" }))).toEqual([
      "apple anywhere",
      "beginning with ap",
    ]);
    // Another field of a document that was found.
    expect(await concerned(() => database.mutate(async (tx) => tx.patch(id!, { extra: 1 })))).toEqual([
      "apple anywhere",
      "apple in a",
      "beginning with ap",
    ]);
    expect(await concerned(() => database.mutate(async (tx) => tx.patch(id!, { room: "c" })))).toEqual([
      "apple anywhere",
      "apple in a",
      "beginning with ap",
    ]);
  });

  it("[SE7] reads at most 1,024 results: more are refused, pages end", async () => {
    await open();
    await insert(...Array.from({ length: 1_100 }, (_, i) => ({ body: `same ${i}` })));
    expect(() => find("same")).toThrow("Search query scanned too many documents (fetched 1024)");
    expect(find("same", undefined, [{ limit: 1_024 }])).toHaveLength(1_024);
    const reader = database.read();
    const all = new Set<string>();
    let cursor: string | null = null;
    for (let isDone = false; !isDone;) {
      const page = reader.page({ query: search("same"), cursor, endCursor: null, pageSize: 100 });
      for (const { id } of page.page) all.add(id);
      ({ isDone, continueCursor: cursor } = page);
    }
    reader.end();
    expect(all.size).toBe(1_024);
  });

  it("[SE8] a search that does not fit its index is refused by name", async () => {
    await open();
    const source = (filters: unknown[]): QueryJson => ({
      source: { type: "Search", indexName: "notes.by_body", filters },
      operators: [],
    });
    const failing = (filters: unknown[]) => {
      const reader = database.read();
      try {
        bodies(reader, source(filters));
        return null;
      } catch (error) {
        return (error as Error).message;
      } finally {
        reader.end();
      }
    };
    const text = { type: "Search", fieldPath: "body", value: "x" };
    const room = { type: "Eq", fieldPath: "room", value: "a" };
    expect(failing([room])).toContain("must contain exactly one search filter");
    expect(failing([{ ...text, fieldPath: "room" }])).toContain("isn't indexed for searching");
    expect(failing([text, { ...room, fieldPath: "extra" }])).toContain("isn't indexed for filtering");
    expect(failing([text, ...Array.from({ length: 9 }, () => room)])).toContain("Max: 8 Actual: 9");
  });

  it("[SE9] an index is filled with the documents that are there, beside the ones that are being written", async () => {
    const store = new MemoryStore();
    await open(store, { notes: table() });
    const ids = await insert(...Array.from({ length: 300 }, (_, i) => ({ body: `old ${i}`, room: `r${i % 3}` })));
    const change = database.setSchema(schemaOf(searchable));
    const writes = Promise.all([
      insert({ body: "new while filling" }),
      database.mutate(async (tx) => tx.patch(ids[7]!, { body: "changed while filling" })),
      database.mutate(async (tx) => tx.remove(ids[8]!)),
    ]);
    await Promise.all([change, writes]);
    expect(find("old", "r0")).toHaveLength(100);
    expect(find("old")).toHaveLength(298);
    expect(find("filling").sort()).toEqual(["changed while filling", "new while filling"]);
    await database.verify();
    await database.close();
    database = await openDatabase({ store: store.reopened() });
    expect(find("filling")).toHaveLength(2);
  });

  it("[SE10] equals a naive search of all documents after any writes", async () => {
    const word = fc.constantFrom("ant", "bee", "cat", "catfish", "dog");
    const step = fc.record({
      kind: fc.constantFrom("insert" as const, "patch" as const, "remove" as const),
      at: fc.nat(),
      words: fc.array(word, { maxLength: 4 }),
      room: fc.constantFrom("a", "b"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(word, { minLength: 1, maxLength: 3 }),
        async (steps, asked) => {
          await open();
          const model = new Map<string, { words: readonly string[]; room: string }>();
          for (const { kind, at, words, room } of steps) {
            const id = [...model.keys()][at % Math.max(1, model.size)];
            const body = words.join(" ");
            if (kind === "insert" || id === undefined) model.set((await insert({ body, room }))[0]!, { words, room });
            else if (kind === "patch") {
              await database.mutate(async (tx) => tx.patch(id, { body, room }));
              model.set(id, { words, room });
            } else {
              await database.mutate(async (tx) => tx.remove(id));
              model.delete(id);
            }
          }
          for (const room of [undefined, "a"]) {
            const last: string = asked[asked.length - 1]!;
            const expected = [...model].filter(
              ([, doc]) =>
                (room === undefined || doc.room === room) &&
                doc.words.some((one) => asked.some((word) => word === one) || one.startsWith(last)),
            );
            const reader = database.read();
            const rows = reader.stream(search(asked.join(" "), room));
            const ids: string[] = [];
            for (let row = rows.next(); !row.done; row = rows.next()) ids.push(row.value.id);
            reader.end();
            expect(ids.sort()).toEqual(expected.map(([id]) => id).sort());
          }
          await database.verify();
          await database.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});
