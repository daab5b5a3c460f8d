import { liteClient, type LiteClient } from "algoliasearch/lite";
import type { SearchAccess } from "@/services/search/search-access";

const embeddedPath = "/_svc/search";
/** How long (ms) a search may take before the page says that it cannot. */
const patience = { connect: 4_000, read: 6_000, write: 6_000 };

/**
 * The client would keep every answer for as long as the page is open. A course that was published a moment ago is to be
 * found by whoever asks again.
 */
const forgetful: NonNullable<Parameters<typeof liteClient>[2]>["responsesCache"] = {
  get: (_key, ask) => ask(),
  set: (_key, value) => Promise.resolve(value),
  delete: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

/** A client of the search service with the viewer's key: Algolia's own, at Algolia or through this page's origin. */
export function searchClient({ appId, apiKey, isEmbedded }: SearchAccess): LiteClient {
  if (!isEmbedded) return liteClient(appId, apiKey, { timeouts: patience, responsesCache: forgetful });
  const { host, protocol } = window.location;
  return liteClient(appId, apiKey, {
    hosts: [{ url: host + embeddedPath, accept: "readWrite", protocol: protocol === "http:" ? "http" : "https" }],
    timeouts: patience,
    responsesCache: forgetful,
  });
}

/** Names a sitting at this browser and nobody in it: made anew with every page that is loaded, and kept nowhere. */
const sitting = `s-${typeof crypto === "undefined" ? "0" : crypto.randomUUID()}`;
/** What every search of this browser says of itself, so that its clicks can be counted. */
export const tracked = { clickAnalytics: true, userToken: sitting };

export type Choice = { index: string; queryID: string | undefined; objectID: string; position: number };

/**
 * Tells the search service that a hit was chosen. `position` counts from 1. The page may be left in the same moment, so
 * that this is a request that outlives it; one that is lost is a click that was not counted.
 */
export function tellChoice(access: SearchAccess, { index, queryID, objectID, position }: Choice): void {
  if (!queryID) return;
  const base = access.isEmbedded ? embeddedPath : "https://insights.algolia.io";
  // In the address rather than in headers: a request that outlives its page may not ask for permission first.
  const who = new URLSearchParams({
    "x-algolia-application-id": access.appId,
    "x-algolia-api-key": access.apiKey,
  });
  const event = { eventType: "click", eventName: "Hit chosen", index, userToken: sitting, queryID };
  void fetch(`${base}/1/events?${who.toString()}`, {
    method: "POST",
    keepalive: true,
    body: JSON.stringify({ events: [{ ...event, objectIDs: [objectID], positions: [position] }] }),
  }).catch(() => undefined);
}
