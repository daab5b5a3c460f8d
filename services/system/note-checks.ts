import type { Clock } from "../shared/clock";
import type { PartCheck } from "./part";
import type { SystemStore } from "./system-store";

/** Writes down what asking the parts has come to. */
export async function noteChecks(
  { system, clock }: { system: SystemStore; clock: Clock },
  checks: readonly PartCheck[],
): Promise<null> {
  const now = clock.now();
  for (const { part, tookMs, trouble, busyWith } of checks) {
    await system.change(part, {
      isUp: trouble === null,
      checkedAt: now,
      tookMs,
      busyWith,
      ...(trouble ? { lastError: trouble, lastErrorAt: now } : { lastUpAt: now }),
    });
  }
  return null;
}
