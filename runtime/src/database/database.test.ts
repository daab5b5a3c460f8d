import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineSchema, defineTable } from "convex/server";
import { jsonToConvex, v, type Value } from "convex/values";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { KeyValueStore, Write } from "../store/key-value-store";
import { openLmdbStore } from "../store/lmdb-store";
import { MemoryStore } from "../store/memory-store";
import { decodeId } from "../values/ids";
import { parseDocument } from "../values/documents";
import type { Commit, Database, QueryJson, Reader, StoredDocument, Writer } from "./database";
import { openDatabase } from "./open-database";
import { realWorld } from "../world";

const root = mkdtempSync(join(tmpdir(), "runtime-database-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => join(root, `data-${folders++}`);

/** A store whose commits wait until the test lets them go, or fail when it says so. */
class HeldStore extends MemoryStore {
  held: { go: () => Promise<void>; fail: (error: Error) => void }[] = [];
  holding = false;

  override commit(batch: readonly Write[]): Promise<void> {
    if (!this.holding) return super.commit(batch);
    return new Promise((resolve, reject) => {
      this.held.push({
        go: async () => {
          await super.commit(batch);
          resolve();
        },
        fail: reject,
      });
    });
  }
}

const all = (table: string, order: "asc" | "desc" = "asc"): QueryJson => ({
  source: { type: "FullTableScan", tableName: table, order },
  operators: [],
});

function drain(reader: Reader, query: QueryJson): Record<string, Value>[] {
  const rows: Record<string, Value>[] = [];
  const stream = reader.stream(query);
  for (let step = stream.next(); !step.done; step = stream.next()) rows.push(parseDocument(step.value.json));
  return rows;
}

let database: Database;
afterEach(() => database.close());
const open = async (store: KeyValueStore = new MemoryStore(), now = { ms: 999_999 }) => {
  database = await openDatabase({ store, world: { ...realWorld, now: () => now.ms, elapsed: () => 0 } });
  if (now.ms === 999_999) now.ms++;
  return database;
};
const insert = (table: string, value: Record<string, Value>) => database.mutate(async (tx) => tx.insert(table, value));
const rows = (query: QueryJson) => {
  const reader = database.read();
  try {
    return drain(reader, query);
  } finally {
    reader.end();
  }
};
const names = (query: QueryJson) => rows(query).map((row) => row.name);

const schema = (tables: Parameters<typeof defineSchema>[0], options?: { schemaValidation: boolean }) =>
  JSON.parse((defineSchema(tables, options as never) as unknown as { export(): string }).export()) as unknown;

describe("transactions", () => {
  it("[TX1] what a mutation wrote is there for the next reader", async () => {
    await open();
    const { value: id, wrote } = await insert("people", { name: "Ada", age: 36 });
    const reader = database.read();
    const found = reader.get(id)!;
    reader.end();
    expect({ wrote, ...parseDocument(found.json) }).toEqual({
      wrote: true,
      _id: id,
      _creationTime: 1_000_000,
      name: "Ada",
      age: 36,
    });
  });

  it("[TX2] a mutation reads its own writes in both orders, and its removals", async () => {
    await open();
    await insert("people", { name: "a" });
    const { value: gone } = await insert("people", { name: "b" });
    const seen = await database.mutate(async (tx) => {
      tx.insert("people", { name: "c" });
      tx.remove(gone);
      return [drain(tx, all("people")).map((row) => row.name), drain(tx, all("people", "desc")).map((row) => row.name)];
    });
    expect(seen.value).toEqual([
      ["a", "c"],
      ["c", "a"],
    ]);
  });

  it("[TX3] a stream sees what is written ahead of it while it is read", async () => {
    await open();
    await insert("people", { name: "a" });
    await insert("people", { name: "b" });
    const { value } = await database.mutate(async (tx) => {
      const stream = tx.stream(all("people"));
      const seen: unknown[] = [];
      for (let step = stream.next(); !step.done; step = stream.next()) {
        const { name } = parseDocument(step.value.json);
        seen.push(name);
        if (name === "a") tx.insert("people", { name: "c" });
      }
      return seen;
    });
    expect(value).toEqual(["a", "b", "c"]);
  });

  it("[TX4] a thrown handler leaves no row behind", async () => {
    await open();
    const failed = database.mutate(async (tx) => {
      tx.insert("people", { name: "a" });
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(names(all("people"))).toEqual([]);
    const reader = database.read();
    expect(reader.count("people")).toBe(0);
    reader.end();
  });

  it("[TX5] a nested transaction that is dropped takes only its own writes with it", async () => {
    await open();
    await database.mutate(async (tx) => {
      tx.insert("people", { name: "outer" });
      const dropped = tx.child();
      dropped.insert("people", { name: "dropped" });
      expect(drain(dropped, all("people")).map((row) => row.name)).toEqual(["outer", "dropped"]);
      dropped.drop();
      const kept = tx.child();
      kept.insert("people", { name: "kept" });
      kept.keep();
      expect(drain(tx, all("people")).map((row) => row.name)).toEqual(["outer", "kept"]);
    });
    expect(names(all("people"))).toEqual(["outer", "kept"]);
  });

  it("[TX6] mutations run one after the other, each over all finished before it", async () => {
    await open();
    const { value: id } = await insert("counters", { n: 0 });
    await Promise.all(
      Array.from({ length: 50 }, () =>
        database.mutate(async (tx) => {
          const { n } = parseDocument(tx.get(id)!.json);
          await Promise.resolve();
          tx.patch(id, { n: (n as number) + 1 });
        }),
      ),
    );
    expect(rows(all("counters"))[0]!.n).toBe(50);
  });

  it("[TX21] a thousand mutations at once let others have their turn in between", async () => {
    let elapsedMs = 0;
    database = await openDatabase({
      store: new MemoryStore(),
      world: { ...realWorld, elapsed: () => (elapsedMs += 0.1) },
    });
    let turns = 0;
    const turn = () => {
      turns += 1;
      if (turns < 10_000) setImmediate(turn);
    };
    setImmediate(turn);
    const turnsSeen: number[] = [];
    await Promise.all(
      Array.from({ length: 1_000 }, (_, n) =>
        database.mutate(async (tx) => {
          turnsSeen.push(turns);
          tx.insert("people", { n });
        }),
      ),
    );
    turns = 10_000;
    expect(new Set(turnsSeen).size).toBeGreaterThan(50);
    expect(rows(all("people")).map(({ n }) => n)).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
  });

  it("[TX7] a mutation that changes nothing answers with a durable timestamp", async () => {
    await open();
    const { ts } = await insert("people", { name: "a" });
    expect(await database.mutate(async () => 7)).toEqual({ value: 7, ts, wrote: false });
  });

  it("[TX8] a transaction that has ended refuses reads and writes", async () => {
    await open();
    let kept: Writer | undefined;
    await database.mutate(async (tx) => {
      kept = tx;
      tx.insert("people", { name: "a" });
    });
    expect(() => kept!.insert("people", { name: "late" })).toThrow("This transaction has ended");
    expect(() => kept!.count("people")).toThrow("This transaction has ended");
  });

  it("[TX8] a stream that nobody finished ends with its transaction and keeps no old state of the store", async () => {
    const folder = newFolder();
    await open(openLmdbStore({ folder }));
    await database.mutate(async (tx) => {
      for (let i = 0; i < 50; i++) tx.insert("people", { i, body: "x".repeat(1_000) });
    });
    const size = () => statSync(join(folder, "data.mdb")).size;
    const churn = async (rounds: number) => {
      for (let round = 0; round < rounds; round++) {
        const reader = database.read();
        const stream = reader.stream(all("people"));
        const { id } = (stream.next() as { value: StoredDocument }).value;
        reader.end();
        expect(() => stream.next()).toThrow("This transaction has ended");
        await database.mutate(async (tx) => {
          tx.stream(all("people")).next();
          tx.patch(id, { round });
        });
      }
    };
    await churn(60);
    const before = size();
    await churn(200);
    // Every round rewrites the same few pages; without reuse two hundred rounds would take megabytes.
    expect(size() - before).toBeLessThan(1_000_000);
  });

  it("[TX9] a patch merges, a field set to undefined is removed, a replacement keeps only the system fields", async () => {
    await open();
    const { value: id } = await insert("people", { name: "a", age: 1, city: "x" });
    await database.mutate(async (tx) => tx.patch(id, { age: 2, city: undefined }));
    expect(rows(all("people"))).toEqual([{ _id: id, _creationTime: 1_000_000, name: "a", age: 2 }]);
    await database.mutate(async (tx) => tx.replace(id, { only: true }));
    expect(rows(all("people"))).toEqual([{ _id: id, _creationTime: 1_000_000, only: true }]);
  });

  it("[TX9] system fields may be repeated and not changed, and no other field starts with an underscore", async () => {
    await open();
    const { value: id } = await insert("people", { name: "a" });
    await database.mutate(async (tx) => tx.replace(id, { _id: id, _creationTime: 1_000_000, name: "b" }));
    const change = (value: Record<string, Value>) => database.mutate(async (tx) => tx.patch(id, value));
    await expect(change({ _id: "other" })).rejects.toThrow("does not match the document ID");
    await expect(change({ _creationTime: 5 })).rejects.toThrow("does not match the document's creation time");
    await expect(insert("people", { _secret: 1 })).rejects.toThrow("Field '_secret' starts with an underscore");
    expect(names(all("people"))).toEqual(["b"]);
  });

  it("[TX10] changing a document that is not there is an error that names it", async () => {
    await open();
    const { value: id } = await insert("people", { name: "a" });
    await database.mutate(async (tx) => tx.remove(id));
    for (const [change, verb] of [
      [(tx: Writer) => tx.patch(id, {}), "Update"],
      [(tx: Writer) => tx.replace(id, {}), "Replace"],
      [(tx: Writer) => tx.remove(id), "Delete"],
    ] as const) {
      await expect(database.mutate(async (tx) => change(tx))).rejects.toThrow(
        `${verb} on nonexistent document ID ${id}`,
      );
    }
  });

  it("[TX11] a commit timestamp written as a placeholder is the commit's own, and indexed as such", async () => {
    await open();
    await database.setSchema(schema({ events: defineTable({ at: v.int64() }).index("by_at", ["at"]) }));
    const placeholder = jsonToConvex({ $commitTs: null });
    const first = await insert("events", { at: placeholder });
    const second = await insert("events", { at: placeholder });
    const query: QueryJson = {
      source: { type: "IndexRange", indexName: "events.by_at", range: [], order: "desc" },
      operators: [],
    };
    expect(rows(query).map((row) => row.at)).toEqual([second.ts, first.ts]);
  });
});

describe("limits", () => {
  it("[TX12] more than 32,000 documents read are refused with Convex's text", async () => {
    await open();
    for (let part = 0; part < 3; part++) {
      await database.mutate(async (tx) => {
        for (let i = 0; i < 11_000; i++) tx.insert("many", { i });
      });
    }
    const reader = database.read();
    expect(() => drain(reader, all("many"))).toThrow(
      "Scanned too many documents in a single function execution (limit: 32000). This is a Convex limit: https://docs.convex.dev/production/state/limits",
    );
    reader.end();
  });

  it("[TX12] more than 4,096 ranges and more than 16,000 writes are refused, and a dropped child gives its writes back", async () => {
    await open();
    await expect(
      database.mutate(async (tx) => {
        for (let i = 0; i < 4_097; i++) tx.stream(all("none")).next();
      }),
    ).rejects.toThrow("Too many index ranges read in a single function execution (limit: 4096)");
    await expect(
      database.mutate(async (tx) => {
        for (let i = 0; i <= 16_000; i++) tx.insert("many", {});
      }),
    ).rejects.toThrow("Wrote too many documents in a single function execution (limit: 16000)");
    await database.mutate(async (tx) => {
      const child = tx.child();
      for (let i = 0; i < 10_000; i++) child.insert("many", {});
      child.drop();
      for (let i = 0; i < 10_000; i++) tx.insert("many", {});
      expect(tx.metrics().rowsWritten).toBe(10_000);
    });
  });

  it("[V5] a document over 1 MiB, too deep, too wide or with a too long list is refused", async () => {
    await open();
    let deep: Value = 1;
    for (let i = 0; i < 17; i++) deep = [deep];
    await expect(insert("x", { a: "x".repeat(1 << 20) })).rejects.toThrow("Value is too large");
    await expect(insert("x", { a: deep })).rejects.toThrow("Document is too nested");
    await expect(insert("x", { a: Array.from({ length: 8_193 }, () => 0) })).rejects.toThrow(
      "Array length is too long (8193 > maximum length 8192)",
    );
    await expect(
      insert("x", Object.fromEntries(Array.from({ length: 1_025 }, (_, i) => [`f${i}`, 0]))),
    ).rejects.toThrow("Object has too many fields");
  });
});

describe("group commit", () => {
  it("[TX13] queries see only what is durable; a mutation's promise waits for the disk", async () => {
    const store = new HeldStore();
    await open(store);
    store.holding = true;
    const told: string[] = [];
    database.onCommit((commits) => told.push(`commits ${commits.length}`));
    const first = insert("people", { name: "a" }).then(() => told.push("first"));
    const second = insert("people", { name: "b" }).then(() => told.push("second"));
    const third = insert("people", { name: "c" }).then(() => told.push("third"));
    const overlay = database.mutate(async (tx) => drain(tx, all("people")).length);
    await new Promise((resolve) => setImmediate(resolve));
    expect({ told: [...told], seen: names(all("people")) }).toEqual({ told: [], seen: [] });
    await store.held[0]!.go();
    await first;
    expect(names(all("people"))).toEqual(["a"]);
    await store.held[1]!.go();
    await Promise.all([second, third]);
    expect({ told, batches: store.held.length, overlay: (await overlay).value }).toEqual({
      told: ["commits 1", "first", "commits 2", "second", "third"],
      batches: 2,
      overlay: 3,
    });
    store.holding = false;
  });

  it("[TX14] when the disk refuses a batch, its mutations and those over it fail, and the next ones succeed", async () => {
    const store = new HeldStore();
    await open(store);
    await insert("people", { name: "kept" });
    store.holding = true;
    const lost = insert("people", { name: "lost" });
    const over = insert("people", { name: "over" });
    const seen = database.mutate(async (tx) => drain(tx, all("people")).length);
    const results = Promise.allSettled([lost, over, seen]);
    await new Promise((resolve) => setImmediate(resolve));
    store.holding = false;
    store.held[0]!.fail(new Error("disk full"));
    expect(
      (await results).map((result) => (result.status === "rejected" ? (result.reason as Error).message : "kept")),
    ).toEqual(Array.from({ length: 3 }, () => "The write could not be saved: disk full. Nothing of it was applied."));
    await insert("people", { name: "next" });
    expect(names(all("people"))).toEqual(["kept", "next"]);
  });

  it("[TX14] a mutation under way while a batch is lost fails too: it has read what is no longer there", async () => {
    const store = new HeldStore();
    await open(store);
    store.holding = true;
    const lost = insert("people", { name: "lost" });
    let goOn: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    let begins: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begins = resolve));
    const over = database.mutate(async (tx) => {
      const seen = drain(tx, all("people")).length;
      begins();
      await waiting;
      tx.insert("notes", { seen });
    });
    const results = Promise.allSettled([lost, over]);
    await begun;
    store.holding = false;
    store.held[0]!.fail(new Error("disk full"));
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
    expect((await results).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(names(all("notes"))).toEqual([]);
  });

  it("[TX15] timestamps grow through a clock that jumps back, and over a restart", async () => {
    const folder = newFolder();
    const now = { ms: 5_000 };
    await open(openLmdbStore({ folder }), now);
    const stamps = [(await insert("x", {})).ts];
    now.ms = 4_000;
    stamps.push((await insert("x", {})).ts);
    await database.close();
    now.ms = 1_000;
    await open(openLmdbStore({ folder }), now);
    expect(database.durableTs).toBe(stamps[1]);
    stamps.push((await insert("x", {})).ts);
    // A microsecond for each document: none is younger than its commit.
    expect(stamps).toEqual([5_000_001_000n, 5_000_002_000n, 5_000_004_000n]);
  });

  it("[TX16] creation times grow within a transaction", async () => {
    await open();
    await database.mutate(async (tx) => {
      for (let i = 0; i < 100; i++) tx.insert("x", { i });
    });
    const found = rows(all("x"));
    expect(found.map((row) => row.i)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    const times = found.map((row) => row._creationTime as number);
    expect(times.every((time, i) => i === 0 || time > times[i - 1]!)).toBe(true);
  });

  it("[TX16] creation times grow on after a restart whose clock stands where it stood, or was set back", async () => {
    const folder = newFolder();
    const clock = { ms: 7_000_000 };
    let made = 0;
    for (const ms of [7_000_000, 7_000_000, 6_000_000, 6_500_000]) {
      clock.ms = ms;
      await open(openLmdbStore({ folder }), clock);
      await database.mutate(async (tx) => {
        for (let i = 0; i < 20; i++) tx.insert("x", { n: made++ });
      });
      expect(rows(all("x")).map((row) => row.n)).toEqual(Array.from({ length: made }, (_, n) => n));
      await database.close();
    }
    await open();
  });

  it("[TX17] a held snapshot can be read after later commits, a forgotten one is refused by name", async () => {
    await open();
    await insert("people", { name: "a" });
    const ts = database.hold(60_000);
    for (let i = 0; i < 20; i++) await insert("people", { name: "b" });
    const old = database.read(ts);
    expect({ ts: old.ts, rows: drain(old, all("people")).length }).toEqual({ ts, rows: 1 });
    old.end();
    expect(() => database.read(1n)).toThrow("The snapshot at 1 is no longer kept");
  });

  it("[TX18] data, table numbers, counts and ids are the same after a restart", async () => {
    const folder = newFolder();
    await open(openLmdbStore({ folder }));
    const { value: a } = await insert("alpha", { n: 1n });
    await insert("beta", { bytes: new Uint8Array([1, 2]).buffer });
    await database.close();
    await open(openLmdbStore({ folder }));
    const reader = database.read();
    expect([reader.count("alpha"), reader.normalizeId("alpha", a), reader.normalizeId("beta", a)]).toEqual([
      1,
      a,
      null,
    ]);
    expect(parseDocument(reader.get(a)!.json).n).toBe(1n);
    reader.end();
    const { value: next } = await insert("gamma", {});
    expect(decodeId(next)!.tableNumber).toBe(decodeId(a)!.tableNumber + 2);
  });
});

describe("read sets", () => {
  const touches = (reads: ReturnType<Reader["readSet"]>, commit: Commit) =>
    reads.some((range) =>
      commit.keys.some(
        ({ index, key }) =>
          index === range.index &&
          Buffer.compare(range.from, key) <= 0 &&
          (range.to === null || Buffer.compare(key, range.to) < 0),
      ),
    );
  const commits: Commit[] = [];
  const openWatched = async () => {
    await open();
    commits.length = 0;
    database.onCommit((some) => commits.push(...some));
  };
  const readsOf = (work: (reader: Reader) => void) => {
    const reader = database.read();
    work(reader);
    reader.end();
    return reader.readSet();
  };

  it("[TX19] a get of an absent id is touched when that document appears, and by no other", async () => {
    await openWatched();
    const { value: id } = await insert("x", { n: 1 });
    const { value: other } = await insert("x", { n: 2 });
    await database.mutate(async (tx) => tx.remove(id));
    const reads = readsOf((reader) => expect(reader.get(id)).toBe(null));
    await database.mutate(async (tx) => tx.patch(other, { n: 3 }));
    expect(commits.map((commit) => touches(reads, commit))).toEqual([true, false, true, false]);
  });

  it("[TX19] a limited query is touched only as far as it read", async () => {
    await openWatched();
    const ids: string[] = [];
    for (let n = 0; n < 4; n++) ids.push((await insert("x", { n })).value);
    const reads = readsOf((reader) => drain(reader, { ...all("x"), operators: [{ limit: 2 }] }));
    commits.length = 0;
    for (const id of ids) await database.mutate(async (tx) => tx.patch(id, { seen: true }));
    await insert("x", { n: 4 });
    expect(commits.map((commit) => touches(reads, commit))).toEqual([true, true, false, false, false]);
  });

  it("[TX19] a scan of a table that does not exist yet is touched by its first document", async () => {
    await openWatched();
    const reads = readsOf((reader) => drain(reader, all("later")));
    await insert("other", {});
    await insert("later", {});
    expect(commits.map((commit) => touches(reads, commit))).toEqual([false, true]);
  });

  it("[TX19] a count is touched by insertions and removals, and not by changes", async () => {
    await openWatched();
    const { value: id } = await insert("x", { n: 1 });
    const reads = readsOf((reader) => reader.count("x"));
    commits.length = 0;
    await database.mutate(async (tx) => tx.patch(id, { n: 2 }));
    await insert("x", { n: 3 });
    await database.mutate(async (tx) => tx.remove(id));
    expect(commits.map((commit) => touches(reads, commit))).toEqual([false, true, true]);
  });

  it("[TX19] a patched document touches the readers of its old place and of its new one, in every index", async () => {
    await openWatched();
    await database.setSchema(schema({ x: defineTable({ k: v.string(), n: v.number() }).index("by_k", ["k"]) }));
    const { value: id } = await insert("x", { k: "a", n: 1 });
    const by = (k: string): QueryJson => ({
      source: {
        type: "IndexRange",
        indexName: "x.by_k",
        range: [{ type: "Eq", fieldPath: "k", value: k }],
        order: null,
      },
      operators: [],
    });
    const [a, b, c] = ["a", "b", "c"].map((k) => readsOf((reader) => drain(reader, by(k))));
    commits.length = 0;
    await database.mutate(async (tx) => tx.patch(id, { n: 2 }));
    await database.mutate(async (tx) => tx.patch(id, { k: "b" }));
    expect(commits.map((commit) => [touches(a!, commit), touches(b!, commit), touches(c!, commit)])).toEqual([
      [true, false, false],
      [true, true, false],
    ]);
  });

  it("[TX19] what was read before an error is part of the read set", async () => {
    await openWatched();
    await insert("x", { n: 1 });
    const reads = readsOf((reader) => {
      const query = { ...all("x"), operators: [{ filter: { $add: [{ $field: "n" }, { $literal: "a" }] } }] };
      expect(() => drain(reader, query)).toThrow("takes two numbers");
    });
    expect(commits.map((commit) => touches(reads, commit))).toEqual([true]);
  });
});
