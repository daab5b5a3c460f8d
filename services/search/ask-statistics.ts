import type { JobStore } from "../jobs/job-store";
import type { Clock } from "../shared/clock";
import type { SearchStore } from "./search-store";

/** Over how many days searches are counted. */
export const statisticsSpans = [7, 30] as const;
export type StatisticsSpan = (typeof statisticsSpans)[number];
/** How long (ms) an answer stays good: asking more often costs and tells nothing. */
const freshForMs = 10_000;

/** Asks the search service what was searched, unless it was asked a moment ago. */
export async function askStatistics(
  { search, jobs, clock }: { search: SearchStore; jobs: JobStore; clock: Clock },
  days: StatisticsSpan,
): Promise<null> {
  const known = await search.statistics(days);
  if (!known || clock.now() - known.readAt > freshForMs) await jobs.later("readSearchStatistics", { days });
  return null;
}
