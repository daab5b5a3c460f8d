import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { badRequest, Fault } from "./fault";
import { readFilter, type Filter } from "./filters";
import { fromQueryString, readParameters, type Parameters } from "./parameters";
import type { Store } from "./store";

/** A key that somebody made; times in ms, `validity` in seconds, 0 for ever. */
export type ApiKey = {
  value: string;
  acl: string[];
  createdAt: number;
  validity: number;
  indexes: string[];
  description: string;
  maxHitsPerQuery: number;
  maxQueriesPerIPPerHour: number;
  queryParameters: string;
};

/** What a caller may do: `forced` replaces what a request asks for, `filter` comes on top of it. */
export type Caller = {
  acl: ReadonlySet<string>;
  mayReach: (index: string) => boolean;
  filter: Filter;
  forced: Parameters;
  mostHits: number;
};

const ACLS = [
  ..."search browse addObject deleteObject deleteIndex settings editSettings analytics recommendation usage logs listIndexes".split(
    " ",
  ),
  ..."seeUnretrievableAttributes nluReadAnswers inference personalization".split(" "),
];
const MOST_KEYS = 1000;

const digest = (text: string) => createHash("sha256").update(text).digest();
const isSame = (given: string, expected: string) => timingSafeEqual(digest(given), digest(expected));

const forbidden = (message: string) => new Fault(403, message);
const invalid = () => forbidden("Invalid Application-ID or API key");

/** Index names with a star at their beginning or end, or both. */
function reaches(patterns: readonly string[], index: string): boolean {
  return patterns.some((pattern) => {
    const bare = pattern.replace(/^\*|\*$/g, "");
    const [starts, ends] = [pattern.startsWith("*"), pattern.endsWith("*")];
    if (starts && ends) return index.includes(bare);
    return starts ? index.endsWith(bare) : ends ? index.startsWith(bare) : index === pattern;
  });
}

const texts = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((one): one is string => typeof one === "string")
    : typeof value === "string" && value
      ? value.split(",").map((one) => one.trim())
      : [];

/** Reads a key as it was asked for; throws a `Fault` for rights that there are not. */
function readKey(given: Record<string, unknown>): Omit<ApiKey, "value" | "createdAt"> {
  const acl = texts(given.acl);
  const unknown = acl.find((one) => !ACLS.includes(one));
  if (acl.length === 0 || unknown !== undefined) throw badRequest(`Invalid ACL: ${unknown ?? "none given"}`);
  const count = (name: string) => (typeof given[name] === "number" ? Math.max(0, given[name]) : 0);
  const text = (name: string) => (typeof given[name] === "string" ? given[name] : "");
  if (texts(given.referers).length > 0) throw badRequest("referers: the local search service does not support this");
  const queryParameters = text("queryParameters");
  readParameters(fromQueryString(queryParameters));
  return {
    ...{ acl, indexes: texts(given.indexes), description: text("description"), queryParameters },
    ...{ validity: count("validity"), maxHitsPerQuery: count("maxHitsPerQuery") },
    maxQueriesPerIPPerHour: count("maxQueriesPerIPPerHour"),
  };
}

