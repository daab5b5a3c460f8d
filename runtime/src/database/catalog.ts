import type { ValidatorJSON } from "../values/validators";
import { shortTableName } from "./table-names";

/** An index of a table; entries of the built-in one have no fields of their own before the creation time. */
export type IndexInfo = { readonly number: number; readonly name: string; readonly fields: readonly string[] };

/** A text index: one field's words, and fields whose values a search may fix. `rules` names how texts are cut into words. */
export type TextIndexInfo = {
  readonly number: number;
  readonly name: string;
  readonly searchField: string;
  readonly filterFields: readonly string[];
  readonly rules: string;
};

/** A vector index: one field's vectors of one length, and fields whose values a search may fix. */
export type VectorIndexInfo = {
  readonly number: number;
  readonly name: string;
  readonly vectorField: string;
  readonly dimensions: number;
  readonly filterFields: readonly string[];
};

/** The declared indexes of a table by their short names. */
export type IndexSet = {
  readonly indexes: Readonly<Record<string, IndexInfo>>;
  readonly texts: Readonly<Record<string, TextIndexInfo>>;
  readonly vectors: Readonly<Record<string, VectorIndexInfo>>;
};

/** A table as stored: its number never changes and is part of its documents' ids. */
export type TableInfo = IndexSet & {
  readonly name: string;
  readonly number: number;
  readonly byCreationTime: IndexInfo;
  /** Indexes that are being filled: every write goes into them, and nobody reads them yet. */
  readonly building: IndexSet | null;
};

/** No declared index. */
export const noIndexes: IndexSet = { indexes: {}, texts: {}, vectors: {} };

/** Exported schemas by the paths of their components; null for one that has no schema. */
export type ComponentSchemas = Readonly<Record<string, unknown>>;

/** The catalog as it is written to the store. */
export type CatalogRecord = {
  readonly tables: readonly TableInfo[];
  readonly nextTable: number;
  readonly nextSystemTable: number;
  readonly nextIndex: number;
  /** The app's schema in force, as given; null before the first. */
  readonly schema: unknown;
  /** Those of the components in use, by their paths; absent while there are none. */
  readonly components?: ComponentSchemas;
  /** Numbers of indexes whose entries are to be removed: dropped ones, and ones whose back-fill did not end. */
  readonly garbage: readonly number[];
};

/** Which validator holds for which table; absent tables are not validated. */
export type Validators = ReadonlyMap<string, ValidatorJSON>;

const firstSystemTable = 512;
const firstUserTable = 10_001;

/** Whether a table is the host's own: `_storage`, `_scheduled_functions` and the like. */
export function isSystemTable(name: string): boolean {
  return shortTableName(name).startsWith("_");
}

/** The catalog of an empty folder. */
export const emptyCatalog: CatalogRecord = {
  tables: [],
  nextTable: firstUserTable,
  nextSystemTable: firstSystemTable,
  nextIndex: 1,
  schema: null,
  garbage: [],
};

/** A stored record as this version reads it: what an interrupted schema change was filling is forgotten. */
export function readCatalog(text: string): CatalogRecord {
  const record = JSON.parse(text) as CatalogRecord;
  return { ...record, tables: record.tables.map((table) => ({ ...noIndexes, ...table, building: null })) };
}

/** Tables and indexes at one moment; never changes, a change makes a new one. */
export class Catalog {
  readonly record: CatalogRecord;
  readonly validators: Validators;
  readonly #byName = new Map<string, TableInfo>();
  readonly #byNumber = new Map<number, TableInfo>();

  constructor(record: CatalogRecord, validators: Validators) {
    this.record = record;
    this.validators = validators;
    for (const table of record.tables) {
      this.#byName.set(table.name, table);
      this.#byNumber.set(table.number, table);
    }
  }

  table(name: string): TableInfo | undefined {
    return this.#byName.get(name);
  }

  tableByNumber(number: number): TableInfo | undefined {
    return this.#byNumber.get(number);
  }

  /** The catalog with one table more. */
  withTable(name: string): Catalog {
    return new Catalog(addTable(this.record, name), this.validators);
  }
}

/** A record with one table more, its built-in index included. */
export function addTable(record: CatalogRecord, name: string): CatalogRecord {
  const short = shortTableName(name);
  if (!/^_?[a-zA-Z][a-zA-Z0-9_]*$/.test(short))
    throw new Error(`Table names must be valid identifiers, got "${short}"`);
  const system = isSystemTable(name);
  const number = freeNumber(record, system ? record.nextSystemTable : record.nextTable);
  const table: TableInfo = {
    name,
    number,
    byCreationTime: { number: record.nextIndex, name: `${name}.by_creation_time`, fields: [] },
    ...noIndexes,
    building: null,
  };
  return {
    ...record,
    tables: [...record.tables, table],
    nextTable: system ? record.nextTable : number + 1,
    nextSystemTable: system ? number + 1 : record.nextSystemTable,
    nextIndex: record.nextIndex + 1,
  };
}

function freeNumber({ tables }: CatalogRecord, from: number): number {
  const used = new Set(tables.map(({ number }) => number));
  let number = from;
  while (used.has(number)) number += 1;
  return number;
}

/** A record in which a table has another number; a table that has it already gets a new one. Both must be empty. */
export function renumbered(record: CatalogRecord, name: string, number: number): CatalogRecord {
  const given = (table: TableInfo, its: number) => ({ ...table, number: its });
  const moved = record.tables.find((table) => table.number === number && table.name !== name);
  const tables = record.tables.map((table) => (table.name === name ? given(table, number) : table));
  if (moved === undefined) return { ...record, tables };
  const free = freeNumber({ ...record, tables }, isSystemTable(moved.name) ? record.nextSystemTable : record.nextTable);
  return { ...record, tables: tables.map((table) => (table.name === moved.name ? given(table, free) : table)) };
}
