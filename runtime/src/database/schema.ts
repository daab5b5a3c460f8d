import type { ValidatorJSON } from "../values/validators";
import { termRules } from "../search/terms";
import {
  addTable,
  isSystemTable,
  noIndexes,
  type CatalogRecord,
  type ComponentSchemas,
  type IndexInfo,
  type IndexSet,
  type TableInfo,
  type TextIndexInfo,
  type VectorIndexInfo,
} from "./catalog";
import { componentOfTable, fullTableName } from "./table-names";

type Declared<I> = Omit<I, "number" | "name"> & { readonly name: string };

/** What the runtime takes from a project's schemas. */
export type Schema = {
  readonly tables: readonly {
    /** The full name (table-names.ts). */
    readonly name: string;
    /** Null when documents may be anything. */
    readonly documentType: ValidatorJSON | null;
    readonly indexes: readonly Declared<IndexInfo>[];
    readonly texts?: readonly Declared<TextIndexInfo>[];
    readonly vectors?: readonly Declared<VectorIndexInfo>[];
  }[];
};

const mostIndexes = 64;
const mostFilterFields = 16;
const mostVectorIndexes = 4;
const dimensionLimits = { least: 2, most: 4096 };
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
  const validates = input.schemaValidation !== false;
  const seen = new Set<string>();
  const tables = list(input.tables, "tables").map((table) => {
    if (!isJson(table) || typeof table.tableName !== "string" || !isJson(table.documentType))
      throw new Error("Invalid schema: a table needs a name and a document type");
    const name = table.tableName;
    if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name)) throw new Error(`Table names must be valid identifiers, got "${name}"`);
    if (seen.has(name)) throw new Error(`Table "${name}" is defined twice in the schema`);
    seen.add(name);
    const declared = {
      indexes: parseIndexes(name, table.indexes),
      texts: list(table.searchIndexes ?? [], `search indexes of "${name}"`).map((index) => parseTextIndex(name, index)),
      vectors: parseVectorIndexes(name, table.vectorIndexes),
    };
    checkNames(name, [...declared.indexes, ...declared.texts, ...declared.vectors]);
    return { name, documentType: validates ? (table.documentType as ValidatorJSON) : null, ...declared };
  });
  return { tables };
}

/** Reads the schemas of the app and of its components; each component has the tables of `ofComponents` besides its own. */
export function parseSchemas(app: unknown, components: ComponentSchemas, ofComponents: Schema["tables"]): Schema {
  const tables = [...parseSchema(app).tables];
  for (const [component, input] of Object.entries(components)) {
    for (const table of [...(input === null ? [] : parseOf(component, input)), ...ofComponents])
      tables.push({ ...table, name: fullTableName(component, table.name) });
  }
  return { tables };
}

function parseOf(component: string, input: unknown): Schema["tables"] {
  try {
    return parseSchema(input).tables;
  } catch (error) {
    throw new Error(`Component "${component}": ${(error as Error).message}`, { cause: error });
  }
}

/** Which tables a change is about: the host's own, or those of the project with these components, "" being the app. */
export type Scope = "host" | ReadonlySet<string>;

function isWithin(table: string, scope: Scope): boolean {
  const component = componentOfTable(table);
  const isHosts = component === "" && isSystemTable(table);
  return scope === "host" ? isHosts : !isHosts && scope.has(component);
}

function parseIndexes(table: string, input: unknown) {
  return list(input ?? [], `indexes of "${table}"`).map((index) => {
    const { name, json } = namedIndex(table, index);
    const fields = list(json.fields, `fields of index "${table}.${name}"`).map(String);
    checkIndex(table, name, fields);
    return { name, fields };
  });
}

function namedIndex(table: string, index: unknown): { name: string; json: Json } {
  if (!isJson(index) || typeof index.indexDescriptor !== "string")
    throw new Error(`Invalid schema: an index of "${table}" has no name`);
  const name = index.indexDescriptor;
  if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name) || reservedIndexes.has(name))
    throw new Error(`Index names must be valid identifiers that are not reserved, got "${name}" in table "${table}"`);
  return { name, json: index };
}

