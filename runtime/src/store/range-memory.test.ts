import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBytes } from "../values/bytes";
import type { Pair, Snapshot, Span } from "./key-value-store";
import { RangeMemory } from "./range-memory";

/** A snapshot of a few keys that counts how often it was asked for a range. */
class Counted implements Snapshot {
  asked = 0;
  left = 0;
  readonly #pairs: Pair[];

  constructor(pairs: readonly Pair[]) {
    this.#pairs = [...pairs].sort((a, b) => compareBytes(a.key, b.key));
  }

  get = () => undefined;
  close = () => undefined;

  *range({ from, to, reverse }: Span): Generator<Pair, undefined> {
    this.asked += 1;
    const found = this.#pairs.filter(({ key }) => compareBytes(key, from) >= 0 && compareBytes(key, to) < 0);
    try {
      yield* reverse ? found.reverse() : found;
    } finally {
      this.left += 1;
    }
    return undefined;
  }
}

const pair = (...key: number[]): Pair => ({ key: new Uint8Array(key), value: key.join() });
const span = (from: number[], to: number[], reverse = false): Span => ({
  from: new Uint8Array(from),
  to: new Uint8Array(to),
  reverse,
});

function drain(pairs: Iterator<Pair, undefined>): string[] {
  const found: string[] = [];
  for (let step = pairs.next(); !step.done; step = pairs.next()) found.push(step.value.value);
  return found;
}

describe("the memory of ranges", () => {
  it("[ST2] gives what the snapshot holds, however often it is asked", () => {
    const key = fc.array(fc.nat(3), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 12 }),
        fc.array(fc.record({ a: key, b: key, reverse: fc.boolean(), upTo: fc.nat(6) }), { maxLength: 40 }),
        (keys, asks) => {
          const pairs = [...new Map(keys.map((each) => [each.join(), pair(...each)])).values()];
          const memory = new RangeMemory(new Counted(pairs));
          for (const { a, b, reverse, upTo } of asks) {
            const asked = span(a, b, reverse);
            const expected = drain(new Counted(pairs).range(asked));
            const found = memory.range(asked);
            const begun: string[] = [];
            for (let i = 0; i < upTo; i++) begun.push(found.next().value?.value ?? "end");
            expect(begun).toEqual(Array.from({ length: upTo }, (_, i) => expected[i] ?? "end"));
            expect(drain(found)).toEqual(expected.slice(upTo));
          }
        },
      ),
    );
  });

  it("asks the snapshot once for a short range that was read to its end, and for one that was not, each time", () => {
    const snapshot = new Counted([pair(1), pair(2), pair(3)]);
    const memory = new RangeMemory(snapshot);
    const begun = memory.range(span([1], [4]));
    begun.next();
    begun.return?.();
    expect([begun.next().done, snapshot.left]).toEqual([true, 1]);
    for (let i = 0; i < 3; i++) expect(drain(memory.range(span([1], [4])))).toEqual(["1", "2", "3"]);
    expect(snapshot.asked).toBe(2);
    expect(drain(memory.range(span([1], [4], true)))).toEqual(["3", "2", "1"]);
    expect(snapshot.asked).toBe(3);

    const known = memory.range(span([1], [4]));
    known.next();
    known.return?.();
    expect(known.next().done).toBe(true);
    // Borders that look alike when they are written one after the other.
    expect(drain(memory.range(span([1], [2, 1])))).toEqual(["1", "2"]);
    expect(drain(memory.range(span([1, 2], [1])))).toEqual([]);
  });

  it("does not keep what is long, and holds no more than some thousands", () => {
    const many = new Counted([1, 2, 3, 4, 5].map((n) => pair(n)));
    const memory = new RangeMemory(many);
    for (let i = 0; i < 3; i++) expect(drain(memory.range(span([0], [9])))).toHaveLength(5);
    expect(many.asked).toBe(3);

    const large = new Counted([{ key: new Uint8Array([1]), value: "x".repeat(2_000) }]);
    const ofLarge = new RangeMemory(large);
    for (let i = 0; i < 3; i++) expect(drain(ofLarge.range(span([0], [9])))).toHaveLength(1);
    const longBorder = Array.from({ length: 1_100 }, () => 1);
    for (let i = 0; i < 3; i++) expect(drain(ofLarge.range(span(longBorder, [9])))).toHaveLength(0);
    expect(large.asked).toBe(6);

    const empty = new Counted([]);
    const full = new RangeMemory(empty);
    const ask = (n: number) => drain(full.range(span([1, n >> 8, n & 255], [2])));
    for (let n = 0; n < 2_000; n++) ask(n);
    ask(0);
    expect(empty.asked).toBe(2_000);
    ask(2_000);
    ask(0);
    expect(empty.asked).toBe(2_002);
  });
});
