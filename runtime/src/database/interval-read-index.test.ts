import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareBytes } from "../values/bytes";
import type { KeyRange } from "./database";
import { IntervalReadIndex } from "./interval-read-index";

const key = fc.uint8Array({ maxLength: 3, max: 4 });
const keyRange = fc
  .record({ index: fc.constantFrom("a", "b"), from: key, to: fc.option(key) })
  .map(({ index, from, to }): KeyRange => {
    if (to !== null && compareBytes(from, to) > 0) return { index, from: to, to: from };
    return { index, from, to };
  });

describe("whom a commit concerns", () => {
  it("[SB1] exactly the readers whose ranges hold a written key are found, through additions, changes and removals", () => {
    const step = fc.record({ token: fc.nat(15), reads: fc.option(fc.array(keyRange, { maxLength: 4 }), { freq: 3 }) });
    const written = fc.array(fc.record({ index: fc.constantFrom("a", "b", "c"), key }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(step, written), { maxLength: 60 }), (steps) => {
        const index = new IntervalReadIndex<number>();
        const model = new Map<number, readonly KeyRange[]>();
        for (const [{ token, reads }, keys] of steps) {
          if (reads === null) {
            index.remove(token);
            model.delete(token);
          } else {
            index.add(token, reads);
            model.set(token, reads);
          }
          const expected = [...model]
            .filter(([, ranges]) =>
              ranges.some((range) =>
                keys.some(
                  (one) =>
                    one.index === range.index &&
                    compareBytes(one.key, range.from) >= 0 &&
                    (range.to === null || compareBytes(one.key, range.to) < 0),
                ),
              ),
            )
            .map(([found]) => found);
          expect([...index.touchedBy({ ts: 1n, keys })].sort()).toEqual(expected.sort());
        }
      }),
      { numRuns: 300 },
    );
  });

  it("[SB2] asking compares a number of keys that grows with the logarithm of the subscriptions", () => {
    const comparisons = (subscriptions: number) => {
      const index = new IntervalReadIndex<number>();
      let looked = 0;
      const watched = (bytes: Uint8Array) =>
        new Proxy(bytes, {
          get: (target, property) => {
            if (property === "0") looked++;
            const value: unknown = Reflect.get(target, property);
            return value;
          },
        });
      for (let i = 0; i < subscriptions; i++) {
        const from = new Uint8Array([i >> 8, i & 255, 0]);
        index.add(i, [{ index: "t.by_k", from: watched(from), to: watched(new Uint8Array([i >> 8, i & 255, 1])) }]);
      }
      looked = 0;
      for (let i = 0; i < 100; i++) {
        const n = Math.floor((i * subscriptions) / 100);
        expect([
          ...index.touchedBy({ ts: 1n, keys: [{ index: "t.by_k", key: new Uint8Array([n >> 8, n & 255, 0, 7]) }] }),
        ]).toEqual([n]);
      }
      return looked;
    };
    expect(comparisons(20_000) / comparisons(100)).toBeLessThan(4);
  });
});
