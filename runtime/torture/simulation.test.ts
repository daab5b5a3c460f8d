import { describe, expect, it } from "vitest";
import { simulate } from "./simulate";
import type { SimulationPlan } from "./simulation";

const minuteMs = 60_000;
const patience = { timeout: 240_000 };

async function verdict(plan: SimulationPlan) {
  const { wrong, counts } = await simulate(plan);
  return { wrong, counts };
}

describe("a simulated world", () => {
  it(
    "[SM1] the same seed is the same run, down to every message and batch; another seed is another run",
    patience,
    async () => {
      const plan = { seed: "replay", forMs: 2 * minuteMs };
      const [first, second, other] = [
        await simulate(plan),
        await simulate(plan),
        await simulate({ ...plan, seed: "x" }),
      ];
      expect(second.hash).toBe(first.hash);
      expect(second.trace).toEqual(first.trace);
      expect(other.hash).not.toBe(first.hash);
    },
  );

  it.each(["one", "two", "three"])(
    "[SM2] whatever goes wrong in world %s, acknowledged work is there once, nobody is shown what never was, and jobs run as promised",
    patience,
    async (seed) => {
      const { wrong, counts } = await verdict({ seed, forMs: 5 * minuteMs });
      expect(wrong).toEqual([]);
      expect(counts.acknowledged).toBeGreaterThan(50);
      expect(counts.boots).toBeGreaterThan(1);
    },
  );

  it.each<Omit<SimulationPlan, "seed">>([
    { sabotage: "acknowledge before the flush", faults: ["crash"], forMs: 5 * minuteMs },
    { sabotage: "forget a batch", faults: ["crash"], forMs: 5 * minuteMs },
    { sabotage: "serve damaged records", faults: ["crash", "damage"], forMs: 10 * minuteMs },
  ])("[SM3] a disk that lies is found out in one of a few worlds: $sabotage", patience, async (plan) => {
    for (const seed of ["t", "u", "v", "w", "x", "y"]) {
      if ((await verdict({ ...plan, seed })).wrong.length === 0) continue;
      expect((await verdict({ ...plan, seed, sabotage: undefined })).wrong).toEqual([]);
      return;
    }
    expect.fail("Nobody noticed");
  });
});
