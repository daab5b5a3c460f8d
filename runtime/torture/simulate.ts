import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Project } from "../src/components/project";
import { bundleProject } from "../src/functions/bundle";
import { faults } from "./faults";
import { defaultMs, minuteMs, projectDir, Simulation, type SimulationPlan, type SimulationResult } from "./simulation";

let bundled: Promise<Project> | null = null;

/** Runs one world from its seed: clients, a runtime with everything in it, a disk, a network, and what goes wrong. */
export async function simulate(plan: SimulationPlan): Promise<SimulationResult> {
  bundled ??= bundleProject(projectDir);
  const bundle = await bundled;
  const dataDir = mkdtempSync(join(tmpdir(), "runtime-simulation-"));
  try {
    return await new Simulation(plan, bundle, dataDir).run();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The smallest plan found that still fails: fewer kinds of faults, a shorter time. */
export async function shrink(failing: SimulationResult): Promise<SimulationResult> {
  let smallest = failing;
  const tryPlan = async (plan: SimulationPlan) => {
    const result = await simulate(plan);
    if (result.wrong.length > 0) smallest = result;
    return result.wrong.length > 0;
  };
  for (const fault of smallest.plan.faults ?? faults)
    await tryPlan({ ...smallest.plan, faults: (smallest.plan.faults ?? faults).filter((other) => other !== fault) });
  for (let forMs = smallest.plan.forMs ?? defaultMs; forMs > minuteMs / 4; forMs /= 2)
    if (!(await tryPlan({ ...smallest.plan, forMs: forMs / 2 }))) break;
  return smallest;
}
