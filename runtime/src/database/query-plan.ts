import { compareValues, type Value } from "convex/values";
import { afterPrefix, compareBytes, joinBytes, noBytes } from "../values/bytes";
import { decodeId, encodeId } from "../values/ids";
import { encodeKey } from "../values/key-codec";
import type { Fields } from "../values/documents";
import type { Catalog, IndexInfo, TableInfo } from "./catalog";
import type { Access, QueryJson, RangeExpression } from "./database";
import { isSystemTable } from "./catalog";
import { fullName, shortTableName } from "./table-names";
import { compileFilter, queryValue } from "./filter";
import { parseTextQuery, type TextQuery } from "../search/text-query";
import { fullEntry, indexKey, documentKey, keptOfEntry } from "./keys";

/** One step after the source: keep what passes, or stop after so many. */
export type Step =
  | { readonly passes: (fields: Fields) => boolean; readonly limit: null }
  | { readonly passes: null; readonly limit: number };

/** A query made ready to run. */
export type QueryPlan = {
  readonly table: TableInfo | undefined;
  /** Name of the index in read sets. */
  readonly index: string;
  /** Where the entries lie in the store; they go on after it. */
  readonly base: Uint8Array;
  /** Bounds of the entries; `to` null is the end of the index. */
  readonly from: Uint8Array;
  readonly to: Uint8Array | null;
  readonly reverse: boolean;
  /** Decides about entries that the byte bounds cannot tell apart; null when the bounds say all. */
  readonly belongs: ((fields: Fields, internal: Uint8Array) => boolean) | null;
  readonly steps: readonly Step[];
  /** A text search: its results' places among each other stand for the entries. */
  readonly text?: TextQuery;
  /** Whether a page is read: it ends where a stream would complain of too many results. */
  readonly isPage?: boolean;
};

const mostOperators = 256;

/** Refuses tables that the caller may not see. `table` is a full name. */
export function checkTableAccess(table: string, access: Access | undefined): void {
  if (isSystemTable(table) && access?.system !== true)
    throw new Error(`System tables are read with db.system: "${shortTableName(table)}" is a system table`);
}

/** Checks a query and finds its key range; throws Convex's errors for an unknown index or a wrong range. */
export function planQuery(catalog: Catalog, query: QueryJson, access: Access | undefined): QueryPlan {
  if (query.operators.length > mostOperators)
    throw new Error(`Query has too many operators: ${query.operators.length} (maximum ${mostOperators})`);
  const steps = query.operators.map((operator): Step => {
    if ("limit" in operator) return { passes: null, limit: operator.limit };
    if ("filter" in operator) return { passes: compileFilter(operator.filter), limit: null };
    throw new Error(`Unsupported query operator ${JSON.stringify(operator)}`);
  });
  const { source } = query;
  if (source.type === "Search") return planSearch(catalog, source, steps, access);
  if (source.type === "FullTableScan") {
    const tableName = fullName(source.tableName, access);
    checkTableAccess(tableName, access);
    const table = catalog.table(tableName);
    return {
      table,
      index: `${tableName}.by_creation_time`,
      base: table === undefined ? noBytes : indexKey(table.byCreationTime.number),
      from: noBytes,
      to: null,
      reverse: source.order === "desc",
      belongs: null,
      steps,
    };
  }
  if (source.type !== "IndexRange") throw new Error(`Unsupported query source "${(source as { type: string }).type}"`);
  const indexName = fullName(source.indexName, access);
  const dot = indexName.indexOf(".");
  const tableName = indexName.slice(0, dot);
  const shortName = indexName.slice(dot + 1);
  checkTableAccess(tableName, access);
  const table = catalog.table(tableName);
  const common = { table, index: indexName, reverse: source.order === "desc", steps };
  if (shortName === "by_id") {
    const base = table === undefined ? noBytes : documentKey(table.number);
    return planOf(common, base, idRange(table, readBounds(source.range, ["_id"])));
  }
  const builtIn = shortName === "by_creation_time";
  const index = builtIn ? table?.byCreationTime : table?.indexes[shortName];
  if (index === undefined) {
    if (builtIn) return planOf(common, noBytes, { from: noBytes, to: null, belongs: null });
    throw new Error(
      `Cannot use index "${shortName}" for table "${shortTableName(tableName)}" because it is not declared in the schema.`,
    );
  }
  const bounds = readBounds(source.range, columnsOf(index));
  return planOf(common, indexKey(index.number), entryRange(table!, index, bounds));
}

/** Written out: a spread with fields behind it takes V8's slow way, and this is on the way of every query. */
function planOf(
  { table, index, reverse, steps }: Pick<QueryPlan, "table" | "index" | "reverse" | "steps">,
  base: Uint8Array,
  { from, to, belongs }: EntryRange,
): QueryPlan {
  return { table, index, base, from, to, reverse, belongs, steps };
}

function planSearch(
  catalog: Catalog,
  source: { indexName: string; filters: readonly unknown[] },
  steps: readonly Step[],
  access: Access | undefined,
): QueryPlan {
  const indexName = fullName(source.indexName, access);
  const dot = indexName.indexOf(".");
  const [tableName, shortName] = [indexName.slice(0, dot), indexName.slice(dot + 1)];
  checkTableAccess(tableName, access);
  const table = catalog.table(tableName);
  const index = table?.texts[shortName];
  if (index === undefined)
    throw new Error(
      `Cannot use search index "${shortName}" for table "${shortTableName(tableName)}" because it is not declared in the schema.`,
    );
  const text = parseTextQuery(index, source.filters);
  return {
    table,
    index: indexName,
    base: noBytes,
    from: noBytes,
    to: null,
    reverse: false,
    belongs: null,
    steps,
    text,
  };
}

