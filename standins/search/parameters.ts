import { badRequest } from "./fault";

/** What a request asks of a search; each name is one of Algolia's. */
export type Parameters = Partial<{
  query: string;
  similarQuery: string;
  filters: string;
  facetFilters: unknown;
  numericFilters: unknown;
  tagFilters: unknown;
  facets: string[];
  page: number;
  hitsPerPage: number;
  offset: number;
  length: number;
  restrictSearchableAttributes: string[];
  facetingAfterDistinct: boolean;
  synonyms: boolean;
  clickAnalytics: boolean;
  analytics: boolean;
  userToken: string;
  getRankingInfo: boolean;
  explain: string[];
  maxFacetHits: number;
  facetQuery: string;
  cursor: string;
}> &
  SearchSettings;

/** Settings that a single search may replace. */
export type SearchSettings = Partial<{
  attributesToRetrieve: string[];
  ranking: string[];
  customRanking: string[];
  attributesToHighlight: string[];
  attributesToSnippet: string[];
  highlightPreTag: string;
  highlightPostTag: string;
  snippetEllipsisText: string;
  restrictHighlightAndSnippetArrays: boolean;
  hitsPerPage: number;
  minWordSizefor1Typo: number;
  minWordSizefor2Typos: number;
  typoTolerance: boolean | string;
  allowTyposOnNumericTokens: boolean;
  disableTypoToleranceOnAttributes: string[];
  ignorePlurals: boolean | string[];
  removeStopWords: boolean | string[];
  queryType: string;
  removeWordsIfNoResults: string;
  optionalWords: string | string[];
  disableExactOnAttributes: string[];
  exactOnSingleWordQuery: string;
  alternativesAsExact: string[];
  distinct: boolean | number;
  replaceSynonymsInHighlight: boolean;
  responseFields: string[];
  maxValuesPerFacet: number;
  sortFacetValuesBy: string;
  renderingContent: Record<string, unknown>;
  relevancyStrictness: number;
}>;

/** Settings that only the index itself has. */
export type IndexSettings = SearchSettings &
  Partial<{
    searchableAttributes: string[];
    attributesForFaceting: string[];
    unretrievableAttributes: string[];
    attributeForDistinct: string;
    paginationLimitedTo: number;
    disableTypoToleranceOnWords: string[];
    disablePrefixOnAttributes: string[];
    separatorsToIndex: string;
    replicas: string[];
    userData: unknown;
    maxFacetHits: number;
  }>;

type Kind =
  "text" | "number" | "flag" | "texts" | "textOrTexts" | "flagOrTexts" | "flagOrText" | "flagOrNumber" | "any";

const SEARCH_SETTINGS: Record<keyof Required<SearchSettings>, Kind> = {
  attributesToRetrieve: "texts",
  ranking: "texts",
  customRanking: "texts",
  attributesToHighlight: "texts",
  attributesToSnippet: "texts",
  highlightPreTag: "text",
  highlightPostTag: "text",
  snippetEllipsisText: "text",
  restrictHighlightAndSnippetArrays: "flag",
  hitsPerPage: "number",
  minWordSizefor1Typo: "number",
  minWordSizefor2Typos: "number",
  typoTolerance: "flagOrText",
  allowTyposOnNumericTokens: "flag",
  disableTypoToleranceOnAttributes: "texts",
  ignorePlurals: "flagOrTexts",
  removeStopWords: "flagOrTexts",
  queryType: "text",
  removeWordsIfNoResults: "text",
  optionalWords: "textOrTexts",
  disableExactOnAttributes: "texts",
  exactOnSingleWordQuery: "text",
  alternativesAsExact: "texts",
  distinct: "flagOrNumber",
  replaceSynonymsInHighlight: "flag",
  responseFields: "texts",
  maxValuesPerFacet: "number",
  sortFacetValuesBy: "text",
  renderingContent: "any",
  relevancyStrictness: "number",
};

