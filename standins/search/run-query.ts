import { highlighter } from "./highlight";
import { facetCounts, searchFacet } from "./facets";
import { readFilter, type Filter } from "./filters";
import { allowedDocuments } from "./filter-documents";
import { badRequest } from "./fault";
import { match, matchAll, type Matches } from "./match";
import { effective, type Effective, type IndexSettings, type Parameters } from "./parameters";
import { queryReader, queryWords, type Reading } from "./query";
import { comparator, distinctDocuments, firstOf } from "./rank";
import { pick, type SearchRecord } from "./record";
import type { Replacement } from "./synonyms";
import type { Table } from "./table";
import { tokens } from "./tokenise";

/** An index as a search sees it. `record` reads one by its objectID; null when it is gone. */
export type Searched = {
  name: string;
  table: Table;
  settings: IndexSettings;
  replacements: readonly Replacement[];
  isVirtual: boolean;
  record: (objectID: string) => SearchRecord | null;
};

/** What the caller's key adds: conditions that always hold, and whether hidden attributes may be seen. */
export type Restrictions = { filter: Filter; seesHidden: boolean };

const MOST_HITS = 1000;

type Found = { matches: Matches; readings: Reading[]; words: string[] };

function optionalWordsOf(settings: Effective): Set<string> {
  const given = settings.optionalWords ?? [];
  return new Set((typeof given === "string" ? [given] : given).flatMap((one) => tokens(one)));
}

function find(searched: Searched, settings: Effective, allowed: Uint8Array): Found {
  const { table } = searched;
  const query = settings.similarQuery ?? settings.query ?? "";
  const words = queryWords(query, settings);
  if (words.length === 0) return { matches: matchAll(table, allowed), readings: [], words };
  const reader = queryReader(table, settings, settings.synonyms === false ? [] : searched.replacements);
  const optional = optionalWordsOf(settings);
  const attempt = (texts: string[], isOptional: (word: string) => boolean): Found => {
    const readings = reader.read(texts, isOptional);
    return { matches: match(table, settings, readings, allowed), readings, words: texts };
  };
  const isSimilar = settings.similarQuery !== undefined;
  const first = attempt(words, (word) => isSimilar || optional.has(word));
  const rule = settings.removeWordsIfNoResults;
  if (first.matches.documents.length > 0 || rule === "none" || words.length === 1) return first;
  if (rule === "allOptional") return attempt(words, () => true);
  for (let left = words.length - 1; left > 0; left--) {
    const kept = rule === "firstWords" ? words.slice(words.length - left) : words.slice(0, left);
    const found = attempt(kept, (word) => optional.has(word));
    if (found.matches.documents.length > 0) return found;
  }
  return first;
}

function whole(value: number | undefined, name: string, fallback: number, most: number): number {
  if (value === undefined) return fallback;
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw badRequest(`Invalid value for "${name}", expected an integer between 0 and ${most}`);
  }
  return value;
}

function pageOf(settings: Effective): { from: number; count: number; page: number; hitsPerPage: number } {
  const hitsPerPage = whole(settings.hitsPerPage, "hitsPerPage", 20, MOST_HITS);
  const page = whole(settings.page, "page", 0, 1_000_000);
  if (settings.offset === undefined && settings.length === undefined) {
    return { from: page * hitsPerPage, count: hitsPerPage, page, hitsPerPage };
  }
  const count = whole(settings.length, "length", hitsPerPage, MOST_HITS);
  return { from: whole(settings.offset, "offset", 0, 1_000_000), count, page: 0, hitsPerPage: count };
}

/** Runs one search; the answer has Algolia's shape, without what only the server knows (times, query id). */
export function runQuery(
  searched: Searched,
  parameters: Parameters,
  restrictions: Restrictions,
): Record<string, unknown> {
  const { table } = searched;
  const settings = effective(searched.settings, parameters);
  const { from, count, page, hitsPerPage } = pageOf(settings);
  const allowed = allowedDocuments(table, [...restrictions.filter, ...readFilter(parameters)]);
  const { matches, readings, words } = find(searched, settings, allowed);
  const compare = comparator(table, settings, matches, searched.isVirtual);
  const most = settings.distinct === true ? 1 : Number(settings.distinct ?? 0);
  const { leaders, members } = distinctDocuments(table, matches.documents, most, compare);
  const limit = Math.max(1, Math.min(settings.paginationLimitedTo, MOST_HITS));
  const to = Math.min(from + count, limit);
  const shown = firstOf(leaders, to, compare)
    .slice(from)
    .flatMap((document) => members?.get(document) ?? [document]);
  const { of: highlight } = highlighter(table, settings, readings, words);
  const hidden = restrictions.seesHidden ? [] : (searched.settings.unretrievableAttributes ?? []);
  const retrieved = settings.attributesToRetrieve ?? ["*"];
  const hits = shown.flatMap((document) => {
    const record = searched.record(table.ids[document]!);
    if (!record) return [];
    const visible = hidden.length > 0 ? pick(record, ["*"], hidden) : record;
    const ranking = settings.getRankingInfo
      ? { _rankingInfo: { nbTypos: matches.typos[document], userScore: document } }
      : {};
    return [{ ...pick(record, retrieved, hidden), ...highlight(visible), ...ranking }];
  });
  const { facets, stats } = facetCounts(table, settings, settings.facetingAfterDistinct ? leaders : matches.documents);
  const isAll = { exhaustiveFacetsCount: true, exhaustiveNbHits: true, exhaustiveTypo: true };
  const answer: Record<string, unknown> = {
    hits,
    nbHits: leaders.length,
    ...(settings.offset === undefined && settings.length === undefined
      ? { page, nbPages: hitsPerPage === 0 ? 0 : Math.ceil(Math.min(leaders.length, limit) / hitsPerPage), hitsPerPage }
      : { offset: from, length: count }),
    ...(parameters.facets ? { facets } : {}),
    ...(Object.keys(stats).length > 0 ? { facets_stats: stats } : {}),
    ...isAll,
    exhaustive: { facetsCount: true, nbHits: true, typo: true },
    query: parameters.query ?? "",
    ...(settings.renderingContent ? { renderingContent: settings.renderingContent } : {}),
    ...(searched.settings.userData !== undefined ? { userData: searched.settings.userData } : {}),
  };
  const fields = settings.responseFields ?? ["*"];
  if (fields.includes("*")) return answer;
  return Object.fromEntries(Object.entries(answer).filter(([name]) => fields.includes(name)));
}

/** Looks through the values of one facet, within what the other parameters find. */
export function runFacetQuery(
  searched: Searched,
  path: string,
  typed: string,
  parameters: Parameters,
  restrictions: Restrictions,
) {
  const settings = effective(searched.settings, parameters);
  const allowed = allowedDocuments(searched.table, [...restrictions.filter, ...readFilter(parameters)]);
  const { matches } = find(searched, settings, allowed);
  return searchFacet(searched.table, settings, path, typed, matches.documents);
}

/** The objectIDs that a search finds, in the order of their text: for going through them, or deleting them. */
export function findIds(searched: Searched, parameters: Parameters, restrictions: Restrictions): string[] {
  const settings = effective(searched.settings, parameters);
  const allowed = allowedDocuments(searched.table, [...restrictions.filter, ...readFilter(parameters)]);
  const { matches } = find(searched, settings, allowed);
  return Array.from(matches.documents, (document) => searched.table.ids[document]!);
}
