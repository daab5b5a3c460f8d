import type { JSONValue } from "convex/values";
import type { Page, Reader } from "../database/database";
import { componentOfTable, fullTableName, shortTableName } from "../database/table-names";
import { currentCall, type Call } from "../functions/call";
import type { ProjectFunction } from "../functions/deployment";

/** What the system functions tell besides what is in the database. */
export type SystemFacts = {
  readonly cloudUrl: () => string;
  readonly siteUrl: () => string;
  /** The variables in force, beside those of the server itself. */
  readonly variables: (reader: Reader) => Record<string, string>;
  readonly functionSpec: (component: string) => JSONValue;
};

type Args = Record<string, JSONValue>;
type Answer = (reader: Reader, args: Args, call: Call) => string;

/** How much of a table is watched by `_system/cli/queryTable`. */
const mostWatchedRows = 4_000;

/** The short names of a component's own tables. */
function tablesOf(reader: Reader, component: string): string[] {
  return reader
    .tables()
    .filter(({ name }) => componentOfTable(name) === component)
    .map(({ name }) => shortTableName(name))
    .filter((name) => !name.startsWith("_"))
    .sort();
}

const shownSystemTables = new Set(["_storage", "_scheduled_functions"]);

function text(args: Args, name: string): string {
  const value = args[name];
  if (typeof value !== "string") throw new Error(`The argument ${name} must be a text.`);
  return value;
}

/** The table that is asked for, by its full name. */
function tableOf(args: Args, name: string, { component }: Call): { table: string; access: { system: boolean } } {
  const short = text(args, name);
  return { table: fullTableName(component, short), access: { system: shownSystemTables.has(short) } };
}

function pageOfTable(reader: Reader, args: Args, call: Call): Page {
  const { table, access } = tableOf(args, "table", call);
  const { cursor, numItems } = (args.paginationOpts ?? {}) as { cursor?: string | null; numItems?: number };
  const order = args.order === "asc" ? "asc" : "desc";
  const query = { source: { type: "FullTableScan", tableName: table, order }, operators: [] } as const;
  return reader.page(
    { query, cursor: cursor ?? null, endCursor: null, pageSize: Math.max(1, Number(numItems ?? 100)) },
    access,
  );
}

/** Reads the newest of a table, so that a change there is a reason to ask again; the answer is a new one then. */
function look(reader: Reader, args: Args, call: Call): string {
  const { table, access } = tableOf(args, "tableName", call);
  const source = { type: "FullTableScan", tableName: table, order: "desc" } as const;
  const rows = reader.stream({ source, operators: [{ limit: mostWatchedRows }] }, access);
  let last = rows.next();
  while (!last.done) last = rows.next();
  return JSON.stringify(String(reader.ts));
}

/** One answer of the host's own tables by the id of its row, without the fields that are the host's business. */
function stateOf(reader: Reader, id: string, table: string): JSONValue {
  const row = reader.get(id, table, { system: true });
  return row === null ? null : ((JSON.parse(row.json) as { state: JSONValue }).state ?? null);
}

function newest(reader: Reader, table: string, most: number): { id: string; row: Record<string, JSONValue> }[] {
  const source = { type: "FullTableScan", tableName: table, order: "desc" } as const;
  const rows = reader.stream({ source, operators: [{ limit: most }] }, { system: true });
  const found = [];
  for (let next = rows.next(); !next.done; next = rows.next())
    found.push({ id: next.value.id, row: JSON.parse(next.value.json) as Record<string, JSONValue> });
  return found;
}

function answers(facts: SystemFacts): Record<string, Answer> {
  return {
    "cli/convexUrl:cloudUrl": () => JSON.stringify(facts.cloudUrl()),
    "cli/convexUrl:siteUrl": () => JSON.stringify(facts.siteUrl()),
    "cli/modules:apiSpec": (_reader, _args, call) => JSON.stringify(facts.functionSpec(call.component)),
    "cli/queryEnvironmentVariables:default": (reader) =>
      JSON.stringify(
        Object.entries(facts.variables(reader))
          .map(([name, value]) => ({ name, value }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),
    "cli/queryEnvironmentVariables:get": (reader, args) => {
      const name = text(args, "name");
      const value = facts.variables(reader)[name];
      return JSON.stringify(value === undefined ? null : { name, value });
    },
    "cli/tables:default": (reader, _args, call) =>
      JSON.stringify({
        page: tablesOf(reader, call.component).map((name) => ({ name })),
        isDone: true,
        continueCursor: "",
      }),
    "cli/tableData:default": (reader, args, call) => {
      const { page, isDone, continueCursor } = pageOfTable(reader, args, call);
      return `{"page":[${page.map((row) => row.json).join(",")}],"isDone":${isDone},"continueCursor":${JSON.stringify(continueCursor)}}`;
    },
    "cli/tableSize:default": (reader, args, call) => {
      const { table, access } = tableOf(args, "tableName", call);
      return JSON.stringify(reader.count(table, access));
    },
    "cli/queryTable:default": look,
    "cli/exports:getLatest": (reader) => JSON.stringify(newest(reader, "_exports", 1)[0]?.row.state ?? null),
    "cli/queryImport:default": (reader, args) =>
      JSON.stringify({ state: stateOf(reader, text(args, "importId"), "_imports") }),
    "cli/queryImport:list": (reader) =>
      JSON.stringify(newest(reader, "_imports", 50).map(({ id, row }) => ({ _id: id, state: row.state ?? null }))),
  };
}

/** The queries that the official command line asks of every deployment, by their paths. Nobody reaches them without the admin key. */
export function systemFunctions(facts: SystemFacts): Map<string, ProjectFunction> {
  return new Map(
    Object.entries(answers(facts)).map(([name, answer]) => {
      const path = `_system/${name}`;
      const invoke = async (_requestId: string, argsText: string) => {
        const call = currentCall.getStore();
        if (call?.reader === null || call === undefined) throw new Error(`${path} is a query.`);
        const [args] = JSON.parse(argsText) as [Args];
        return answer(call.reader, args, call);
      };
      return [path, { path, kind: "query", isPublic: false, args: null, returns: null, invoke }];
    }),
  );
}
