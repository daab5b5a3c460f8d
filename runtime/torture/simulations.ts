import type { Report, Torture } from "./report";
import { shrink, simulate } from "./simulate";

/** Simulated worlds, one seed after the other, until the time is over; a failing one is made small and told with its trace. */
export async function simulateMany({ seed, minutes, say }: Torture): Promise<Report> {
  const endAt = performance.now() + minutes * 60_000;
  const counts = { worlds: 0, "acknowledged mutations": 0, observations: 0, jobs: 0, restarts: 0 };
  for (; performance.now() < endAt; counts.worlds++) {
    const result = await simulate({ seed: `${seed}-${counts.worlds}` });
    counts["acknowledged mutations"] += result.counts.acknowledged;
    counts.observations += result.counts.observations;
    counts.jobs += result.counts.jobs;
    counts.restarts += result.counts.boots - 1;
    if (result.wrong.length === 0) continue;
    const smallest = await shrink(result);
    say(`the smallest plan that fails: ${JSON.stringify(smallest.plan)}`);
    for (const line of smallest.trace.slice(-60)) say(`    ${line.slice(0, 300)}`);
    return { counts, wrong: smallest.wrong };
  }
  return { counts, wrong: [] };
}