const columns = new WeakMap<IndexInfo, readonly string[]>();

/** The fields of an index with the two that every index ends with. */
function columnsOf(index: IndexInfo): readonly string[] {
  let known = columns.get(index);
  if (known === undefined) columns.set(index, (known = [...index.fields, "_creationTime", "_id"]));
  return known;
}

type Bound = { readonly value: Value | undefined; readonly included: boolean };
type Bounds = {
  readonly equal: readonly (Value | undefined)[];
  readonly lower: Bound | null;
  readonly upper: Bound | null;
};

/** Checks that a range is equalities in index order, then at most one bound from below and one from above on the next field. */
function readBounds(range: readonly RangeExpression[], fields: readonly string[]): Bounds {
  const equal: (Value | undefined)[] = [];
  let lower: Bound | null = null;
  let upper: Bound | null = null;
  let previous: RangeExpression | null = null;
  for (const expression of range) {
    const method = expression.type.toLowerCase();
    if (lower !== null && upper !== null) {
      throw new Error(
        "Incorrect operator used in `withIndex`, cannot chain more operators after both `.gt` and `.lt` were already used, " +
          `got \`.${method}(${expression.fieldPath}, ${JSON.stringify(expression.value)})\`.`,
      );
    }
    const bounded = lower !== null || upper !== null;
    const isLower = expression.type === "Gt" || expression.type === "Gte";
    if (bounded && (expression.type === "Eq" || (isLower ? lower !== null : upper !== null))) {
      throw new Error(
        `Incorrect operator used in \`withIndex\`, cannot chain \`.${method}()\` after \`.${previous!.type.toLowerCase()}()\``,
      );
    }
    const expected = fields[equal.length];
    if (expression.fieldPath !== expected) {
      throw new Error(
        bounded
          ? `Incorrect field used in \`withIndex\`, \`.gt\` and \`.lt\` must operate on the same field, expected "${expected}", got "${expression.fieldPath}"`
          : `Incorrect field used in \`withIndex\`, expected "${expected}", got "${expression.fieldPath}"`,
      );
    }
    const value = queryValue(expression.value);
    if (expression.type === "Eq") equal.push(value);
    else if (isLower) lower = { value, included: expression.type === "Gte" };
    else upper = { value, included: expression.type === "Lte" };
    previous = expression;
  }
  return { equal, lower, upper };
}

/** Writes index values as an entry's start; the last column, `_id`, is written as its internal bytes. */
function entryStart(table: TableInfo, index: IndexInfo, values: readonly (Value | undefined)[]): Uint8Array | null {
  const columns = index.fields.length + 1;
  if (values.length <= columns) return encodeKey(values);
  const id = values[columns];
  const decoded = typeof id === "string" ? decodeId(id) : null;
  if (decoded === null || decoded.tableNumber !== table.number) return null;
  return encodeKey(values.slice(0, columns), decoded.internal);
}

/** Which entries a query may find. */
type EntryRange = Pick<QueryPlan, "from" | "to" | "belongs">;

function entryRange(table: TableInfo, index: IndexInfo, { equal, lower, upper }: Bounds): EntryRange {
  const prefix = entryStart(table, index, equal);
  const low = lower === null ? prefix : entryStart(table, index, [...equal, lower.value]);
  const high = upper === null ? prefix : entryStart(table, index, [...equal, upper.value]);
  const nothing = { from: noBytes, to: noBytes, belongs: null };
  // An id bound that is no id of this table: equality finds nothing, an order between ids and other texts is not offered.
  if (prefix === null) return nothing;
  if (low === null || high === null)
    throw new Error("Incorrect bound in `withIndex`: `_id` must be compared with an ID of the table");
  const from = lower === null || lower.included ? low : afterPrefix(low);
  const to = upper !== null && !upper.included ? high : afterPrefix(high);
  if (from === null || (to !== null && compareBytes(from, to) >= 0)) return nothing;
  if (from.length <= keptOfEntry && (to === null || to.length <= keptOfEntry)) return { from, to, belongs: null };
  // Entries are cut there: take every one with the same kept part and decide by the document itself.
  return {
    from: from.subarray(0, keptOfEntry),
    to: to === null || to.length <= keptOfEntry ? to : afterPrefix(to.subarray(0, keptOfEntry)),
    belongs: (fields: Fields, internal: Uint8Array) => {
      const entry = fullEntry(index, fields, internal);
      return compareBytes(entry, from) >= 0 && (to === null || compareBytes(entry, to) < 0);
    },
  };
}

function idRange(table: TableInfo | undefined, { equal, lower, upper }: Bounds): EntryRange {
  const nothing = { from: noBytes, to: noBytes, belongs: null };
  const internalOf = (value: Value | undefined) => {
    const decoded = typeof value === "string" ? decodeId(value) : null;
    return decoded !== null && decoded.tableNumber === table?.number ? decoded.internal : null;
  };
  if (equal.length > 0) {
    const internal = internalOf(equal[0]);
    return internal === null ? nothing : { from: internal, to: joinBytes(internal, new Uint8Array(1)), belongs: null };
  }
  if (lower === null && upper === null) return { from: noBytes, to: null, belongs: null };
  // The order of ids as texts is the order of their bytes; a bound that is no id is compared text by text.
  const number = table?.number ?? 0;
  return {
    from: (lower === null ? null : internalOf(lower.value)) ?? noBytes,
    to: null,
    belongs: (_fields: Fields, internal: Uint8Array) => {
      const id = encodeId(number, internal);
      const above = lower === null ? 1 : compareValues(id, lower.value);
      const below = upper === null ? -1 : compareValues(id, upper.value);
      return (above > 0 || (above === 0 && lower!.included)) && (below < 0 || (below === 0 && upper!.included));
    },
  };
}
