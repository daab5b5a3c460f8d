import { openAnalytics } from "./analytics";
import { badRequest, Fault } from "./fault";
import type { Catalogue, Write } from "./catalogue";
import { demand, type Caller, type Keys } from "./keys";
import { effective, fromBody, fromQueryString, readParameters, toldSettings, type Parameters } from "./parameters";
import { pick } from "./record";
import { findIds, runFacetQuery, runQuery, type Restrictions } from "./run-query";

type Json = Record<string, unknown>;

/** One request, read: `path` holds its parts behind the version, decoded; `user` tells people apart in the statistics. */
export type Call = {
  method: string;
  version: string;
  path: string[];
  query: URLSearchParams;
  body: unknown;
  caller: Caller;
  user: string;
};

type Parts = { catalogue: Catalogue; keys: Keys; analytics: ReturnType<typeof openAnalytics>; now: () => number };
type Route = {
  method: string;
  version: string;
  pattern: string[];
  answer: (call: Call, ...names: string[]) => Promise<unknown>;
};

const MOST_QUERIES = 100;
const MOST_OBJECTS = 1000;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => {
  if (value === undefined || value === null || value === "") return {};
  if (!isJson(value)) throw badRequest("Invalid body: expected a JSON object");
  return value;
};
const listOf = (value: unknown, name: string, most: number): Json[] => {
  const list: unknown[] | null = Array.isArray(value) ? value : null;
  if (!list || !list.every(isJson)) throw badRequest(`Invalid body: expected an array of objects at "${name}"`);
  if (list.length > most) throw badRequest(`Too many ${name}: ${list.length}, at most ${most}`);
  return list;
};
const textOf = (value: unknown, name: string): string => {
  if (typeof value !== "string" || !value) throw badRequest(`Missing mandatory attribute "${name}"`);
  return value;
};
const iso = (at: number) => new Date(at).toISOString();
const shown = (names: unknown): string[] | null =>
  Array.isArray(names) ? names.filter((one): one is string => typeof one === "string") : null;