function checkNames(table: string, indexes: readonly { readonly name: string }[]): void {
  if (indexes.length > mostIndexes)
    throw new Error(`Table "${table}" has ${indexes.length} indexes (maximum ${mostIndexes})`);
  const names = indexes.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`Table "${table}" has two indexes named "${twice}"`);
}

function parseFilterFields(table: string, name: string, input: unknown): string[] {
  const fields = list(input ?? [], `filter fields of index "${table}.${name}"`).map(String);
  if (fields.length > mostFilterFields)
    throw new Error(`Index "${table}.${name}" has ${fields.length} filter fields (maximum ${mostFilterFields})`);
  const twice = fields.find((field, i) => fields.indexOf(field) !== i);
  if (twice !== undefined) throw new Error(`Index "${table}.${name}" has the filter field "${twice}" twice`);
  return fields;
}

function parseTextIndex(table: string, index: unknown): Declared<TextIndexInfo> {
  const { name, json } = namedIndex(table, index);
  if (typeof json.searchField !== "string" || json.searchField === "")
    throw new Error(`Search index "${table}.${name}" needs a search field`);
  const filterFields = parseFilterFields(table, name, json.filterFields);
  return { name, searchField: json.searchField, filterFields, rules: termRules };
}

function parseVectorIndexes(table: string, input: unknown): Declared<VectorIndexInfo>[] {
  const indexes = list(input ?? [], `vector indexes of "${table}"`).map((index): Declared<VectorIndexInfo> => {
    const { name, json } = namedIndex(table, index);
    const { vectorField, dimensions } = json;
    if (typeof vectorField !== "string" || vectorField === "")
      throw new Error(`Vector index "${table}.${name}" needs a vector field`);
    const { least, most } = dimensionLimits;
    if (typeof dimensions !== "number" || !Number.isInteger(dimensions) || dimensions < least || dimensions > most)
      throw new Error(
        `Dimensions of vector index "${table}.${name}" must be between ${least} and ${most}, got ${String(dimensions)}`,
      );
    return { name, vectorField, dimensions, filterFields: parseFilterFields(table, name, json.filterFields) };
  });
  if (indexes.length > mostVectorIndexes)
    throw new Error(`Table "${table}" has ${indexes.length} vector indexes (maximum ${mostVectorIndexes})`);
  return indexes;
}

function checkIndex(table: string, name: string, fields: readonly string[]): void {
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
  const validators = new Map<string, ValidatorJSON>();
  for (const { name, documentType } of schema?.tables ?? [])
    if (documentType !== null) validators.set(name, documentType);
  return validators;
}

/** How a catalog becomes the schema's: the new record, indexes to fill and index numbers to clear. */
export type SchemaChange = {
  readonly record: CatalogRecord;
  /** Tables as they are, and what is to be filled for them. */
  readonly fill: readonly { readonly table: TableInfo; readonly added: IndexSet }[];
  readonly drop: readonly number[];
};

type Numbered = { readonly number: number; readonly name: string };

function definition({ number: _number, ...rest }: Numbered): string {
  return JSON.stringify(rest, Object.keys(rest).sort());
}

/** Sorts the declared indexes of one kind into those that are there (or being filled) and those that are not. */
function compare<I extends Numbered>(
  table: string,
  declared: readonly Declared<I>[],
  present: Readonly<Record<string, I>>,
  building: Readonly<Record<string, I>> | undefined,
  nextNumber: () => number,
): { kept: Record<string, I>; added: Record<string, I> } {
  const kept: Record<string, I> = {};
  const added: Record<string, I> = {};
  for (const one of declared) {
    const wanted = { ...one, number: 0, name: `${table}.${one.name}` } as unknown as I;
    const same = [present[one.name], building?.[one.name]].find(
      (index) => index !== undefined && definition(index) === definition(wanted),
    );
    if (same !== undefined) kept[one.name] = same;
    else added[one.name] = { ...wanted, number: nextNumber() };
  }
  return { kept, added };
}

