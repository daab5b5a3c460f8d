import { createHash } from "node:crypto";
import { createAdapterFactory, type CleanedWhere } from "@better-auth/core/db/adapter";
import type { Database, RootDatabase } from "lmdb";

type Row = Record<string, unknown> & { id: string };
type Model = { unique: Set<string>; indexed: Set<string> };

/** What happened to one row; told inside the transaction that does it, so that what the listener writes is kept or lost with it. */
export type RowChange = { model: string; before: Row | null; after: Row | null };

const LONGEST_KEY_PART = 200;

// What better-auth looks rows up by, whatever this version's schema says of indexes.
const LOOKED_UP_BY: Record<string, string[]> = { verification: ["identifier"], rateLimit: ["key"], session: ["token"] };

/** A value as part of an index key: text that LMDB can hold, equal for equal values. */
function keyPart(value: unknown): string {
  const text = value instanceof Date ? `d${value.getTime()}` : `${typeof value}:${String(value)}`;
  return text.length <= LONGEST_KEY_PART ? text : `h${createHash("sha256").update(text).digest("base64url")}`;
}

function comparable(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

function matchesClause(row: Row, clause: CleanedWhere): boolean {
  const fold = (value: unknown): unknown =>
    clause.mode === "insensitive" && typeof value === "string" ? value.toLowerCase() : comparable(value);
  const held = fold(row[clause.field]);
  const asked = fold(clause.value);
  const within = () => Array.isArray(clause.value) && clause.value.some((one) => fold(one) === held);
  const texts = typeof held === "string" && typeof asked === "string" ? ([held, asked] as const) : null;
  const order = () => {
    if (held === null || held === undefined || asked === null || asked === undefined) return NaN;
    return held < asked ? -1 : held > asked ? 1 : 0;
  };
  switch (clause.operator) {
    case "eq":
      return asked === null ? held === null || held === undefined : held === asked;
    case "ne":
      return asked === null ? held !== null && held !== undefined : held !== asked;
    case "in":
      return within();
    case "not_in":
      return !within();
    case "contains":
      return texts !== null && texts[0].includes(texts[1]);
    case "starts_with":
      return texts !== null && texts[0].startsWith(texts[1]);
    case "ends_with":
      return texts !== null && texts[0].endsWith(texts[1]);
    case "lt":
      return order() < 0;
    case "lte":
      return order() <= 0;
    case "gt":
      return order() > 0;
    case "gte":
      return order() >= 0;
    default: {
      const unknown: never = clause.operator;
      throw new Error(`Unknown operator ${String(unknown)}`);
    }
  }
}

function matches(row: Row, where: CleanedWhere[]): boolean {
  const [first, ...rest] = where;
  if (!first) return true;
  return rest.reduce(
    (held, clause) =>
      clause.connector === "OR" ? held || matchesClause(row, clause) : held && matchesClause(row, clause),
    matchesClause(row, first),
  );
}

/**
 * Keeps better-auth's tables in LMDB. Each call is one synchronous transaction, so codes are used once and limits
 * count right however many requests race; the call is answered after the disk has it. Equality on an id, a unique or
 * an indexed field is looked up; anything else reads the whole table.
 */
export function lmdbAdapter(env: RootDatabase, onChange: (change: RowChange) => void = () => undefined) {
  const rows: Database<Row, [string, string]> = env.openDB({ name: "rows" });
  const index: Database<true, [string, string, string, string]> = env.openDB({ name: "index" });

  return createAdapterFactory({
    config: {
      adapterId: "lmdb",
      adapterName: "LMDB",
      usePlural: false,
      supportsJSON: false,
      supportsDates: true,
      supportsBooleans: true,
      supportsNumericIds: false,
      transaction: false,
    },
    adapter: ({ schema, getModelName, getFieldName }) => {
      const models = new Map<string, Model>();
      for (const [key, table] of Object.entries(schema)) {
        const model: Model = { unique: new Set(), indexed: new Set() };
        for (const [field, attributes] of Object.entries(table.fields)) {
          const name = getFieldName({ model: key, field });
          if (attributes.unique) model.unique.add(name);
          if (attributes.unique || attributes.references || attributes.index) model.indexed.add(name);
        }
        for (const field of LOOKED_UP_BY[key] ?? []) model.indexed.add(getFieldName({ model: key, field }));
        models.set(getModelName(key), model);
      }

      const modelOf = (name: string): Model => {
        const model = models.get(name);
        if (!model) throw new Error(`Unknown table ${name}`);
        return model;
      };

      function* candidates(name: string, where: CleanedWhere[]): Generator<Row> {
        const { indexed } = modelOf(name);
        const all = where.every((clause) => clause.connector === "AND");
        const exact = (field: (name: string) => boolean) =>
          all
            ? where.find((c) => c.operator === "eq" && c.value !== null && c.mode !== "insensitive" && field(c.field))
            : undefined;
        const byId = exact((field) => field === "id");
        if (byId) {
          const row = rows.get([name, String(byId.value)]);
          if (row) yield row;
          return;
        }
        const byIndex = exact((field) => indexed.has(field));
        if (byIndex) {
          const start: [string, string, string, string] = [name, byIndex.field, keyPart(byIndex.value), ""];
          const end: [string, string, string, string] = [name, byIndex.field, keyPart(byIndex.value), "\uffff"];
          const ids = [...index.getKeys({ start, end })].map((key) => key[3]);
          for (const id of ids) {
            const row = rows.get([name, id]);
            if (row) yield row;
          }
          return;
        }
        const found = [...rows.getRange({ start: [name, ""], end: [name, "\uffff"] })];
        for (const { value } of found) yield value;
      }

      function select(name: string, where: CleanedWhere[], limit = Infinity): Row[] {
        const found: Row[] = [];
        for (const row of candidates(name, where)) {
          if (found.length >= limit) break;
          if (matches(row, where)) found.push(row);
        }
        return found;
      }

      function put(name: string, before: Row | null, after: Row) {
        const model = modelOf(name);
        for (const field of model.indexed) {
          const value = after[field];
          if (before && comparable(before[field]) === comparable(value)) continue;
          if (before) index.removeSync([name, field, keyPart(before[field]), before.id]);
          if (value === null || value === undefined) continue;
          if (model.unique.has(field)) {
            const taken = select(
              name,
              [{ field, value: value as string, operator: "eq", connector: "AND", mode: "sensitive" }],
              1,
            )[0];
            if (taken && taken.id !== after.id) throw new Error(`${name}.${field} is taken`);
          }
          index.putSync([name, field, keyPart(value), after.id], true);
        }
        rows.putSync([name, after.id], after);
        onChange({ model: name, before, after });
      }

      function remove(name: string, row: Row) {
        for (const field of modelOf(name).indexed) index.removeSync([name, field, keyPart(row[field]), row.id]);
        rows.removeSync([name, row.id]);
        onChange({ model: name, before: row, after: null });
      }

      async function write<T>(work: () => T): Promise<T> {
        const result = env.transactionSync(work);
        await env.flushed;
        return result;
      }

      // Every column is there, null when it has no value: answers must not differ by which columns a row happens to have.
      function whole(name: string, values: Record<string, unknown>): Row {
        const table = Object.entries(schema).find(([key]) => getModelName(key) === name);
        const empty = Object.fromEntries(
          Object.keys(table?.[1].fields ?? {}).map((field) => [
            getFieldName({ model: table?.[0] ?? name, field }),
            null,
          ]),
        );
        return { ...empty, ...values } as Row;
      }

      const without = (row: Row, fields: string[] | undefined): Row =>
        fields?.length ? (Object.fromEntries(Object.entries(row).filter(([key]) => fields.includes(key))) as Row) : row;

      function joined(row: Row, join: Parameters<typeof Object.entries>[0] | undefined): Row {
        if (!join) return row;
        const wide: Row = { ...row };
        for (const [model, value] of Object.entries(join)) {
          const config = value as { on: { from: string; to: string }; limit?: number; relation?: string };
          const name = getModelName(model);
          const key = row[config.on.from];
          const found = select(
            name,
            [{ field: config.on.to, value: key as string, operator: "eq", connector: "AND", mode: "sensitive" }],
            config.relation === "one-to-one" ? 1 : (config.limit ?? 100),
          );
          wide[name] = config.relation === "one-to-one" ? (found[0] ?? null) : found;
        }
        return wide;
      }

      function sorted(
        found: Row[],
        by: { field: string; direction: "asc" | "desc" } | undefined,
        model: string,
      ): Row[] {
        if (!by) return found;
        const field = getFieldName({ model, field: by.field });
        const sign = by.direction === "asc" ? 1 : -1;
        return [...found].sort((a, b) => {
          const [left, right] = [comparable(a[field]) ?? "", comparable(b[field]) ?? ""] as [string, string];
          return left < right ? -sign : left > right ? sign : 0;
        });
      }

      // The seam is generic in the row's type; what comes out is what better-auth put in.
      const as = <T>(value: unknown): T => value as T;

      return {
        create: async ({ model, data }) =>
          write(() => {
            const row = whole(model, data);
            put(model, null, row);
            return as(row);
          }),
        findOne: async ({ model, where, select: fields, join }) => {
          const row = select(model, where, 1)[0];
          return row ? as(without(joined(row, join), join ? undefined : fields)) : null;
        },
        findMany: async ({ model, where, limit, sortBy, offset = 0, select: fields, join }) => {
          const found = sorted(select(model, where ?? []), sortBy, model).slice(offset, offset + limit);
          return as(found.map((row) => without(joined(row, join), join ? undefined : fields)));
        },
        count: async ({ model, where }) => select(model, where ?? []).length,
        update: async ({ model, where, update }) =>
          write(() => {
            const row = select(model, where, 1)[0];
            if (!row) return null;
            const next = { ...row, ...(update as Record<string, unknown>) };
            put(model, row, next);
            return as(next);
          }),
        updateMany: async ({ model, where, update }) =>
          write(() => {
            const found = select(model, where);
            for (const row of found) put(model, row, { ...row, ...update });
            return found.length;
          }),
        delete: async ({ model, where }) =>
          write(() => {
            const row = select(model, where, 1)[0];
            if (row) remove(model, row);
          }),
        deleteMany: async ({ model, where }) =>
          write(() => {
            const found = select(model, where);
            for (const row of found) remove(model, row);
            return found.length;
          }),
        consumeOne: async ({ model, where }) =>
          write(() => {
            const row = select(model, where, 1)[0];
            if (!row) return null;
            remove(model, row);
            return as(row);
          }),
        incrementOne: async ({ model, where, increment, set }) =>
          write(() => {
            const row = select(model, where, 1)[0];
            if (!row) return null;
            const sums = Object.entries(increment).map(([field, by]) => [field, Number(row[field] ?? 0) + by] as const);
            const next: Row = { ...row, ...Object.fromEntries(sums), ...set };
            put(model, row, next);
            return as(next);
          }),
      };
    },
  });
}
