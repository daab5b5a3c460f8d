import { createFetchRequester } from "@algolia/requester-fetch";
import { algoliasearch, type Algoliasearch } from "algoliasearch";
import { indexNames, type IndexNames } from "../../services/search/index-settings";
import type { SearchHouse } from "../../services/search/give-access";
import type { ActionCtx } from "../_generated/server";
import { setting } from "../functions";

/** Where a search client talks to instead of Algolia: an address with a path, as the stand-in has. */
function hostAt(address: string) {
  const { protocol, host, pathname } = new URL(address);
  return {
    url: host + pathname.replace(/\/$/, ""),
    accept: "readWrite" as const,
    protocol: protocol === "http:" ? ("http" as const) : ("https" as const),
  };
}

/** What an errand of the search channel needs of its action. */
export type SearchCtx = Pick<ActionCtx, "runQuery" | "runMutation">;
export type SearchService = { client: Algoliasearch; names: IndexNames; target: string };

/** The names that this school's indices have at its search service. */
export const namesOfIndices = (): IndexNames => indexNames(setting("ALGOLIA_INDEX_PREFIX") ?? "doctrina_");

/** The search service as the keys of browsers name it; null without one. */
export function searchHouse(): SearchHouse | null {
  const appId = setting("ALGOLIA_APP_ID");
  const searchKey = setting("ALGOLIA_SEARCH_API_KEY");
  if (!appId || !searchKey) return null;
  return { appId, searchKey, isEmbedded: setting("ALGOLIA_HOST") !== null, names: namesOfIndices() };
}

/** Which application and indices this school searches in; null without a search service. */
export function searchTarget(): string | null {
  const appId = setting("ALGOLIA_APP_ID");
  return appId && `${appId}/${namesOfIndices().courses}`;
}

/** The search service with the right to write; throws a sentence where the school has none. */
export function searchService(): SearchService {
  const appId = setting("ALGOLIA_APP_ID");
  const apiKey = setting("ALGOLIA_ADMIN_API_KEY");
  const target = searchTarget();
  if (!appId || !apiKey || !target) throw new Error("ALGOLIA_APP_ID or ALGOLIA_ADMIN_API_KEY is not set");
  const address = setting("ALGOLIA_HOST");
  const client = algoliasearch(appId, apiKey, {
    requester: createFetchRequester(),
    ...(address ? { hosts: [hostAt(address)] } : {}),
    timeouts: { connect: 2_000, read: 10_000, write: 60_000 },
  });
  return { client, names: namesOfIndices(), target };
}

/** Where statistics are asked for: with Algolia an address of its own, by region. */
export function statisticsClient({ client }: SearchService) {
  const address = setting("ALGOLIA_HOST");
  const region = setting("ALGOLIA_REGION");
  return client.initAnalytics({
    ...(region === "de" || region === "us" ? { region } : {}),
    options: { requester: createFetchRequester(), ...(address ? { hosts: [hostAt(address)] } : {}) },
  });
}

/** What went wrong, for the admin. Algolia's words about hosts that cannot be reached fit its own service alone. */
export function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isAway = error.name === "RetryError" && setting("ALGOLIA_HOST") !== null;
  return isAway ? "The school's own search service did not answer." : error.message;
}

/** A refusal for good: the service has read what was sent and will never take it. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Error && "status" in error && error.status === 400;
