import type { JobStore } from "../jobs/job-store";
import { conflict } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { SystemStore } from "./system-store";

/** How soon (ms) after one check by hand the next may be asked for: vendors count the calls. */
export const pauseBetweenChecks = 10_000;

/** Has every part asked how it is, now instead of with the next round. Refuses with "checked_just_now". */
export async function askCheck(deps: { system: SystemStore; jobs: JobStore; clock: Clock }): Promise<null> {
  const { system, jobs, clock } = deps;
  const now = clock.now();
  const { askedAt } = await system.health("convex");
  if (askedAt !== null && now - askedAt < pauseBetweenChecks) throw conflict("checked_just_now");
  await system.change("convex", { askedAt: now });
  await jobs.later("checkParts", {});
  return null;
}