/** The endpoints of Algolia's Search, Insights and Analytics APIs that the school uses, over the catalogue. */
export function routes({ catalogue, keys, analytics, now }: Parts) {
  // Tasks are done before they are answered for: a number says no more than that there was one.
  let lastTask = now() * 1000;
  const task = (fields: Json = {}) => ({ taskID: ++lastTask, ...fields });
  const updated = (fields: Json = {}) => task({ updatedAt: iso(now()), ...fields });

  const restrictionsOf = (caller: Caller): Restrictions => ({
    filter: caller.filter,
    seesHidden: caller.acl.has("seeUnretrievableAttributes"),
  });

  function parametersOf(caller: Caller, given: Json): Parameters {
    const parameters = { ...readParameters(given), ...caller.forced };
    if ((parameters.hitsPerPage ?? 0) > caller.mostHits) parameters.hitsPerPage = caller.mostHits;
    return parameters;
  }

  function search(call: Call, index: string, given: Json): Json {
    const started = performance.now();
    demand(call.caller, "search", index);
    const parameters = parametersOf(call.caller, given);
    const searched = catalogue.searched(index);
    const answer = runQuery(searched, parameters, restrictionsOf(call.caller));
    const query = parameters.query ?? "";
    const isTracked = parameters.clickAnalytics === true;
    const isCounted = parameters.analytics !== false && (parameters.page ?? 0) === 0 && parameters.hitsPerPage !== 0;
    const noted = {
      index,
      query,
      nbHits: Number(answer.nbHits ?? 0),
      user: parameters.userToken ?? call.user,
      isTracked,
    };
    const queryID = isCounted || isTracked ? analytics.searched(noted) : undefined;
    const params = Object.entries(given).map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(typeof value === "object" ? JSON.stringify(value) : String(value))}`,
    );
    const took = Math.round(performance.now() - started);
    return {
      ...answer,
      params: params.join("&"),
      ...(queryID ? { queryID } : {}),
      processingTimeMS: took,
      serverTimeMS: took,
    };
  }

  function facetValues(call: Call, index: string, facet: string, given: Json): Json {
    const started = performance.now();
    demand(call.caller, "search", index);
    const { facetQuery, ...rest } = given;
    const parameters = parametersOf(call.caller, rest);
    const restrictions = restrictionsOf(call.caller);
    const typed = typeof facetQuery === "string" ? facetQuery : "";
    const facetHits = runFacetQuery(catalogue.searched(index), facet, typed, parameters, restrictions);
    return { facetHits, exhaustiveFacetsCount: true, processingTimeMS: Math.round(performance.now() - started) };
  }

  function queries(call: Call): Json {
    const { requests, strategy } = objectOf(call.body);
    const results: Json[] = [];
    for (const request of listOf(requests, "requests", MOST_QUERIES)) {
      const { indexName, type, facet, ...rest } = request;
      const index = textOf(indexName, "indexName");
      const given = fromBody(rest);
      const isFacet = type === "facet";
      const isNeeded =
        strategy !== "stopIfEnoughMatches" || !results.some((one) => Number(one.nbHits) >= Number(one.hitsPerPage));
      if (!isNeeded)
        results.push({ index, hits: [], nbHits: 0, page: 0, nbPages: 0, hitsPerPage: 0, processed: false });
      else if (isFacet) results.push({ indexName: index, ...facetValues(call, index, textOf(facet, "facet"), given) });
      else results.push({ ...search(call, index, given), index });
    }
    return { results };
  }

  // A cursor says where to go on and with what.
  function browse(call: Call, index: string, given: Json): Json {
    demand(call.caller, "browse", index);
    const { cursor, ...first } = given;
    type Position = { after: string | null; given: Json };
    let position: Position = { after: null, given: first };
    if (typeof cursor === "string" && cursor) {
      try {
        position = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as Position;
      } catch {
        throw badRequest("Invalid cursor");
      }
    }
    const parameters = parametersOf(call.caller, objectOf(position.given));
    const searched = catalogue.searched(index);
    const settings = effective(searched.settings, parameters);
    const limit = Math.min(Math.max(1, parameters.hitsPerPage ?? 1000), 1000);
    const wanted = new Set(findIds(searched, parameters, restrictionsOf(call.caller)));
    const found: Json[] = [];
    let { after } = position;
    let isMore = true;
    const hidden = call.caller.acl.has("seeUnretrievableAttributes")
      ? []
      : (searched.settings.unretrievableAttributes ?? []);
    while (isMore && found.length < limit) {
      const batch = catalogue.recordsAfter(index, after, limit);
      for (const { objectID, text } of batch) {
        if (found.length === limit) break;
        after = objectID;
        if (!wanted.has(objectID)) continue;
        found.push(pick(JSON.parse(text) as { objectID: string }, settings.attributesToRetrieve ?? ["*"], hidden));
      }
      isMore = batch.length === limit || batch.at(-1)?.objectID !== (after ?? undefined);
    }
    const next = Buffer.from(JSON.stringify({ after, given: position.given })).toString("base64url");
    const nbPages = Math.ceil(wanted.size / limit);
    const counts = {
      page: 0,
      nbHits: wanted.size,
      nbPages,
      hitsPerPage: limit,
      query: parameters.query ?? "",
      params: "",
    };
    return { hits: found, ...counts, processingTimeMS: 0, ...(isMore ? { cursor: next } : {}) };
  }

  function rightsFor(action: string): string {
    if (action === "clear" || action === "delete") return "deleteIndex";
    return action === "deleteObject" ? "deleteObject" : "addObject";
  }

  async function batch(call: Call, index: string | null): Promise<Json> {
    const requests = listOf(objectOf(call.body).requests, "requests", 100_000).map((one) => ({
      name: index ?? textOf(one.indexName, "indexName"),
      write: { action: textOf(one.action, "action"), body: objectOf(one.body) } satisfies Write,
    }));
    for (const { name, write } of requests) demand(call.caller, rightsFor(write.action), name);
    const objectIDs: string[] = [];
    let writes: typeof requests = [];
    const flush = async () => {
      if (writes.length > 0) objectIDs.push(...(await catalogue.write(writes)));
      writes = [];
    };
    for (const request of requests) {
      const { action } = request.write;
      if (action !== "clear" && action !== "delete") {
        writes.push(request);
        continue;
      }
      await flush();
      await (action === "clear" ? catalogue.clear(request.name) : catalogue.remove(request.name));
    }
    await flush();
    const done = task();
    const names = [...new Set(requests.map(({ name }) => name))];
    return {
      ...done,
      ...(index ? {} : { taskID: Object.fromEntries(names.map((name) => [name, done.taskID])) }),
      objectIDs,
    };
  }

  async function writeOne(call: Call, index: string, action: string, body: Json): Promise<Json> {
    demand(call.caller, rightsFor(action), index);
    const [objectID] = await catalogue.write([{ name: index, write: { action, body } }]);
    return { objectID, createdAt: iso(now()), updatedAt: iso(now()), deletedAt: iso(now()), ...task() };
  }

  function record(call: Call, index: string, objectID: string, attributes: string[] | null): Json | null {
    demand(call.caller, "search", index);
    if (call.caller.filter.length > 0) demand(call.caller, "browse", index);
    const { settings } = catalogue.searched(index);
    const found = catalogue.record(index, objectID);
    const hidden = call.caller.acl.has("seeUnretrievableAttributes") ? [] : (settings.unretrievableAttributes ?? []);
    return found ? pick(found, attributes ?? ["*"], hidden) : null;
  }

  function told<One extends { objectID: string }>(all: readonly One[], body: Json): Json {
    const words = (typeof body.query === "string" ? body.query : "").toLowerCase();
    const matching = all.filter(
      (one) =>
        (!words || JSON.stringify(one).toLowerCase().includes(words)) &&
        (!body.type || (one as Json).type === body.type),
    );
    const limit = Math.min(Math.max(1, Number(body.hitsPerPage ?? 20)), 1000);
    const page = Math.max(0, Number(body.page ?? 0));
    const hits = matching.slice(page * limit, (page + 1) * limit).map((one) => ({ ...one, _highlightResult: {} }));
    return { hits, nbHits: matching.length, page, nbPages: Math.ceil(matching.length / limit) };
  }

  const isOn = (call: Call, name: string) => call.query.get(name) === "true";

  /** A change to an index goes to its standard replicas too when that is asked for. */
  async function toFamily(call: Call, index: string, work: (name: string) => Promise<unknown>) {
    await work(index);
    if (!isOn(call, "forwardToReplicas")) return;
    for (const { name, primary, isVirtual } of catalogue.list()) if (primary === index && !isVirtual) await work(name);
  }

  function events(call: Call): Json {
    demand(call.caller, "search");
    for (const event of listOf(objectOf(call.body).events, "events", MOST_OBJECTS)) {
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
      analytics.clicked(event.queryID, given.slice(0, 20));
    }
    return { status: 200, message: "OK" };
  }

  function statistic(
    tell: (span: { index: string; from: string | null; to: string | null }, limit: number, call: Call) => unknown,
  ) {
    return async (call: Call) => {
      const index = textOf(call.query.get("index") ?? undefined, "index");
      demand(call.caller, "analytics", index);
      const limit = Math.min(Math.max(1, Number(call.query.get("limit") ?? 10) || 10), 1000);
      return tell({ index, from: call.query.get("startDate"), to: call.query.get("endDate") }, limit, call);
    };
  }

  const all: Route[] = [];
  const on = (method: string, pattern: string, answer: Route["answer"]) => {
    const [version = "", ...parts] = pattern.split("/");
    all.push({ method, version, pattern: parts, answer });
  };
  const reading = (index: string, body: Json, call: Call) => ({
    index,
    given: { ...fromQueryString(call.query.toString()), ...fromBody(body) },
  });

  on("POST", "1/indexes/*/queries", async (call) => queries(call));
  on("POST", "1/indexes/*/batch", (call) => batch(call, null));
  on("POST", "1/indexes/*/objects", async (call) => ({
    results: listOf(objectOf(call.body).requests, "requests", MOST_OBJECTS).map((one) =>
      record(
        call,
        textOf(one.indexName, "indexName"),
        textOf(one.objectID, "objectID"),
        shown(one.attributesToRetrieve),
      ),
    ),
  }));
  on("GET", "1/indexes", async (call) => {
    demand(call.caller, "listIndexes");
    const items = catalogue.list().filter(({ name }) => call.caller.mayReach(name));
    const limit = Math.min(Math.max(1, Number(call.query.get("hitsPerPage") ?? 100) || 100), 1000);
    const page = Math.max(0, Number(call.query.get("page") ?? 0) || 0);
    return {
      items: items.slice(page * limit, (page + 1) * limit).map((entry) => ({
        ...{ name: entry.name, createdAt: iso(entry.createdAt), updatedAt: iso(entry.updatedAt) },
        entries: catalogue.searched(entry.name).table.liveCount,
        ...{ dataSize: 0, fileSize: 0, lastBuildTimeS: 0, numberOfPendingTasks: 0, pendingTask: false },
        ...(entry.primary ? { primary: entry.primary, virtual: entry.isVirtual } : {}),
        ...(entry.settings.replicas ? { replicas: entry.settings.replicas } : {}),
      })),
      nbPages: Math.ceil(items.length / limit),
    };
  });
  on("POST", "1/indexes/:index/query", async (call, index) => search(call, index!, fromBody(objectOf(call.body))));
  on("GET", "1/indexes/:index", async (call, index) => search(call, index!, fromQueryString(call.query.toString())));
  on("POST", "1/indexes/:index/batch", (call, index) => batch(call, index!));
  on("POST", "1/indexes/:index/browse", async (call, index) => browse(call, index!, fromBody(objectOf(call.body))));
  on("GET", "1/indexes/:index/browse", async (call, index) => browse(call, index!, reading(index!, {}, call).given));
  on("POST", "1/indexes/:index/facets/:facet/query", async (call, index, facet) =>
    facetValues(call, index!, facet!, fromBody(objectOf(call.body))),
  );
  on("POST", "1/indexes/:index/deleteByQuery", async (call, index) => {
    demand(call.caller, "deleteIndex", index);
    const parameters = readParameters(fromBody(objectOf(call.body)));
    const isLimited = ["filters", "facetFilters", "numericFilters", "tagFilters"].some((name) => name in parameters);
    if (!isLimited) throw badRequest("DeleteByQuery endpoint only supports deletion with filters: give one");
    await catalogue.deleteBy(index!, parameters, restrictionsOf(call.caller));
    return updated();
  });
  on("POST", "1/indexes/:index/clear", async (call, index) => {
    demand(call.caller, "deleteIndex", index);
    await catalogue.clear(index!);
    return updated();
  });
  on("POST", "1/indexes/:index/operation", async (call, index) => {
    const { operation, destination, scope } = objectOf(call.body);
    demand(call.caller, "addObject", index);
    demand(call.caller, "addObject", textOf(destination, "destination"));
    if (operation === "move") demand(call.caller, "deleteIndex", index);
    await catalogue.operate(index!, textOf(operation, "operation"), textOf(destination, "destination"), shown(scope));
    return updated();
  });
  on("GET", "1/indexes/:index/settings", async (call, index) => {
    demand(call.caller, "settings", index);
    const entry = catalogue.entry(index!);
    return {
      ...toldSettings(catalogue.searched(index!).settings),
      ...(entry.primary ? { primary: entry.primary } : {}),
    };
  });
  on("PUT", "1/indexes/:index/settings", async (call, index) => {
    demand(call.caller, "editSettings", index);
    await catalogue.setSettings(index!, objectOf(call.body), isOn(call, "forwardToReplicas"));
    return updated();
  });
  for (const path of ["1/indexes/:index/task/:task", "1/task/:task"]) {
    on("GET", path, async (call, ...names) => {
      const right =
        names.length > 1 ? ["addObject", "deleteObject", "editSettings"].some((one) => call.caller.acl.has(one)) : true;
      if (!right) demand(call.caller, "addObject");
      const isDone = Number(names.at(-1)) <= lastTask;
      return { status: isDone ? "published" : "notPublished", pendingTask: !isDone };
    });
  }
  for (const kind of ["synonyms", "rules"] as const) {
    const save = kind === "synonyms" ? catalogue.saveSynonyms : catalogue.saveRules;
    const drop = kind === "synonyms" ? catalogue.removeSynonym : catalogue.removeRule;
    const kept = (index: string): Record<string, { objectID: string }> =>
      catalogue.entry(index)[kind] as Record<string, { objectID: string }>;
    const editing = (call: Call, index: string, work: (name: string) => Promise<unknown>) => {
      demand(call.caller, "editSettings", index);
      return toFamily(call, index, work);
    };
    on("POST", `1/indexes/:index/${kind}/batch`, async (call, index) => {
      const list = listOf(call.body, kind, 100_000);
      const isAll = isOn(call, kind === "synonyms" ? "replaceExistingSynonyms" : "clearExistingRules");
      await editing(call, index!, (name) => save(name, list, isAll));
      return updated();
    });
    on("POST", `1/indexes/:index/${kind}/clear`, async (call, index) => {
      await editing(call, index!, (name) => save(name, [], true));
      return updated();
    });
    on("POST", `1/indexes/:index/${kind}/search`, async (call, index) => {
      demand(call.caller, "settings", index);
      return told(Object.values(kept(index!)), objectOf(call.body));
    });
    on("PUT", `1/indexes/:index/${kind}/:id`, async (call, index, id) => {
      await editing(call, index!, (name) => save(name, [{ ...objectOf(call.body), objectID: id }], false));
      return updated({ id });
    });
    on("DELETE", `1/indexes/:index/${kind}/:id`, async (call, index, id) => {
      await editing(call, index!, (name) => drop(name, id!));
      return { ...updated(), deletedAt: iso(now()) };
    });
    on("GET", `1/indexes/:index/${kind}/:id`, async (call, index, id) => {
      demand(call.caller, "settings", index);
      const found = kept(index!)[id!];
      if (!found) throw new Fault(404, `${kind === "synonyms" ? "Synonym set" : "Rule"} does not exist`);
      return found;
    });
  }
  on("DELETE", "1/indexes/:index", async (call, index) => {
    demand(call.caller, "deleteIndex", index);
    await catalogue.remove(index!);
    return { ...task(), deletedAt: iso(now()) };
  });
  on("POST", "1/indexes/:index", (call, index) => writeOne(call, index!, "addObject", objectOf(call.body)));
  on("POST", "1/indexes/:index/:id/partial", (call, index, id) => {
    const action =
      call.query.get("createIfNotExists") === "false" ? "partialUpdateObjectNoCreate" : "partialUpdateObject";
    return writeOne(call, index!, action, { ...objectOf(call.body), objectID: id });
  });
  on("PUT", "1/indexes/:index/:id", (call, index, id) =>
    writeOne(call, index!, "updateObject", { ...objectOf(call.body), objectID: id }),
  );
  on("DELETE", "1/indexes/:index/:id", (call, index, id) => writeOne(call, index!, "deleteObject", { objectID: id }));
  on("GET", "1/indexes/:index/:id", async (call, index, id) => {
    const found = record(call, index!, id!, call.query.get("attributesToRetrieve")?.split(",") ?? null);
    if (!found) throw new Fault(404, "ObjectID does not exist");
    return found;
  });

  on("GET", "1/keys", async (call) => {
    demand(call.caller, "editSettings");
    return { keys: keys.list() };
  });
  on("POST", "1/keys", async (call) => {
    demand(call.caller, "editSettings");
    const { value } = keys.add(objectOf(call.body));
    return { key: value, createdAt: iso(now()) };
  });
  on("GET", "1/keys/:key", async (call, key) => {
    demand(call.caller, "editSettings");
    return keys.get(key!);
  });
  on("PUT", "1/keys/:key", async (call, key) => {
    demand(call.caller, "editSettings");
    keys.update(key!, objectOf(call.body));
    return { key, updatedAt: iso(now()) };
  });
  on("DELETE", "1/keys/:key", async (call, key) => {
    demand(call.caller, "editSettings");
    keys.remove(key!);
    return { deletedAt: iso(now()) };
  });

  on("POST", "1/events", async (call) => events(call));
  on(
    "GET",
    "2/searches",
    statistic((span, limit, call) => analytics.top(span, limit, isOn(call, "clickAnalytics"))),
  );
  on(
    "GET",
    "2/searches/noResults",
    statistic((span, limit) => analytics.noResults(span, limit)),
  );
  on(
    "GET",
    "2/searches/count",
    statistic((span) => analytics.count(span)),
  );
  on(
    "GET",
    "2/searches/noResultRate",
    statistic((span) => analytics.noResultRate(span)),
  );
  on(
    "GET",
    "2/clicks/clickThroughRate",
    statistic((span) => analytics.clickThroughRate(span)),
  );
  on(
    "GET",
    "2/clicks/averageClickPosition",
    statistic((span) => analytics.averageClickPosition(span)),
  );
  on(
    "GET",
    "2/clicks/positions",
    statistic((span) => analytics.clickPositions(span)),
  );

  /** Answers a request, in the order in which the routes stand; throws a `Fault` for what is not one of them. */
  return async function answer(call: Call): Promise<unknown> {
    for (const route of all) {
      if (route.method !== call.method || route.version !== call.version || route.pattern.length !== call.path.length)
        continue;
      const fits = route.pattern.every((part, at) => part.startsWith(":") || part === call.path[at]);
      if (fits) return route.answer(call, ...call.path.filter((_, at) => route.pattern[at]!.startsWith(":")));
    }
    throw new Fault(404, `Path not found: ${call.method} /${[call.version, ...call.path].join("/")}`);
  };
}
