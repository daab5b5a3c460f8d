import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryStore } from "../store/memory-store";
import { SortedMap } from "../store/sorted-map";
import { compareBytes } from "../values/bytes";
import { View, type Layer } from "./view";

const key = fc.uint8Array({ minLength: 1, maxLength: 2, max: 4 });
const write = fc.tuple(key, fc.option(fc.string()));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("layers over a snapshot", () => {
  it("[TX2] a walk and a get see the newest write of every key, also of writes made during the walk", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(write, { maxLength: 12 }),
        fc.array(fc.array(write, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        key,
        key,
        fc.boolean(),
        fc.array(write, { maxLength: 3 }),
        fc.nat(5),
        async (stored, layered, a, b, reverse, late, after) => {
          const store = new MemoryStore();
          await store.commit(stored.map(([key, value]) => ({ key, value })));
          const layers = layered.map((writes): Layer => {
            const layer: Layer = new SortedMap();
            for (const [key, value] of writes) layer.set(key, value);
            return layer;
          });
          const model = new Map<string, string | null>();
          for (const [key, value] of [...stored, ...layered.flat()]) model.set(hex(key), value);
          const view = new View(store.snapshot(), layers);
          const [from, to] = compareBytes(a, b) <= 0 ? [a, b] : [b, a];
          const seen: string[] = [];
          const expected: string[] = [];
          const nextOf = (last: string | undefined) =>
            [...model]
              .filter(([key, value]) => value !== null && key >= hex(from) && key < hex(to))
              .map(([key]) => key)
              .filter((key) => last === undefined || (reverse ? key < last : key > last))
              .sort((x, y) => (x < y ? -1 : 1) * (reverse ? -1 : 1))[0];
          const walk = view.walk({ from, to, reverse });
          for (let step = 0; ; step++) {
            if (step === after) {
              for (const [key, value] of late) {
                layers[layers.length - 1]!.set(key, value);
                model.set(hex(key), value);
              }
            }
            const found = walk.next();
            const wanted = nextOf(expected[expected.length - 1]);
            if (found !== null) seen.push(hex(found));
            if (wanted !== undefined) expected.push(wanted);
            if (found === null || wanted === undefined) break;
          }
          walk.stop();
          expect(seen).toEqual(expected);
          for (const [key, value] of model) expect(view.get(Buffer.from(key, "hex"))).toBe(value);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("[TX2] a large layer stays in order through many insertions and removals", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 3 }), fc.boolean()), {
          maxLength: 1_500,
          size: "max",
        }),
        (steps) => {
          const map = new SortedMap<number>();
          const model = new Map<string, number>();
          steps.forEach(([key, removes], i) => {
            if (removes) {
              map.delete(key);
              model.delete(hex(key));
            } else {
              map.set(key, i);
              model.set(hex(key), i);
            }
          });
          expect([...map.entries()].map(([key, value]) => [hex(key), value])).toEqual(
            [...model].sort(([x], [y]) => (x < y ? -1 : 1)),
          );
          expect([map.size, map.clone().size]).toEqual([model.size, model.size]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
