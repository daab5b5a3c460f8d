import { badRequest } from "./fault";
import {
  isJson,
  listOf,
  objectOf,
  parametersOf,
  restrictionsOf,
  textOf,
  type Call,
  type Json,
  type On,
  type Parts,
} from "./calls";
import { demand } from "./keys";
import { effective, fromBody, fromQueryString } from "./parameters";
import { pick } from "./record";
import { findIds, runFacetQuery, runQuery } from "./run-query";

const MOST_QUERIES = 100;

type Position = { after: string | null; given: Json };

// A cursor says where to go on and with what.
function positionOf(cursor: unknown, given: Json): Position {
  if (typeof cursor !== "string" || !cursor) return { after: null, given };
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (isJson(read) && isJson(read.given) && (read.after === null || typeof read.after === "string")) {
      return { after: read.after, given: read.given };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw badRequest("Invalid cursor");
}

/** Searching, several searches at once, values of facets, and going through all records. */
export function searchRoutes(on: On, parts: Parts): void {
  function search(call: Call, index: string, given: Json): Json {
    const started = performance.now();
    demand(call.caller, "search", index);
    const parameters = parametersOf(call.caller, given);
    const searched = parts.catalogue.searched(index);
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
    const queryID = isCounted || isTracked ? parts.analytics.searched(noted) : undefined;
    const params = Object.entries(given).map(
      ([name, value]) => `${name}=${encodeURIComponent(typeof value === "string" ? value : JSON.stringify(value))}`,
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
    const facetHits = runFacetQuery(parts.catalogue.searched(index), facet, typed, parameters, restrictions);
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

  function browse(call: Call, index: string, given: Json): Json {
    demand(call.caller, "browse", index);
    const { cursor, ...first } = given;
    const position = positionOf(cursor, first);
    const parameters = parametersOf(call.caller, position.given);
    const searched = parts.catalogue.searched(index);
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
      const batch = parts.catalogue.recordsAfter(index, after, limit);
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

  on("POST", "1/indexes/*/queries", async (call) => queries(call));
  on("POST", "1/indexes/:index/query", async (call, index = "") => search(call, index, fromBody(objectOf(call.body))));
  on("GET", "1/indexes/:index", async (call, index = "") =>
    search(call, index, fromQueryString(call.query.toString())),
  );
  on("POST", "1/indexes/:index/browse", async (call, index = "") => browse(call, index, fromBody(objectOf(call.body))));
  on("GET", "1/indexes/:index/browse", async (call, index = "") =>
    browse(call, index, fromQueryString(call.query.toString())),
  );
  on("POST", "1/indexes/:index/facets/:facet/query", async (call, index = "", facet = "") =>
    facetValues(call, index, facet, fromBody(objectOf(call.body))),
  );
}
