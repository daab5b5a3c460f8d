import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openJournal } from "./journal";
import { JournaledStore, type JournalSizes } from "./journaled-store";
import { DamagedStoreError, type KeyValueStore, type Span, type Write } from "./key-value-store";
import { MemoryStore } from "./memory-store";
import { SortedMap } from "./sorted-map";
import { storeContract } from "./store-contract";

const root = mkdtempSync(join(tmpdir(), "runtime-journal-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
function newFolder(): string {
  const folder = join(root, `data-${count++}`);
  mkdirSync(folder);
  return folder;
}

/** So small that a few batches fill everything. */
const small: JournalSizes = { keys: 6, bytes: 6 * 512, largestRecord: 120, keysPerMove: 2 };
const key = (name: string) => new TextEncoder().encode(name);
const put = (name: string, value: string | null): Write => ({ key: key(name), value });
const everything: Span = { from: key("a"), to: key("z"), reverse: false };

function contents(store: KeyValueStore): Record<string, string> {
  const snapshot = store.snapshot();
  const found: Record<string, string> = {};
  const pairs = snapshot.range(everything);
  for (let pair = pairs.next(); !pair.done; pair = pairs.next())
    found[new TextDecoder().decode(pair.value.key)] = pair.value.value;
  snapshot.close();
  return found;
}

let below = new MemoryStore();
let folder = "";
storeContract(
  "journaled",
  async () => new JournaledStore((below = new MemoryStore()), openJournal((folder = newFolder()))),
  async (store) => {
    await store.close();
    return new JournaledStore((below = below.reopened()), openJournal(folder));
  },
);

/** Where a system cannot write past its cache, files are written and flushed. */
storeContract("journaled and flushed", async () => {
  return new JournaledStore(new MemoryStore(), openJournal(newFolder(), 1_000, false));
});

/** The way to a store below, which can be told to refuse: for a time, or for good as after a crash. */
class Door implements KeyValueStore {
  refuses = false;
  constructor(readonly store: MemoryStore) {}
  snapshot = () => this.store.snapshot();
  close = () => this.store.close();
  async commit(batch: readonly Write[]): Promise<void> {
    if (this.refuses) throw new Error("no room");
    await this.store.commit(batch);
  }
}

describe("a journaled store", () => {
  it("[ST11] after a crash at any moment holds every batch that was acknowledged, in order", async () => {
    const write = fc.record({
      name: fc.constantFrom("b", "c", "d", "e", "f", "g", "h"),
      value: fc.option(fc.string({ maxLength: 30, unit: "binary" }), { nil: null }),
    });
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.array(write, { minLength: 1, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom("crash", "no room below", "room again") },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.boolean(), async (steps, direct) => {
        const place = newFolder();
        const store = new MemoryStore();
        let door = new Door(store);
        let journaled = new JournaledStore(door, openJournal(place, 1_000, direct), small);
        const model = new Map<string, string>();
        for (const step of steps) {
          if (step === "crash") {
            // Nothing is closed, and nothing that was under way goes on.
            door.refuses = true;
            door = new Door(store);
            journaled = new JournaledStore(door, openJournal(place, 1_000, direct), small);
          } else if (typeof step === "string") {
            door.refuses = step === "no room below";
          } else {
            const taken = await journaled.commit(step.map(({ name, value }) => put(name, value))).then(
              () => true,
              (error: Error) => (error.message === "no room" ? false : Promise.reject(error)),
            );
            for (const { name, value } of taken ? step : []) {
              if (value === null) model.delete(name);
              else model.set(name, value);
            }
          }
          expect(contents(journaled)).toEqual(Object.fromEntries(model));
        }
        await journaled.close();
      }),
      { numRuns: 30 },
    );
  });

  it("[ST11] a snapshot stays as it was while batches are moved to the store below", async () => {
    const journaled = new JournaledStore(new MemoryStore(), openJournal(newFolder()), small);
    await journaled.commit([put("b", "1"), put("c", "1")]);
    const before = journaled.snapshot();
    for (let i = 0; i < 30; i++) await journaled.commit([put(`d${i % 10}`, String(i)), put("b", String(i))]);
    await journaled.commit([put("c", null)]);
    expect([before.get(key("b")), before.get(key("c")), before.get(key("d1"))]).toEqual(["1", "1", undefined]);
    before.close();
    await journaled.close();
  });

  it("[ST11] goes on while the store below has no room, refuses when too much waits, and loses nothing", async () => {
    const place = newFolder();
    const door = new Door(new MemoryStore());
    const journaled = new JournaledStore(door, openJournal(place, 1_000), small);
    door.refuses = true;
    let taken = 0;
    let refusal: unknown;
    while (refusal === undefined && taken < 1_000) {
      try {
        await journaled.commit([put(`k${String(taken).padStart(3, "0")}`, "v")]);
        taken++;
      } catch (error) {
        refusal = error;
      }
    }
    expect(refusal).toMatchObject({ message: "no room" });
    expect(taken).toBeGreaterThan(small.keys);
    expect(Object.keys(contents(journaled))).toHaveLength(taken);
    door.refuses = false;
    await journaled.commit([put("last", "v")]);
    await journaled.close();
    const again = new JournaledStore(door.store.reopened(), openJournal(place, 1_000));
    expect(Object.keys(contents(again))).toHaveLength(taken + 1);
    await again.close();
  });

  it("[ST6] a record that was cut off at the end was never acknowledged and is left out", async () => {
    const place = newFolder();
    const journaled = new JournaledStore(new MemoryStore(), openJournal(place, 1_000));
    await journaled.commit([put("b", "first")]);
    await journaled.commit([put("b", "second")]);
    const file = join(place, "journal-a");
    const bytes = readFileSync(file);
    bytes.fill(0, bytes.indexOf("second") + 3);
    writeFileSync(file, bytes);
    expect(contents(new JournaledStore(new MemoryStore(), openJournal(place, 1_000)))).toEqual({ b: "first" });
  });

  it("[ST11] a record shares no sector with another: what was acknowledged is never written over", async () => {
    const place = newFolder();
    const journaled = new JournaledStore(new MemoryStore(), openJournal(place));
    const value = "é".repeat(300);
    for (const name of ["b", "c", "d"]) await journaled.commit([put(name, value)]);
    const bytes = readFileSync(join(place, "journal-a"));
    const starts: number[] = [];
    for (let at = bytes.indexOf("JRNL"); at >= 0; at = bytes.indexOf("JRNL", at + 1)) starts.push(at);
    expect(starts).toEqual([0, 1024, 2048]);
  });

  it("[ST11] stores that write at the same time do not write each other's records", async () => {
    const places = [newFolder(), newFolder(), newFolder()];
    const stores = places.map((place) => new JournaledStore(new MemoryStore(), openJournal(place)));
    for (let i = 0; i < 20; i++)
      await Promise.all(stores.map((store, n) => store.commit([put(`k${i}`, `${n} `.repeat(5_000))])));
    places.forEach((place, n) => {
      const found = Object.values(contents(new JournaledStore(new MemoryStore(), openJournal(place))));
      expect(found).toEqual(Array.from({ length: 20 }, () => `${n} `.repeat(5_000)));
    });
  });

  it("[ST11] records that an earlier version wrote one right behind the other are read", async () => {
    const place = newFolder();
    const journaled = new JournaledStore(new MemoryStore(), openJournal(place));
    for (const name of ["b", "c", "d"]) await journaled.commit([put(name, name.repeat(700))]);
    const file = join(place, "journal-a");
    const bytes = readFileSync(file);
    const records: Buffer[] = [];
    for (let at = bytes.indexOf("JRNL"); at >= 0; at = bytes.indexOf("JRNL", at + 1))
      records.push(bytes.subarray(at, at + 20 + bytes.readUInt32LE(at + 4)));
    // The last one begins within a sector and was cut off; what an earlier use of the file has left lies behind it.
    const packed = Buffer.concat([...records.slice(0, 2), records[2]!.subarray(0, 50), Buffer.alloc(900), records[0]!]);
    writeFileSync(file, packed);
    const again = new JournaledStore(new MemoryStore(), openJournal(place));
    expect(contents(again)).toEqual({ b: "b".repeat(700), c: "c".repeat(700) });
    await again.commit([put("e", "new")]);
    await again.close();
  });

  it("[ST9] a changed byte before the last record is damage, and the store is not opened", async () => {
    for (const word of ["first", "JRNL"]) {
      const place = newFolder();
      const journaled = new JournaledStore(new MemoryStore(), openJournal(place, 1_000));
      await journaled.commit([put("b", "first")]);
      await journaled.commit([put("c", "second")]);
      const file = join(place, "journal-a");
      const bytes = readFileSync(file);
      bytes[bytes.indexOf(word)]! ^= 1;
      writeFileSync(file, bytes);
      expect(() => new JournaledStore(new MemoryStore(), openJournal(place, 1_000))).toThrow(DamagedStoreError);
    }
  });

  it("[ST9] a journal that does not continue what the store below holds is refused", async () => {
    const place = newFolder();
    const store = new MemoryStore();
    const journaled = new JournaledStore(store, openJournal(place, 1_000), small);
    for (let i = 0; i < 100; i++) await journaled.commit([put(`b${i % 20}`, String(i))]);
    expect(() => new JournaledStore(new MemoryStore(), openJournal(place, 1_000))).toThrow(/has lost record 1/);
    await journaled.close();
  });

  it("[ST7] its files are readable by their owner alone", async () => {
    const place = newFolder();
    const journaled = new JournaledStore(new MemoryStore(), openJournal(place, 1_000));
    const modes = ["journal-a", "journal-b"].map((name) => statSync(join(place, name)).mode & 0o777);
    await journaled.close();
    expect(modes).toEqual([0o600, 0o600]);
  });
});

describe("a sorted map", () => {
  it("[ST1] and its copy do not see each other's changes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: fc.nat(700), value: fc.option(fc.nat()), which: fc.nat(2) }), { maxLength: 900 }),
        (changes) => {
          const maps = [new MemoryMap(), new MemoryMap(), new MemoryMap()];
          changes.forEach(({ name, value, which }, i) => {
            if (i % 50 === 49) maps[(which + 1) % 3] = maps[which]!.copy();
            maps[which]!.change(name, value);
          });
          for (const map of maps) map.check();
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** A sorted map beside a model of it. */
class MemoryMap {
  constructor(
    readonly map = new SortedMap<number>(),
    readonly model = new Map<number, number>(),
  ) {}
  change(name: number, value: number | null): void {
    const bytes = new Uint8Array([name >> 8, name]);
    if (value === null) {
      this.map.delete(bytes);
      this.model.delete(name);
    } else {
      this.map.set(bytes, value);
      this.model.set(name, value);
    }
  }
  copy(): MemoryMap {
    return new MemoryMap(this.map.clone(), new Map(this.model));
  }
  check(): void {
    const expected = [...this.model].sort(([a], [b]) => a - b);
    const span = { from: new Uint8Array([0]), to: new Uint8Array([9]) };
    const read = (reverse: boolean) =>
      [...this.map.between({ ...span, reverse })].map(({ key, value }) => [(key[0]! << 8) | key[1]!, value]);
    expect(read(false)).toEqual(expected);
    expect(read(true)).toEqual(expected.reverse());
  }
}