/** The keys of one application: the admin's, the one for searching, those that were made, and secured ones. */
export function openKeys(
  store: Store,
  options: { appId: string; adminKey: string; searchKey: string },
  now: () => number,
) {
  const kept = new Map(store.all("key").map(({ value }) => [(value as ApiKey).value, value as ApiKey]));
  const everyone = { validity: 0, indexes: [], maxHitsPerQuery: 0, maxQueriesPerIPPerHour: 0, queryParameters: "" };
  const searchKey: ApiKey = {
    ...everyone,
    value: options.searchKey,
    acl: ["search"],
    createdAt: 0,
    description: "Search",
  };
  const admin: Caller = { acl: new Set(ACLS), mayReach: () => true, filter: [], forced: {}, mostHits: Infinity };

  const isLive = (key: ApiKey) => key.validity === 0 || key.createdAt + key.validity * 1000 > now();

  function split(parameters: Parameters): { filter: Filter; forced: Parameters } {
    const { filters, facetFilters, numericFilters, tagFilters, ...forced } = parameters;
    return { filter: readFilter({ filters, facetFilters, numericFilters, tagFilters }), forced };
  }

  function callerOf(key: ApiKey): Caller {
    const mayReach = (index: string) => key.indexes.length === 0 || reaches(key.indexes, index);
    const mostHits = key.maxHitsPerQuery || Infinity;
    return {
      acl: new Set(key.acl),
      mayReach,
      mostHits,
      ...split(readParameters(fromQueryString(key.queryParameters))),
    };
  }

  function plainKey(value: string): ApiKey | null {
    if (isSame(value, options.searchKey)) return searchKey;
    const key = kept.get(value);
    return key && isLive(key) ? key : null;
  }

  /** The caller of a secured key: its parent's rights, with the restrictions that were signed. */
  function secured(value: string): Caller {
    const text = Buffer.from(value, "base64").toString("utf8");
    const [signature, restrictions] = [text.slice(0, 64), text.slice(64)];
    if (!/^[0-9a-f]{64}$/.test(signature)) throw invalid();
    const parent = [searchKey, ...kept.values()].find(
      (key) => isLive(key) && isSame(signature, createHmac("sha256", key.value).update(restrictions).digest("hex")),
    );
    if (!parent || !parent.acl.includes("search")) throw invalid();
    const { validUntil, restrictIndices, restrictSources, ...asked } = fromQueryString(restrictions);
    if (restrictSources) throw forbidden("restrictSources: the local search service does not support this");
    if (validUntil !== undefined && !(Number(validUntil) * 1000 > now())) {
      throw forbidden(`"validUntil" parameter expired (${Number(validUntil)} < ${Math.floor(now() / 1000)})`);
    }
    const base = callerOf(parent);
    const { filter, forced } = split(readParameters(asked));
    const patterns = restrictIndices === undefined ? null : texts(restrictIndices);
    return {
      ...base,
      mayReach: (index) => base.mayReach(index) && (patterns === null || reaches(patterns, index)),
      filter: [...base.filter, ...filter],
      forced: { ...forced, ...base.forced },
    };
  }

  function required(value: string): ApiKey {
    const key = plainKey(value);
    if (!key) throw new Fault(404, "Key does not exist");
    return key;
  }

  return {
    /** Who calls; throws a `Fault` 403 for a wrong application, a wrong key or one that has expired. */
    caller(appId: string, value: string): Caller {
      if (!value || !isSame(appId, options.appId)) throw invalid();
      if (isSame(value, options.adminKey)) return admin;
      const key = plainKey(value);
      return key ? callerOf(key) : secured(value);
    },
    list: () => [searchKey, ...kept.values()].filter(isLive),
    get: required,
    add(given: Record<string, unknown>): ApiKey {
      if (kept.size >= MOST_KEYS) throw new Fault(429, `Too many keys (more than ${MOST_KEYS})`);
      const key = { ...readKey(given), value: randomBytes(16).toString("hex"), createdAt: now() };
      store.change(() => store.put(key, "key", key.value));
      kept.set(key.value, key);
      return key;
    },
    update(value: string, given: Record<string, unknown>): ApiKey {
      if (!kept.has(value)) throw new Fault(404, "Key does not exist");
      const key = { ...required(value), ...readKey(given) };
      store.change(() => store.put(key, "key", value));
      kept.set(value, key);
      return key;
    },
    remove(value: string): void {
      if (!kept.has(value)) throw new Fault(404, "Key does not exist");
      store.change(() => store.remove("key", value));
      kept.delete(value);
    },
  };
}

export type Keys = ReturnType<typeof openKeys>;

/** Refuses a caller without a right, or one who may not reach an index. */
export function demand(caller: Caller, right: string, index?: string): void {
  if (!caller.acl.has(right)) throw forbidden("Method not allowed with this API key");
  if (index !== undefined && !caller.mayReach(index)) throw forbidden("Index not allowed with this API key");
}
