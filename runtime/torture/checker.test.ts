import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAnomalies, type Step, type Transaction } from "./checker";

const append = (key: string, item: number): Step => ({ do: "append", key, item });
const read = (key: string, ...items: number[]): Step => ({ do: "read", key, items });

/** Transactions that all overlap in time, so that only what they read and wrote orders them. */
function overlapping(...all: (Step[] | { steps: Step[]; outcome: Transaction["outcome"] })[]): Transaction[] {
  return all.map((one, at) => ({
    id: `T${at + 1}`,
    client: `c${at}`,
    startedAt: 0,
    endedAt: 10,
    ...(Array.isArray(one) ? { steps: one, outcome: "done" as const } : one),
  }));
}

const kinds = (history: Transaction[]) => findAnomalies(history).map(({ kind }) => kind);

describe("the serialisability checker", () => {
  it.each<[string, Transaction[]]>([
    [
      "G0",
      overlapping(
        [append("x", 1), append("y", 1)],
        [append("x", 2), append("y", 2)],
        [read("x", 1, 2)],
        [read("y", 2, 1)],
      ),
    ],
    ["G1a", overlapping({ steps: [append("x", 1)], outcome: "refused" }, [read("x", 1)])],
    ["G1b", overlapping([append("x", 1), append("x", 2)], [read("x", 1)], [read("x", 1, 2)])],
    ["G1c", overlapping([append("x", 1), read("y", 1)], [append("y", 1), read("x", 1)])],
    [
      "G-single",
      overlapping([append("x", 1), append("y", 1)], [read("x", 1), read("y")], [read("x", 1)], [read("y", 1)]),
    ],
    ["G-single", overlapping([read("x"), append("x", 1)], [read("x"), append("x", 2)], [read("x", 1, 2)])],
    ["G2", overlapping([read("x"), append("y", 1)], [read("y"), append("x", 1)], [read("x", 1)], [read("y", 1)])],
    ["incompatible-order", overlapping([append("x", 1)], [append("x", 2)], [read("x", 1, 2)], [read("x", 2)])],
    ["duplicate", overlapping([append("x", 1)], [read("x", 1, 1)])],
    ["garbage", overlapping([read("x", 9)])],
    ["internal", overlapping([append("x", 1), read("x")])],
  ])("[TR1] finds %s", (kind, history) => {
    expect(kinds(history)).toContain(kind);
  });

  it("[TR1] finds an acknowledged append that a later read does not hold, and a read that is older than its time", () => {
    const at = (id: string, startedAt: number, endedAt: number, ...steps: Step[]): Transaction => ({
      ...{ id, client: id, outcome: "done", steps, startedAt, endedAt },
    });
    expect(kinds([at("w", 0, 1, append("x", 1)), at("r", 2, 3, read("x"))])).toContain("lost");
    const stale = [at("w", 0, 1, append("x", 1)), at("old", 2, 3, read("x")), at("new", 4, 5, read("x", 1))];
    expect(kinds(stale)).toEqual(["G-single-realtime"]);
    expect(kinds(stale.map((one) => ({ ...one, startedAt: 0, endedAt: 10 })))).toEqual([]);
  });

  it("[TR1] finds nothing in any serial history, and something when one of its reads loses an item that it had", () => {
    const step = fc.record({ reads: fc.boolean(), key: fc.constantFrom("x", "y", "z") });
    fc.assert(
      fc.property(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 25 }),
        (plans) => {
          const lists = new Map<string, number[]>();
          let item = 0;
          const history = plans.map((plan, at): Transaction => {
            const steps = plan.map(({ reads, key }): Step => {
              if (reads) return read(key, ...(lists.get(key) ?? []));
              item += 1;
              lists.set(key, [...(lists.get(key) ?? []), item]);
              return append(key, item);
            });
            return {
              id: `T${at}`,
              client: `c${at % 3}`,
              outcome: "done",
              steps,
              startedAt: at * 2,
              endedAt: at * 2 + 1,
            };
          });
          expect(findAnomalies(history)).toEqual([]);
          const cut = history.findIndex(({ steps }) => steps.some((one) => one.do === "read" && one.items.length > 0));
          if (cut < 0) return;
          const broken = history.map((one, at) =>
            at !== cut
              ? one
              : {
                  ...one,
                  steps: one.steps.map((s): Step => (s.do === "read" ? { ...s, items: s.items.slice(0, -1) } : s)),
                },
          );
          // The truth is known from a last read of everything.
          const last = [...lists].map(([key, items], at): Transaction => ({
            ...{
              id: `last ${at}`,
              client: "last",
              outcome: "done",
              steps: [read(key, ...items)],
              startedAt: 1e6,
              endedAt: 2e6,
            },
          }));
          expect(findAnomalies([...history, ...last])).toEqual([]);
          expect(findAnomalies([...broken, ...last])).not.toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
