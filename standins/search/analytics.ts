import { randomBytes } from "node:crypto";
import { badRequest } from "./fault";
import type { Store } from "./store";

/** What was searched on one day, by the text of the query. `positions` counts clicks by the place of the hit. */
type Searches = {
  count: number;
  nbHits: number;
  noResults: number;
  tracked: number;
  clicked: number;
  clicks: number;
  positions: Record<string, number>;
};

/** One search that is over, or may still go on: somebody is typing. */
type Pending = { index: string; query: string; nbHits: number; user: string; queryIDs: string[]; at: number };
type Asked = { index: string; day: string; query: string; isClicked: boolean };

const TYPING_MS = 30_000;
const MOST_PENDING = 5_000;
const MOST_QUERY_IDS = 20_000;
const MOST_QUERIES_A_DAY = 20_000;
const LONGEST_QUERY = 200;
const DAY_MS = 86_400_000;
const KEPT_DAYS = 90;

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const nothing = (): Searches => ({
  count: 0,
  nbHits: 0,
  noResults: 0,
  tracked: 0,
  clicked: 0,
  clicks: 0,
  positions: {},
});

function forgetOldest<Value>(map: Map<string, Value>, most: number, forget: (value: Value) => void) {
  for (const [key, value] of map) {
    if (map.size <= most) return;
    map.delete(key);
    forget(value);
  }
}

/**
 * Counts searches and clicks by day and query. Someone who types "loaf" makes four requests and one search: requests
 * of one person within half a minute, each the beginning of the next or the other way round, count as the last of them.
 */