const PARAMETERS: Record<keyof Required<Parameters>, Kind> = {
  ...SEARCH_SETTINGS,
  query: "text",
  similarQuery: "text",
  filters: "text",
  facetFilters: "any",
  numericFilters: "any",
  tagFilters: "any",
  facets: "texts",
  page: "number",
  hitsPerPage: "number",
  offset: "number",
  length: "number",
  restrictSearchableAttributes: "texts",
  facetingAfterDistinct: "flag",
  synonyms: "flag",
  clickAnalytics: "flag",
  analytics: "flag",
  userToken: "text",
  getRankingInfo: "flag",
  explain: "texts",
  maxFacetHits: "number",
  facetQuery: "text",
  cursor: "text",
};

const INDEX_SETTINGS: Record<keyof Required<IndexSettings>, Kind> = {
  ...SEARCH_SETTINGS,
  searchableAttributes: "texts",
  attributesForFaceting: "texts",
  unretrievableAttributes: "texts",
  attributeForDistinct: "text",
  paginationLimitedTo: "number",
  disableTypoToleranceOnWords: "texts",
  disablePrefixOnAttributes: "texts",
  separatorsToIndex: "text",
  replicas: "texts",
  userData: "any",
  maxFacetHits: "number",
};

// These change what Algolia shows or measures, never what is found here; they are taken and have no effect.
const WITHOUT_EFFECT = new Set([
  ..."enableRules ruleContexts enablePersonalization personalizationImpact enableABTest enableReRanking percentileComputation".split(
    " ",
  ),
  ..."analyticsTags queryLanguages indexLanguages decompoundQuery decompoundedAttributes minProximity numericAttributesForFiltering".split(
    " ",
  ),
  ..."attributeCriteriaComputedByMinProximity allowCompressionOfIntegerArray naturalLanguages sumOrFiltersScores version".split(
    " ",
  ),
  ..."advancedSyntaxFeatures reRankingApplyFilter sortingStrictness primary extensions x-algolia-agent".split(" "),
]);

// Algolia does these and this engine does not: better said than passed over.
const REFUSED = new Set([
  ..."aroundLatLng aroundLatLngViaIP aroundRadius aroundPrecision minimumAroundRadius insideBoundingBox insidePolygon".split(
    " ",
  ),
  ..."optionalFilters semanticSearch customNormalization keepDiacriticsOnCharacters camelCaseAttributes attributesToTransliterate".split(
    " ",
  ),
]);

// The value that Algolia takes for "not asked for".
const isOff = (name: string, value: unknown): boolean =>
  (name === "advancedSyntax" && value === false) ||
  (name === "mode" && value === "keywordSearch") ||
  (Array.isArray(value) && value.length === 0) ||
  value === "" ||
  value === "{}";

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

const FITS: Record<Kind, (value: unknown) => boolean> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number" && Number.isFinite(value),
  flag: (value) => typeof value === "boolean",
  texts: isTexts,
  textOrTexts: (value) => typeof value === "string" || isTexts(value),
  flagOrTexts: (value) => typeof value === "boolean" || isTexts(value),
  flagOrText: (value) => typeof value === "boolean" || typeof value === "string",
  flagOrNumber: (value) => typeof value === "boolean" || typeof value === "number",
  any: () => true,
};

const FORMS: Record<Kind, string> = {
  text: "a string",
  number: "a number",
  flag: "a boolean",
  texts: "an array of strings",
  textOrTexts: "a string or an array of strings",
  flagOrTexts: "a boolean or an array of strings",
  flagOrText: "a boolean or a string",
  flagOrNumber: "a boolean or a number",
  any: "JSON",
};

function read(
  given: Record<string, unknown>,
  kinds: Record<string, Kind>,
  unknown: (name: string) => string,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || WITHOUT_EFFECT.has(name)) continue;
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (!kind) {
      const isRefused = REFUSED.has(name) || name === "advancedSyntax" || name === "mode";
      if (isRefused && (value === null || isOff(name, value))) continue;
      throw badRequest(isRefused ? `${name}: the local search service does not support this` : unknown(name));
    }
    if (value === null) result[name] = null;
    else if (FITS[kind](value)) result[name] = value;
    else if (kind === "texts" && typeof value === "string") result[name] = value.split(",").map((one) => one.trim());
    else throw badRequest(`Invalid value for "${name}", expected ${FORMS[kind]}`);
  }
  return result;
}

