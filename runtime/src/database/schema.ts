import type { ValidatorJSON } from "../values/validators";
import { addTable, isSystemTable, type CatalogRecord, type IndexInfo, type TableInfo } from "./catalog";

/** What the runtime takes from a project's schema. */
export type Schema = {
  readonly tables: readonly {
    readonly name: string;
    readonly documentType: ValidatorJSON;
    readonly indexes: readonly { readonly name: string; readonly fields: readonly string[] }[];
  }[];
  readonly validates: boolean;
};

const mostIndexes = 64;
const mostIndexFields = 16;
const reservedIndexes = new Set(["by_id", "by_creation_time"]);

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`Invalid schema: ${what} must be a list`);
  return value;
}

/** Reads `schema.export()` (parsed); throws an error that names the table or index that is wrong. */
export function parseSchema(input: unknown): Schema {
  if (!isJson(input)) throw new Error("Invalid schema: expected the exported schema as an object");
  const seen = new Set<string>();
  const tables = list(input.tables, "tables").map((table) => {
    if (!isJson(table) || typeof table.tableName !== "string" || !isJson(table.documentType))
      throw new Error("Invalid schema: a table needs a name and a document type");
    const name = table.tableName;
    if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name)) throw new Error(`Table names must be valid identifiers, got "${name}"`);
    if (seen.has(name)) throw new Error(`Table "${name}" is defined twice in the schema`);
    seen.add(name);
    return { name, documentType: table.documentType as ValidatorJSON, indexes: parseIndexes(name, table.indexes) };
  });
  return { tables, validates: input.schemaValidation !== false };
}

function parseIndexes(table: string, input: unknown) {
  const indexes = list(input ?? [], `indexes of "${table}"`).map((index) => {
    if (!isJson(index) || typeof index.indexDescriptor !== "string")
      throw new Error(`Invalid schema: an index of "${table}" has no name`);
    const name = index.indexDescriptor;
    const fields = list(index.fields, `fields of index "${table}.${name}"`).map(String);
    checkIndex(table, name, fields);
    return { name, fields };
  });
  if (indexes.length > mostIndexes)
    throw new Error(`Table "${table}" has ${indexes.length} indexes (maximum ${mostIndexes})`);
  const names = indexes.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`Table "${table}" has two indexes named "${twice}"`);
  return indexes;
}

function checkIndex(table: string, name: string, fields: readonly string[]): void {
  if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name) || reservedIndexes.has(name))
    throw new Error(`Index names must be valid identifiers that are not reserved, got "${name}" in table "${table}"`);
  if (fields.length === 0) throw new Error(`Index "${table}.${name}" must have at least one field`);
  if (fields.length > mostIndexFields)
    throw new Error(`Index "${table}.${name}" has ${fields.length} fields (maximum ${mostIndexFields})`);
  const twice = fields.find((field, i) => fields.indexOf(field) !== i);
  if (twice !== undefined) throw new Error(`Index "${table}.${name}" has the field "${twice}" twice`);
  const reserved = fields.find((field) => field === "_id" || field === "_creationTime");
  if (reserved !== undefined)
    throw new Error(`Index "${table}.${name}" cannot contain "${reserved}": every index ends with the creation time`);
}

/** Which tables the schema validates, and by what. */
export function validatorsOf(schema: Schema | null): Map<string, ValidatorJSON> {
  if (schema === null || !schema.validates) return new Map();
  return new Map(schema.tables.map((table) => [table.name, table.documentType]));
}

/** How a catalog becomes the schema's: the new record, indexes to fill and index numbers to clear. */
export type SchemaChange = {
  readonly record: CatalogRecord;
  readonly fill: readonly { readonly table: TableInfo; readonly indexes: readonly IndexInfo[] }[];
  readonly drop: readonly number[];
};

/**
 * Compares the stored catalog with the tables that are wanted; tables and their numbers stay, also when nobody names them any more.
 * Project tables and the host's own (`_name`) are changed apart: `system` says which.
 */
export function changeTo(wantedTables: Schema["tables"], current: CatalogRecord, system: boolean): SchemaChange {
  let record = current;
  const known = new Set(current.tables.map(({ name }) => name));
  for (const { name } of wantedTables) if (!known.has(name)) record = addTable(record, name);
  const wanted = new Map(wantedTables.map((table) => [table.name, table.indexes]));
  let nextIndex = record.nextIndex;
  const fill: { table: TableInfo; indexes: IndexInfo[] }[] = [];
  const drop: number[] = [];
  const tables = record.tables.map((table): TableInfo => {
    if (isSystemTable(table.name) !== system) return table;
    const added: IndexInfo[] = [];
    const indexes: Record<string, IndexInfo> = {};
    for (const { name, fields } of wanted.get(table.name) ?? []) {
      const present = table.indexes[name];
      if (present !== undefined && JSON.stringify(present.fields) === JSON.stringify(fields)) indexes[name] = present;
      else added.push((indexes[name] = { number: nextIndex++, name: `${table.name}.${name}`, fields }));
    }
    for (const [name, index] of Object.entries(table.indexes)) if (indexes[name] !== index) drop.push(index.number);
    const changed = { ...table, indexes };
    if (added.length > 0) fill.push({ table: changed, indexes: added });
    return changed;
  });
  return { record: { ...record, tables, nextIndex }, fill, drop };
}

/** A table of the host's own: its documents are anything, its name starts with an underscore. */
export type SystemTable = {
  readonly tableName: string;
  readonly indexes: readonly { readonly indexDescriptor: string; readonly fields: readonly string[] }[];
};

/** Reads the host's tables; throws an error that names what is wrong. */
export function parseSystemTables(tables: readonly SystemTable[]): Schema["tables"] {
  return tables.map(({ tableName, indexes }) => {
    if (!/^_[a-zA-Z][a-zA-Z0-9_]*$/.test(tableName))
      throw new Error(`A system table's name starts with "_", got "${tableName}"`);
    return { name: tableName, documentType: { type: "any" }, indexes: parseIndexes(tableName, indexes) };
  });
}
