import { Fault } from "./fault";
import { isOn, listOf, numberOf, objectOf, textOf, type Call, type Json, type On, type Parts } from "./calls";
import { demand } from "./keys";

const MOST_EVENTS = 1000;
const MOST_POSITIONS = 20;

/** What people chose, and what the school's admins are told of it. */
export function statisticsRoutes(on: On, parts: Parts): void {
  const { analytics } = parts;

  function events(call: Call): Json {
    demand(call.caller, "search");
    for (const event of listOf(objectOf(call.body).events, "events", MOST_EVENTS)) {
      const index = textOf(event.index, "index");
      if (!["click", "view", "conversion"].includes(textOf(event.eventType, "eventType"))) {
        throw new Fault(422, `The eventType "${String(event.eventType)}" is not one of click, view, conversion`);
      }
      textOf(event.eventName, "eventName");
      textOf(event.userToken, "userToken");
      demand(call.caller, "search", index);
      if (event.eventType !== "click" || typeof event.queryID !== "string") continue;
      const given: unknown[] = Array.isArray(event.positions) ? event.positions : [];
      const isWhole = (at: unknown): at is number => typeof at === "number" && Number.isInteger(at) && at > 0;
      if (!given.every(isWhole) || given.length === 0) throw new Fault(422, "positions must be positive integers");
      analytics.clicked(event.queryID, given.slice(0, MOST_POSITIONS));
    }
    return { status: 200, message: "OK" };
  }

  function statistic(
    tell: (span: { index: string; from: string | null; to: string | null }, limit: number, call: Call) => unknown,
  ) {
    return async (call: Call) => {
      const index = textOf(call.query.get("index") ?? undefined, "index");
      demand(call.caller, "analytics", index);
      const limit = numberOf(call, "limit", 10, 1, 1000);
      return tell({ index, from: call.query.get("startDate"), to: call.query.get("endDate") }, limit, call);
    };
  }

  on("POST", "1/events", async (call) => events(call));
  const top = statistic((span, limit, call) => analytics.top(span, limit, isOn(call, "clickAnalytics")));
  const counted = { count: analytics.count, noResultRate: analytics.noResultRate };
  const clicks = {
    clickThroughRate: analytics.clickThroughRate,
    averageClickPosition: analytics.averageClickPosition,
    positions: analytics.clickPositions,
  };
  on("GET", "2/searches", top);
  on("GET", "2/searches/noResults", statistic(analytics.noResults));
  for (const [name, tell] of Object.entries(counted)) on("GET", `2/searches/${name}`, statistic(tell));
  for (const [name, tell] of Object.entries(clicks)) on("GET", `2/clicks/${name}`, statistic(tell));
}