/** Reads what a search asks for; throws a `Fault` for a name or a form that there is not. */
export function readParameters(given: Record<string, unknown>): Parameters {
  const all = read(given, PARAMETERS, (name) => `Unknown parameter: ${name}`);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** Reads settings to change; null stands for "as it was before anyone set it". */
export function readSettings(given: Record<string, unknown>): Record<string, unknown> {
  const settings = read(given, INDEX_SETTINGS, (name) => `Invalid object attributes: ${name} near line:1 column:1`);
  const paths = [settings.searchableAttributes, settings.attributesForFaceting].flat();
  if (paths.some((path) => typeof path === "string" && !/^[a-zA-Z]+\([^()]+\)$|^[^()]+$/.test(path))) {
    throw badRequest("Invalid attribute: an opening or closing parenthesis is missing");
  }
  const order = [settings.ranking, settings.customRanking].flat();
  for (const criterion of order) {
    const isKnown =
      typeof criterion !== "string" ||
      /^(asc|desc)\(.+\)$/.test(criterion) ||
      ["typo", "geo", "words", "filters", "proximity", "attribute", "exact", "custom"].includes(criterion);
    if (!isKnown) throw badRequest(`Invalid ranking criterion: ${String(criterion)}`);
  }
  return settings;
}

// A value in a query string: what is JSON for its kind is read as such.
function fromText(name: string, value: string): unknown {
  const kind = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name as keyof Parameters] : "any";
  if (kind === "text") return value;
  if (/^[[{"]/.test(value) || (kind !== "texts" && /^(true|false|null|-?\d+(\.\d+)?)$/.test(value))) {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw badRequest(`Invalid value for "${name}"`);
    }
  }
  return value;
}

/** The parameters of a query string such as `query=loaf&hitsPerPage=5`. */
export function fromQueryString(text: string): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text.replace(/^\?/, ""))) all[name] = fromText(name, value);
  return all;
}

/** The parameters of a request body, be they fields, or one string under `params`. */
export function fromBody(body: Record<string, unknown>): Record<string, unknown> {
  const { params, ...rest } = body;
  if (typeof params === "string") return { ...fromQueryString(params), ...rest };
  if (typeof params === "object" && params !== null && !Array.isArray(params)) return { ...params, ...rest };
  return rest;
}

const DEFAULTS = {
  ranking: ["typo", "geo", "words", "filters", "proximity", "attribute", "exact", "custom"],
  highlightPreTag: "<em>",
  highlightPostTag: "</em>",
  snippetEllipsisText: "…",
  hitsPerPage: 20,
  minWordSizefor1Typo: 4,
  minWordSizefor2Typos: 8,
  typoTolerance: true as boolean | string,
  allowTyposOnNumericTokens: true,
  ignorePlurals: false as boolean | string[],
  removeStopWords: false as boolean | string[],
  queryType: "prefixLast",
  removeWordsIfNoResults: "none",
  exactOnSingleWordQuery: "attribute",
  alternativesAsExact: ["ignorePlurals", "singleWordSynonym"],
  maxValuesPerFacet: 100,
  sortFacetValuesBy: "count",
  paginationLimitedTo: 1000,
  separatorsToIndex: "",
};

/** What holds for one search: the request over the index's settings over the defaults. */
export type Effective = typeof DEFAULTS & IndexSettings & Parameters;

/** What holds for one search. */
export function effective(settings: IndexSettings, parameters: Parameters): Effective {
  return { ...DEFAULTS, ...settings, ...parameters };
}

/** Settings as `GET settings` tells them, defaults included. */
export function toldSettings(settings: IndexSettings): Record<string, unknown> {
  return {
    ...{ ...DEFAULTS, searchableAttributes: null, attributesForFaceting: null, attributesToRetrieve: null },
    ...{ attributesToSnippet: null, attributesToHighlight: null, unretrievableAttributes: null, optionalWords: null },
    ...{ customRanking: null, attributeForDistinct: null, distinct: false, numericAttributesForFiltering: null },
    ...settings,
    version: 2,
  };
}
