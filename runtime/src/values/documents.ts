import {
  CommitTsPlaceholder,
  convexToJson,
  getConvexSize,
  jsonToConvex,
  type JSONValue,
  type Value,
} from "convex/values";

/** The fields of a document as JavaScript values. */
export type Fields = Record<string, Value | undefined>;

/** Convex's limits of one document. */
export const documentLimits = { bytes: 1 << 20, nesting: 16, fields: 1024, items: 8192 };

/** Reads a stored document's text into values. */
export function parseDocument(json: string): Record<string, Value> {
  return parseValue(json) as Record<string, Value>;
}

/**
 * Reads a text of Convex JSON that the `convex` package wrote. What JSON has no word for is written as an object whose name
 * begins with "$", which no other name does: where there is none the parsed JSON is the value, and need not be copied.
 */
export function parseValue(json: string): Value {
  const parsed = JSON.parse(json) as JSONValue;
  return json.includes('{"$') ? jsonToConvex(parsed) : parsed;
}

/** Writes a document as its stored text, fields in order. */
export function documentText(fields: Fields): string {
  return JSON.stringify(jsonOf(fields));
}

const plainName = /^\w{1,64}$/;

/**
 * A value as Convex JSON, fields in order: what `convexToJson` writes, without the words that it prepares at each step for an
 * error. Whatever is not plain is left to it, refusals included.
 */
function jsonOf(value: Value | undefined): JSONValue {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      // NaN, the infinities and −0 are no numbers of JSON.
      return Number.isFinite(value) && !Object.is(value, -0) ? value : convexToJson(value);
    default:
      break;
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (!isFields(value)) return convexToJson(value as Value);
  const json: Record<string, JSONValue> = {};
  for (const name of Object.keys(value).sort()) {
    if (!plainName.test(name)) return convexToJson(value);
    if (value[name] !== undefined) json[name] = jsonOf(value[name]);
  }
  return json;
}

/** The value at a dotted path; undefined where the path leaves the document. */
export function valueAt(fields: Fields, path: readonly string[]): Value | undefined {
  let value: Value | undefined = fields;
  for (const name of path) {
    if (!isFields(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** Whether a value is an object with fields, and not an array, bytes or a placeholder. */
export function isFields(value: unknown): value is Fields {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ArrayBuffer) &&
    !(value instanceof CommitTsPlaceholder)
  );
}

/** Whether a value holds a commit timestamp that is not known yet. */
export function holdsCommitTs(value: Value | undefined): boolean {
  if (value instanceof CommitTsPlaceholder) return true;
  if (Array.isArray(value)) return value.some(holdsCommitTs);
  return isFields(value) && Object.values(value).some(holdsCommitTs);
}

/** The value with every unknown commit timestamp replaced. */
export function resolveCommitTs(value: Value, ts: bigint): Value {
  if (value instanceof CommitTsPlaceholder) return ts;
  if (Array.isArray(value)) return value.map((item) => resolveCommitTs(item, ts));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolveCommitTs(item!, ts)]));
}

function checkShape(value: Value | undefined, depth: number): void {
  if (Array.isArray(value)) {
    if (value.length > documentLimits.items)
      throw new Error(`Array length is too long (${value.length} > maximum length ${documentLimits.items})`);
    checkDepth(depth);
    for (const item of value) checkShape(item, depth + 1);
  } else if (isFields(value)) {
    const names = Object.keys(value);
    if (names.length > documentLimits.fields)
      throw new Error(`Object has too many fields (${names.length} > maximum number ${documentLimits.fields})`);
    checkDepth(depth);
    for (const name of names) checkShape(value[name], depth + 1);
  }
}

function checkDepth(depth: number): void {
  if (depth > documentLimits.nesting)
    throw new Error(`Document is too nested (nested ${depth} levels deep > maximum nesting ${documentLimits.nesting})`);
}

/** Refuses a document beyond Convex's limits; returns its size in bytes as Convex counts it. */
export function checkDocument(fields: Fields): number {
  checkShape(fields, 1);
  const bytes = getConvexSize(fields);
  if (bytes > documentLimits.bytes) {
    const mebibytes = (bytes / documentLimits.bytes).toFixed(2);
    throw new Error(`Value is too large (${mebibytes} MiB > maximum size 1 MiB)`);
  }
  return bytes;
}