export function openAnalytics(store: Store, now: () => number) {
  const pending = new Map<string, Pending>();
  const asked = new Map<string, Asked>();
  const queriesOfDay = new Map<string, number>();

  const read = (index: string, day: string, query: string): Searches =>
    (store.get("searches", index, day, query) as Searches | undefined) ?? nothing();

  function settle(one: Pending) {
    const day = dayOf(one.at);
    const held = read(one.index, day, one.query);
    const key = `${day} ${one.index}`;
    const known = queriesOfDay.get(key) ?? store.all("searches", [one.index, day]).length;
    if (held.count === 0 && known >= MOST_QUERIES_A_DAY) return;
    queriesOfDay.set(key, held.count === 0 ? known + 1 : known);
    const next: Searches = {
      ...held,
      count: held.count + 1,
      nbHits: one.nbHits,
      noResults: held.noResults + (one.nbHits === 0 ? 1 : 0),
      tracked: held.tracked + (one.queryIDs.length > 0 ? 1 : 0),
    };
    store.put(next, "searches", one.index, day, one.query);
    for (const queryID of one.queryIDs) {
      asked.set(queryID, { index: one.index, day, query: one.query, isClicked: false });
    }
    forgetOldest(asked, MOST_QUERY_IDS, () => undefined);
  }

  function settleAll(isOver: (one: Pending) => boolean) {
    const over = [...pending].filter(([, one]) => isOver(one));
    if (over.length === 0) return;
    store.change(() => {
      for (const [key, one] of over) {
        pending.delete(key);
        settle(one);
      }
    });
  }

  function removeOld() {
    const last = dayOf(now() - KEPT_DAYS * DAY_MS);
    store.change(() => {
      for (const { path } of store.all("searches")) if (path[1]! < last) store.remove("searches", ...path);
    });
  }
  removeOld();

  function days(
    index: string,
    from: string | null,
    to: string | null,
  ): { day: string; query: string; held: Searches }[] {
    settleAll(() => true);
    const first = from ?? dayOf(now() - 7 * DAY_MS);
    const last = to ?? dayOf(now());
    for (const day of [first, last]) if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw badRequest(`Invalid date: ${day}`);
    const rows = store.all("searches", [index], first, last);
    return rows.map(({ path, value }) => ({ day: path[1]!, query: path[2]!, held: value as Searches }));
  }

  function byQuery(rows: { query: string; held: Searches }[]): Map<string, Searches> {
    const all = new Map<string, Searches>();
    for (const { query, held } of rows) {
      const sum = all.get(query) ?? nothing();
      sum.count += held.count;
      sum.noResults += held.noResults;
      sum.tracked += held.tracked;
      sum.clicked += held.clicked;
      sum.clicks += held.clicks;
      sum.nbHits = held.nbHits;
      for (const [at, count] of Object.entries(held.positions)) sum.positions[at] = (sum.positions[at] ?? 0) + count;
      all.set(query, sum);
    }
    return all;
  }

  const total = (rows: { query: string; held: Searches }[]): Searches =>
    byQuery(rows.map(({ held }) => ({ query: "", held }))).get("") ?? nothing();
  const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const average = ({ clicks, positions }: Searches) => {
    const sum = Object.entries(positions).reduce((all, [at, count]) => all + Number(at) * count, 0);
    return clicks === 0 ? null : sum / clicks;
  };

  function perDay<Row>(rows: ReturnType<typeof days>, tell: (sum: Searches) => Row): (Row & { date: string })[] {
    const dates = [...new Set(rows.map(({ day }) => day))];
    return dates.map((date) => ({ date, ...tell(total(rows.filter(({ day }) => day === date))) }));
  }

  type Span = { index: string; from: string | null; to: string | null };
  const rows = ({ index, from, to }: Span) => days(index, from, to);

  return {
    /** Notes a search; gives an id for its clicks when `isTracked`. */
    searched(one: {
      index: string;
      query: string;
      nbHits: number;
      user: string;
      isTracked: boolean;
    }): string | undefined {
      const at = now();
      const query = one.query.trim().toLowerCase().slice(0, LONGEST_QUERY);
      const queryID = one.isTracked ? randomBytes(16).toString("hex") : undefined;
      const key = `${one.index} ${one.user}`;
      const last = pending.get(key);
      const goesOn =
        last &&
        at - last.at < TYPING_MS &&
        ((last.query !== "" && query.startsWith(last.query)) || (query !== "" && last.query.startsWith(query)));
      if (last && !goesOn) settleAll((other) => other === last);
      const queryIDs = [...(goesOn ? last.queryIDs : []), ...(queryID ? [queryID] : [])].slice(-50);
      pending.delete(key);
      pending.set(key, { index: one.index, query, nbHits: one.nbHits, user: one.user, queryIDs, at });
      if (pending.size > MOST_PENDING)
        settleAll((other) => at - other.at >= TYPING_MS || other === [...pending.values()][0]);
      return queryID;
    },
    /** Notes that hits of a search were chosen; `positions` count from 1. Unknown ids are passed over. */
    clicked(queryID: string, positions: readonly number[]): void {
      settleAll((one) => one.queryIDs.includes(queryID));
      const search = asked.get(queryID);
      if (!search) return;
      const held = read(search.index, search.day, search.query);
      const counts = { ...held.positions };
      for (const at of positions) counts[at] = (counts[at] ?? 0) + 1;
      const clicked = held.clicked + (search.isClicked ? 0 : 1);
      const next = { ...held, clicked, clicks: held.clicks + positions.length, positions: counts };
      search.isClicked = true;
      store.change(() => store.put(next, "searches", search.index, search.day, search.query));
    },
    /** The most frequent searches, with their clicks when `hasClicks`. */
    top(span: Span, limit: number, hasClicks: boolean) {
      const all = [...byQuery(rows(span))].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1));
      const searches = all.slice(0, limit).map(([search, sum]) => ({
        ...{ search, count: sum.count, nbHits: sum.nbHits },
        ...(hasClicks && {
          clickThroughRate: rate(sum.clicked, sum.tracked),
          averageClickPosition: average(sum),
          clickCount: sum.clicks,
          trackedSearchCount: sum.tracked,
        }),
      }));
      return { searches };
    },
    /** The most frequent searches that found nothing. */
    noResults(span: Span, limit: number) {
      const searches = [...byQuery(rows(span))]
        .filter(([, sum]) => sum.noResults > 0)
        .sort((a, b) => b[1].noResults - a[1].noResults || (a[0] < b[0] ? -1 : 1))
        .slice(0, limit)
        .map(([search, sum]) => ({ search, count: sum.noResults, withFilterCount: 0 }));
      return { searches };
    },
    /** How many searches there were. */
    count(span: Span) {
      const all = rows(span);
      return { count: total(all).count, dates: perDay(all, ({ count }) => ({ count })) };
    },
    /** The share of searches that found nothing. */
    noResultRate(span: Span) {
      const all = rows(span);
      const tell = ({ count, noResults }: Searches) => ({
        rate: rate(noResults, count) ?? 0,
        count,
        noResultCount: noResults,
      });
      return { ...tell(total(all)), dates: perDay(all, tell) };
    },
    /** The share of tracked searches after which something was chosen. */
    clickThroughRate(span: Span) {
      const all = rows(span);
      const tell = (sum: Searches) => ({
        ...{ rate: rate(sum.clicked, sum.tracked), clickCount: sum.clicks, trackedSearchCount: sum.tracked },
      });
      return { ...tell(total(all)), dates: perDay(all, tell) };
    },
    /** How far down the chosen hits stood, from 1. */
    averageClickPosition(span: Span) {
      const all = rows(span);
      const tell = (sum: Searches) => ({ average: average(sum), clickCount: sum.clicks });
      return { ...tell(total(all)), dates: perDay(all, tell) };
    },
    /** Clicks by the place of the hit, in Algolia's twelve bins. */
    clickPositions(span: Span) {
      const { positions } = total(rows(span));
      const bins = [...Array.from({ length: 10 }, (_, at) => [at + 1, at + 1] as [number, number])];
      const all: [number, number][] = [...bins, [11, 20], [21, -1]];
      return {
        positions: all.map(([from, to]) => ({
          position: [from, to],
          clickCount: Object.entries(positions).reduce(
            (sum, [at, count]) => (Number(at) >= from && (to < 0 || Number(at) <= to) ? sum + count : sum),
            0,
          ),
        })),
      };
    },
    /** Counts what people are still typing. */
    settle: () => settleAll(() => true),
  };
}

export type Analytics = ReturnType<typeof openAnalytics>;
