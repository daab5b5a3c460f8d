import * as z from "zod";
import type { OutboxReader } from "../outbox/outbox-store";
import { channelState } from "../outbox/outbox-item";
import type { SchoolReader } from "../school/school-store";
import { reindex, searchStatistics } from "./search-state";
import type { SearchReader } from "./search-store";

/** What an admin sees of the search service. Times in ms. */
export const searchOverview = z.object({
  /** The courses that may be found: the index holds each of them once nothing waits. */
  courses: z.number(),
  /** Errands that wait, counted no further than `mostCounted`. */
  waiting: z.number(),
  /** Whether more wait than were counted. */
  isMoreWaiting: z.boolean(),
  /** What was refused for good, newest first. */
  refused: z.array(z.object({ key: z.string(), error: z.string() })),
  lastDeliveredAt: channelState.shape.lastDeliveredAt,
  /** The last failure, unless something was delivered since. */
  error: z.string().nullable(),
  reindex: reindex.omit({ cursor: true }),
  statistics: searchStatistics.nullable(),
});
export type SearchOverview = z.infer<typeof searchOverview>;

export const mostCounted = 1_000;

/** How the search service fares, and what was searched over so many days. */
export async function readSearchOverview(
  { outbox, search, school }: { outbox: OutboxReader; search: SearchReader; school: Pick<SchoolReader, "counts"> },
  days: number,
): Promise<SearchOverview> {
  const [state, counts, channel, waiting, refused, statistics] = await Promise.all([
    search.state(),
    school.counts(),
    outbox.state("search"),
    outbox.waiting("search", mostCounted + 1),
    outbox.refused("search", 10),
    search.statistics(days),
  ]);
  const isMended = (channel.lastDeliveredAt ?? 0) > (channel.lastErrorAt ?? 0);
  return {
    courses: counts["courses.published"],
    waiting: Math.min(waiting, mostCounted),
    isMoreWaiting: waiting > mostCounted,
    refused: refused.map(({ key, lastError }) => ({ key, error: lastError ?? "" })),
    lastDeliveredAt: channel.lastDeliveredAt,
    error: isMended ? null : channel.lastError,
    reindex: state.reindex,
    statistics,
  };
}
