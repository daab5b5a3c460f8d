import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { compareBytes } from "../values/bytes";
import type { KeyValueStore, Pair, Snapshot, Span } from "./key-value-store";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

function drain(snapshot: Snapshot, span: Span): string[] {
  const found: string[] = [];
  const pairs = snapshot.range(span);
  for (let step = pairs.next(); !step.done; step = pairs.next())
    found.push(`${text(step.value.key)}=${step.value.value}`);
  return found;
}

/** What every store promises; `reopen` gives the same data again after a close, or is absent where nothing is kept. */
export function storeContract(
  name: string,
  openStore: () => Promise<KeyValueStore>,
  reopen?: (store: KeyValueStore) => Promise<KeyValueStore>,
): void {
  describe(`${name} store`, () => {
    let store: KeyValueStore;
    afterEach(() => store.close());

    const put = (entries: Record<string, string | null>) =>
      store.commit(
        Object.entries(entries).map(([key, value]) => ({
          key: bytes(key),
          value,
        })),
      );
    const all: Span = { from: bytes("a"), to: bytes("z"), reverse: false };

    it("[ST1] a snapshot does not see later batches", async () => {
      store = await openStore();
      await put({ a: "1", b: "2" });
      const before = store.snapshot();
      await put({ a: "9", b: null, c: "3" });
      const after = store.snapshot();
      expect([drain(before, all), drain(after, all)]).toEqual([
        ["a=1", "b=2"],
        ["a=9", "c=3"],
      ]);
      before.close();
      after.close();
    });

    it("[ST2] a range includes its start and excludes its end, in both orders", async () => {
      store = await openStore();
      await put({ b: "1", c: "2", d: "3", dd: "4", e: "5" });
      const snapshot = store.snapshot();
      const span = { from: bytes("c"), to: bytes("e") };
      expect(drain(snapshot, { ...span, reverse: false })).toEqual(["c=2", "d=3", "dd=4"]);
      expect(drain(snapshot, { ...span, reverse: true })).toEqual(["dd=4", "d=3", "c=2"]);
      snapshot.close();
    });

    it("[ST2] a range over any keys equals a sorted list cut at the bounds", async () => {
      store = await openStore();
      const key = fc.uint8Array({ minLength: 1, maxLength: 4, max: 3 });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(key, { maxLength: 40 }), key, key, fc.boolean(), async (keys, a, b, reverse) => {
          const at = (k: Uint8Array) => new Uint8Array([100, round >> 8, round & 255, ...k]);
          round++;
          await store.commit(keys.map((k) => ({ key: at(k), value: k.join() })));
          const [from, to] = compareBytes(a, b) <= 0 ? [a, b] : [b, a];
          const model = [...new Map(keys.map((k) => [Buffer.from(k).toString("hex"), k])).values()]
            .sort(compareBytes)
            .filter((k) => compareBytes(k, from) >= 0 && compareBytes(k, to) < 0);
          if (reverse) model.reverse();
          const snapshot = store.snapshot();
          const pairs = snapshot.range({ from: at(from), to: at(to), reverse });
          const found: Pair[] = [];
          for (let step = pairs.next(); !step.done; step = pairs.next()) found.push(step.value);
          snapshot.close();
          expect(found.map(({ value }) => value)).toEqual(model.map((k) => k.join()));
        }),
        { numRuns: 60 },
      );
    });

    it("[ST3] a range that is left early can be followed by others", async () => {
      store = await openStore();
      await put({ a: "1", b: "2", c: "3" });
      const snapshot = store.snapshot();
      const first = snapshot.range(all);
      expect(text(first.next().value!.key)).toBe("a");
      first.return?.();
      expect(first.next().done).toBe(true);
      expect(drain(snapshot, { ...all, reverse: true })).toEqual(["c=3", "b=2", "a=1"]);
      snapshot.close();
    });

    it("[ST4] values of every size come back as they were", async () => {
      store = await openStore();
      const sizes = [0, 1, 100, 511, 512, 5_000, 70_000, 1_500_000];
      const value = (size: number) => "é🙂x".repeat(Math.ceil(size / 4)).slice(0, size);
      await store.commit(sizes.map((size) => ({ key: bytes(`k${size}`), value: value(size) })));
      const snapshot = store.snapshot();
      expect(sizes.map((size) => snapshot.get(bytes(`k${size}`)) === value(size))).toEqual(sizes.map(() => true));
      expect(snapshot.get(bytes("none"))).toBe(undefined);
      const found = snapshot.range({ from: bytes("k"), to: bytes("l"), reverse: false });
      for (let step = found.next(); !step.done; step = found.next())
        expect(step.value.value).toBe(value(Number(text(step.value.key).slice(1))));
      snapshot.close();
    });

    it("[ST6] an empty batch is done at once", async () => {
      store = await openStore();
      await store.commit([]);
      await put({ a: "1" });
      await store.commit([]);
      const snapshot = store.snapshot();
      expect(drain(snapshot, all)).toEqual(["a=1"]);
      snapshot.close();
    });

    it("[ST5] a key of 1,950 bytes can be stored", async () => {
      store = await openStore();
      const key = new Uint8Array(1950).fill(7);
      await store.commit([{ key, value: "long" }]);
      const snapshot = store.snapshot();
      expect(snapshot.get(key)).toBe("long");
      snapshot.close();
    });

    if (reopen === undefined) return;
    it("[ST6] what was committed is there after closing and opening again", async () => {
      store = await openStore();
      await put({ a: "1", b: "2" });
      store = await reopen(store);
      const snapshot = store.snapshot();
      expect(drain(snapshot, all)).toEqual(["a=1", "b=2"]);
      snapshot.close();
    });
  });
}
