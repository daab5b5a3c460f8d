import { badRequest, Fault } from "./fault";
import type { Caller, Keys } from "./keys";
import type { Analytics } from "./analytics";
import type { Catalogue } from "./catalogue";
import { readParameters, type Parameters } from "./parameters";
import type { Restrictions } from "./run-query";

export type Json = Record<string, unknown>;

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

/** What the routes work with; `taskID` gives the number of a task that is done. */
export type Parts = {
  catalogue: Catalogue;
  keys: Keys;
  analytics: Analytics;
  now: () => number;
  taskID: () => number;
};

/** Answers a request; `names` are the parts of the path that the pattern leaves open. */
export type Answer = (call: Call, ...names: string[]) => Promise<unknown>;

/** Takes an endpoint such as `GET 1/indexes/:index/settings`. */
export type On = (method: string, pattern: string, answer: Answer) => void;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A body that is an object; nothing at all is an empty one. */
export function objectOf(value: unknown): Json {
  if (value === undefined || value === null || value === "") return {};
  if (!isJson(value)) throw badRequest("Invalid body: expected a JSON object");
  return value;
}

/** A list of objects, at most so many. */
export function listOf(value: unknown, name: string, most: number): Json[] {
  const list: unknown[] | null = Array.isArray(value) ? value : null;
  if (!list || !list.every(isJson)) throw badRequest(`Invalid body: expected an array of objects at "${name}"`);
  if (list.length > most) throw badRequest(`Too many ${name}: ${list.length}, at most ${most}`);
  return list;
}

/** A text that must be there. */
export function textOf(value: unknown, name: string): string {
  if (typeof value !== "string" || !value) throw badRequest(`Missing mandatory attribute "${name}"`);
  return value;
}

/** A number of a query string, between two others. */
export function numberOf(call: Call, name: string, fallback: number, least: number, most: number): number {
  const given = Number(call.query.get(name) ?? fallback);
  return Math.min(Math.max(least, Number.isFinite(given) ? given : fallback), most);
}

/** The texts of a list; null when there is none. */
export const textsOf = (names: unknown): string[] | null =>
  Array.isArray(names) ? names.filter((one): one is string => typeof one === "string") : null;

export const isOn = (call: Call, name: string): boolean => call.query.get(name) === "true";

export const iso = (at: number): string => new Date(at).toISOString();

/** What the caller's key adds to every search. */
export const restrictionsOf = (caller: Caller): Restrictions => ({
  filter: caller.filter,
  seesHidden: caller.acl.has("seeUnretrievableAttributes"),
});

/** The parameters of a search, with what the caller's key forces on them. */
export function parametersOf(caller: Caller, given: Json): Parameters {
  const parameters = { ...readParameters(given), ...caller.forced };
  if ((parameters.hitsPerPage ?? 0) > caller.mostHits) parameters.hitsPerPage = caller.mostHits;
  return parameters;
}

/** What every change is answered with: it is done, so its task is. */
export const updated = ({ now, taskID }: Parts, fields: Json = {}): Json => ({
  taskID: taskID(),
  updatedAt: iso(now()),
  ...fields,
});

/** Finds the endpoint of a request; throws a `Fault` 404 where there is none. */
export function router() {
  const all: { method: string; version: string; pattern: string[]; answer: Answer }[] = [];
  return {
    on(method: string, pattern: string, answer: Answer): void {
      const [version = "", ...parts] = pattern.split("/");
      all.push({ method, version, pattern: parts, answer });
    },
    /** Answers by the first pattern that fits. */
    async answer(call: Call): Promise<unknown> {
      for (const { method, version, pattern, answer } of all) {
        if (method !== call.method || version !== call.version || pattern.length !== call.path.length) continue;
        const fits = pattern.every((part, at) => part.startsWith(":") || part === call.path[at]);
        if (fits) return answer(call, ...call.path.filter((_, at) => pattern[at]!.startsWith(":")));
      }
      throw new Fault(404, `Path not found: ${call.method} /${[call.version, ...call.path].join("/")}`);
    },
  };
}
