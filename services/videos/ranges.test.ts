import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addToParts, firstOf, joined, lengthOf, mostRanges, without } from "./ranges";
import { affordable, isEnough, spend } from "./watch-rules";

const seconds = fc.integer({ min: 0, max: 600 }).map((n) => n / 2);
const ranges = fc.array(
  fc.record({ from: seconds, to: seconds }).filter(({ from, to }) => to > from),
  { maxLength: 30 },
);

describe("what was watched", () => {
  test("stretches that touch or overlap are one, in order and within the video", () => {
    expect(
      joined(
        [
          { from: 50, to: 80 },
          { from: 0, to: 10 },
          { from: 10.3, to: 20 },
          { from: 5, to: 12 },
        ],
        60,
      ),
    ).toEqual([
      { from: 0, to: 20 },
      { from: 50, to: 60 },
    ]);
  });
  test("watching again never makes it more than the video, and never less than before", () => {
    fc.assert(
      fc.property(ranges, ranges, (before, more) => {
        const [first, all] = [joined(before, 200), joined([...before, ...more], 200)];
        expect(lengthOf(all)).toBeLessThanOrEqual(200);
        expect(lengthOf(all)).toBeGreaterThanOrEqual(lengthOf(first));
        expect(joined(all, 200)).toEqual(all);
      }),
    );
  });
  test("what is new and what was there are together all of it", () => {
    fc.assert(
      fc.property(ranges, ranges, (before, more) => {
        const [known, told] = [joined(before, 300), joined(more, 300)];
        const fresh = lengthOf(without(told, known));
        // Gaps that are too small to be one are closed, so that all of it may be a little more.
        expect(lengthOf(joined([...known, ...told], 300))).toBeGreaterThanOrEqual(lengthOf(known) + fresh - 0.11);
      }),
    );
  });
  test("of very many pieces the longest are kept", () => {
    const pieces = Array.from({ length: 700 }, (_, n) => ({ from: n * 3, to: n * 3 + (n % 7 === 0 ? 1 : 2) }));
    const kept = joined(pieces, 10_000);
    expect(kept).toHaveLength(mostRanges);
    expect(kept.every(({ from, to }) => to - from === 2)).toBe(true);
  });
  test("the first seconds of it end in the middle of a stretch", () => {
    const told = [
      { from: 0, to: 10 },
      { from: 30, to: 40 },
    ];
    expect(firstOf(told, 15)).toEqual([
      { from: 0, to: 10 },
      { from: 30, to: 35 },
    ]);
  });
  test("parts of a video get their share of a stretch", () => {
    expect(addToParts([0, 0, 0, 0], [{ from: 5, to: 25 }], 40)).toEqual([5, 10, 5, 0]);
    expect(addToParts([0, 0], [{ from: 0, to: 5 }], 0)).toEqual([0, 0]);
  });
});

describe("enough of a video", () => {
  test.each([
    [53.9, 60, 90, false],
    [54, 60, 90, true],
    [58.4, 60, 100, false],
    [58.5, 60, 100, true],
    [3.5, 5, 90, true],
    [1, 2, 90, true],
    [1_000, 0, 90, false],
  ])("%d of %d seconds at %d percent: %s", (watched, duration, threshold, enough) => {
    expect(isEnough(watched, duration, threshold)).toBe(enough);
  });
  test("nobody watches more seconds than pass at twice the speed", () => {
    expect(affordable(0, 45_000)).toBe(92);
    expect(affordable(45_000, 45_000)).toBe(2);
    expect(affordable(spend(45_000, 45_000, 2), 45_000)).toBe(0);
    expect(spend(0, 45_000, 90)).toBe(45_000);
    expect(spend(0, 45_000, 45)).toBe(22_500);
  });
  test("time spent in small batches is no more than spent at once", () => {
    let spentUntil = 0;
    let total = 0;
    for (let now = 0; now <= 60_000; now += 500) {
      const seconds = Math.min(10, affordable(spentUntil, now));
      total += seconds;
      spentUntil = spend(spentUntil, now, seconds);
    }
    expect(total).toBeLessThanOrEqual(60 * 2 + 2);
  });
});
