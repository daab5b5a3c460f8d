import type { SearchStatistics } from "../../services/search/search-state";
import { searchService, statisticsClient, whyNot } from "./searchClient";

const dayMs = 86_400_000;
const mostRows = 20;
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** What was searched for courses in the last days; `now` in ms. A refusal of the service is part of the answer. */
export async function readSearchStatistics(days: number, now: number): Promise<SearchStatistics> {
  const nothing = { days, readAt: now, searches: 0, noResultRate: null, clickThroughRate: null };
  try {
    const service = searchService();
    const client = statisticsClient(service);
    const span = {
      index: service.names.courses,
      startDate: dateOf(now - (days - 1) * dayMs),
      endDate: dateOf(now),
    };
    const [count, none, clicks, position, top, without] = await Promise.all([
      client.getSearchesCount(span),
      client.getNoResultsRate(span),
      client.getClickThroughRate(span),
      client.getAverageClickPosition(span),
      client.getTopSearches({ ...span, limit: mostRows, clickAnalytics: true }),
      client.getSearchesNoResults({ ...span, limit: mostRows }),
    ]);
    return {
      ...nothing,
      error: null,
      searches: count.count,
      noResultRate: count.count > 0 ? none.rate : null,
      clickThroughRate: clicks.rate ?? null,
      averageClickPosition: position.average ?? null,
      top: top.searches.map((row) => ({
        search: row.search,
        count: row.count,
        hits: row.nbHits,
        clickThroughRate: "clickThroughRate" in row ? (row.clickThroughRate ?? null) : null,
      })),
      withoutResults: without.searches.map(({ search, count: times }) => ({ search, count: times })),
    };
  } catch (error) {
    // A plan without analytics, or a service that is down: the page says so.
    const why = whyNot(error);
    return { ...nothing, error: why.slice(0, 500), averageClickPosition: null, top: [], withoutResults: [] };
  }
}
