import { describe, expect, it } from "vitest";
import { simulate, type SimulationPlan } from "./simulation";

const minuteMs = 60_000;

async function verdict(plan: SimulationPlan) {
  const { wrong, counts } = await simulate(plan);
  return { wrong, counts };
}

describe("a simulated world", () => {
  it("[SM1] the same seed is the same run, down to every message and batch; another seed is another run", async () => {
    const plan = { seed: "replay", forMs: 3 * minuteMs };
    const [first, second, other] = [await simulate(plan), await simulate(plan), await simulate({ ...plan, seed: "x" })];
    expect(second.hash).toBe(first.hash);
    expect(second.trace).toEqual(first.trace);
    expect(other.hash).not.toBe(first.hash);
  });

  it.each(["one", "two", "three"])(
    "[SM2] whatever goes wrong in world %s, acknowledged work is there once, nobody is shown what never was, and jobs run as promised",
    async (seed) => {
      const { wrong, counts } = await verdict({ seed, forMs: 6 * minuteMs });
      expect(wrong).toEqual([]);
      expect(counts.acknowledged).toBeGreaterThan(100);
      expect(counts.boots).toBeGreaterThan(1);
    },
  );

  it("[SM3] a disk that lies is found out: acknowledged before the flush, batches forgotten, damage served", async () => {
    const early = await verdict({ seed: "s", sabotage: "acknowledge before the flush", faults: ["crash", "cut"] });
    expect(early.wrong).not.toEqual([]);
    const forgotten = await verdict({ seed: "s", sabotage: "forget a batch", faults: [] });
    expect(forgotten.wrong).not.toEqual([]);
    const served = await verdict({ seed: "s", sabotage: "serve damaged records", faults: ["damage"] });
    expect(served.wrong).not.toEqual([]);
  });
});