/** The numbers of all indexes of a set. */
export function numbersOf({ indexes, texts, vectors }: IndexSet): number[] {
  return [indexes, texts, vectors].flatMap((set) => Object.values(set).map(({ number }: Numbered) => number));
}

/**
 * Compares the stored catalog with the tables that are wanted; tables and their numbers stay, also when nobody names them any more.
 * Only tables within `scope` change: those of a component that is no longer in use stay as they are. An index that is being filled counts as there.
 */
export function changeTo(wantedTables: Schema["tables"], current: CatalogRecord, scope: Scope): SchemaChange {
  let record = current;
  const known = new Set(current.tables.map(({ name }) => name));
  for (const { name } of wantedTables) if (!known.has(name)) record = addTable(record, name);
  const wanted = new Map(wantedTables.map((table) => [table.name, table]));
  let nextIndex = record.nextIndex;
  const next = () => nextIndex++;
  const fill: { table: TableInfo; added: IndexSet }[] = [];
  const drop: number[] = [];
  const tables = record.tables.map((table): TableInfo => {
    if (!isWithin(table.name, scope)) return table;
    const { name, building } = table;
    const want = wanted.get(name);
    const indexes = compare(name, want?.indexes ?? [], table.indexes, building?.indexes, next);
    const texts = compare(name, want?.texts ?? [], table.texts, building?.texts, next);
    const vectors = compare(name, want?.vectors ?? [], table.vectors, building?.vectors, next);
    const added = { indexes: indexes.added, texts: texts.added, vectors: vectors.added };
    if (numbersOf(added).length > 0) fill.push({ table, added });
    const now = {
      indexes: { ...indexes.kept, ...indexes.added },
      texts: { ...texts.kept, ...texts.added },
      vectors: { ...vectors.kept, ...vectors.added },
    };
    const stays = new Set(numbersOf(now));
    drop.push(...numbersOf(table).filter((number) => !stays.has(number)));
    return { ...table, ...now, building: null };
  });
  return { record: { ...record, tables, nextIndex }, fill, drop };
}

/** The record while a change is under way: its tables are there, and its new indexes take every write. */
export function beginning(current: CatalogRecord, change: SchemaChange): CatalogRecord {
  const known = new Map(current.tables.map((table) => [table.name, table]));
  const added = new Map(change.fill.map((one) => [one.table.name, one.added]));
  const { nextTable, nextSystemTable, nextIndex } = change.record;
  return {
    ...current,
    nextTable,
    nextSystemTable,
    nextIndex,
    tables: change.record.tables.map((table) => ({
      ...(known.get(table.name) ?? { ...table, ...noIndexes }),
      building: added.get(table.name) ?? null,
    })),
    garbage: [...current.garbage, ...[...added.values()].flatMap(numbersOf)],
  };
}

/** The record without what was being filled. */
export function givenUp(current: CatalogRecord): CatalogRecord {
  return { ...current, tables: current.tables.map((table) => ({ ...table, building: null })) };
}

/** A table of the host's own: its documents are anything, its name starts with an underscore. */
export type SystemTable = {
  readonly tableName: string;
  /** Whether every component has one of its own, too. */
  readonly inComponents?: boolean;
  readonly indexes: readonly { readonly indexDescriptor: string; readonly fields: readonly string[] }[];
};

/** Reads the host's tables; throws an error that names what is wrong. */
export function parseSystemTables(tables: readonly SystemTable[]): Schema["tables"] {
  return tables.map(({ tableName, indexes }) => {
    if (!/^_[a-zA-Z][a-zA-Z0-9_]*$/.test(tableName))
      throw new Error(`A system table's name starts with "_", got "${tableName}"`);
    return { name: tableName, documentType: null, indexes: parseIndexes(tableName, indexes) };
  });
}
