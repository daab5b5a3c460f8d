import { createReadStream } from "node:fs";
import type { Reader } from "../../database/database";
import { componentOfTable, fullTableName, shortTableName } from "../../database/table-names";
import type { Fields } from "../../values/documents";
import { decodeId } from "../../values/ids";
import { tableOfArchive, archiveFolder } from "./archive-paths";
import { idOf, ImportError, rowsOf, type TableFormat } from "./rows";
import { ZipReader, type ZipEntry } from "./zip-reader";

/** What becomes of documents that are there already. */
export type ImportMode = "requireEmpty" | "append" | "replace" | "replaceAll";

/** How the official command line describes an import. */
export type ImportRequest = {
  readonly tableName: string | null;
  readonly component: string;
  readonly mode: ImportMode;
  readonly format: TableFormat | "zip";
};

/** Rows for one table. */
export type TableRows = {
  /** The full name of the table. */
  readonly table: string;
  /** The number that the ids of its rows carry; null when they bring no ids. */
  readonly number: number | null;
  readonly count: number;
  rows(): AsyncGenerator<Fields>;
};

/** A stored file to bring back. */
export type FileToRestore = { readonly row: Fields; readonly bytes: () => AsyncGenerator<Uint8Array> };

/** The stored files of one component. */
export type FilesOfComponent = {
  readonly component: string;
  readonly number: number | null;
  readonly files: readonly FileToRestore[];
};

/** Everything that a file wants to bring in, read once and found readable. */
export type ImportPlan = {
  readonly mode: ImportMode;
  readonly tables: readonly TableRows[];
  readonly files: readonly FilesOfComponent[];
  close(): Promise<void>;
};

const reserved = /^_/;

/** The number that a row's id carries; null when it brings none. */
function numberOf(row: Fields, table: string): number | null {
  if (row._id === undefined) return null;
  const decoded = typeof row._id === "string" ? decodeId(row._id) : null;
  if (decoded === null) throw new ImportError(`${JSON.stringify(row._id)} is no id: table "${table}".`);
  return decoded.tableNumber;
}

/** Reads all rows once: counts them and finds the number that their ids carry. */
async function look(
  table: string,
  rows: () => AsyncGenerator<Fields>,
  given: number | null,
): Promise<{ table: string; number: number | null; count: number; rows: () => AsyncGenerator<Fields> }> {
  let count = 0;
  let number: number | null = given;
  for await (const row of rows()) {
    count += 1;
    const its = numberOf(row, table);
    if (its === null) continue;
    number ??= its;
    if (its !== number)
      throw new ImportError(`The document ${JSON.stringify(row._id)} is not of the table "${shortTableName(table)}".`);
  }
  return { table, number, count, rows };
}

function checkName(table: string): void {
  if (reserved.test(table) || !/^[A-Za-z]\w*$/.test(table))
    throw new ImportError(`${JSON.stringify(table)} is no name of a table.`);
}

async function planTable(path: string, request: ImportRequest, format: TableFormat): Promise<ImportPlan> {
  const { tableName, component, mode } = request;
  if (tableName === null) throw new ImportError("The name of the table is missing: --table.");
  checkName(tableName);
  const rows = () => rowsOf(format, createReadStream(path));
  const table = await look(fullTableName(component, tableName), rows, null);
  return { mode, tables: [table], files: [], close: async () => undefined };
}

async function readNumbers(zip: ZipReader, entry: ZipEntry | undefined): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  if (entry === undefined) return numbers;
  for await (const { name, id } of rowsOf("jsonLines", zip.read(entry)))
    if (typeof name === "string" && typeof id === "number") numbers.set(name, id);
  return numbers;
}

async function planFiles(zip: ZipReader, component: string, entry: ZipEntry): Promise<FileToRestore[]> {
  const folder = `${archiveFolder(component)}_storage/`;
  const byId = new Map<string, ZipEntry>();
  for (const [name, file] of zip.entries) {
    if (!name.startsWith(folder) || name === entry.name) continue;
    // A name may end as its type does: "kg2….png".
    byId.set(name.slice(folder.length).split(".")[0] ?? "", file);
  }
  const files: FileToRestore[] = [];
  for await (const row of rowsOf("jsonLines", zip.read(entry))) {
    const bytes = byId.get(idOf(row));
    if (bytes === undefined) throw new ImportError(`The archive has lost the file ${idOf(row)}.`);
    files.push({ row, bytes: () => zip.read(bytes) });
  }
  return files;
}

async function planArchive(path: string, { mode, component: into }: ImportRequest): Promise<ImportPlan> {
  const zip = await ZipReader.open(path);
  try {
    const tables: TableRows[] = [];
    const files: FilesOfComponent[] = [];
    const numbers = new Map<string, Map<string, number>>();
    for (const [name, entry] of zip.entries) {
      const found = tableOfArchive(name);
      if (found === null) continue;
      // An archive of the app alone may be brought into a component.
      const component = into !== "" && found.component === "" ? into : found.component;
      if (!numbers.has(found.component)) {
        const list = zip.entries.get(`${archiveFolder(found.component)}_tables/documents.jsonl`);
        numbers.set(found.component, await readNumbers(zip, list));
      }
      const number = numbers.get(found.component)?.get(found.table) ?? null;
      if (found.table === "_storage")
        files.push({ component, number, files: await planFiles(zip, found.component, entry) });
      else if (!reserved.test(found.table)) {
        checkName(found.table);
        tables.push(
          await look(fullTableName(component, found.table), () => rowsOf("jsonLines", zip.read(entry)), number),
        );
      }
    }
    if (tables.length === 0 && files.length === 0) throw new ImportError("The archive holds no tables.");
    return { mode, tables, files, close: () => zip.close() };
  } catch (error) {
    await zip.close();
    throw error;
  }
}

/** Reads a file that was uploaded and plans what it brings; throws ImportError or ZipError for one that cannot be read. */
export function planImport(path: string, request: ImportRequest): Promise<ImportPlan> {
  return request.format === "zip" ? planArchive(path, request) : planTable(path, request, request.format);
}

/** What a plan does to a table. */
export type TableEffect = {
  readonly table: string;
  readonly create: number;
  readonly remove: number;
  readonly had: number;
};

/** What a plan does to the data as it is; throws ImportError when it would mix with documents that it must not touch. */
export function effectsOf({ mode, tables }: ImportPlan, reader: Reader): TableEffect[] {
  const present = new Map(reader.tables().map(({ name, count }) => [name, count]));
  const effects = tables.map(({ table, count }): TableEffect => {
    const had = present.get(table) ?? 0;
    if (mode === "requireEmpty" && had > 0) {
      throw new ImportError(
        `The table "${shortTableName(table)}" has ${had} documents already. Use --append to add to them, or --replace to replace them.`,
      );
    }
    return { table, create: count, remove: mode === "replace" || mode === "replaceAll" ? had : 0, had };
  });
  if (mode !== "replaceAll") return effects;
  const named = new Set(tables.map(({ table }) => table));
  const emptied = [...present]
    .filter(([name, count]) => count > 0 && !named.has(name) && !shortTableName(name).startsWith("_"))
    .map(([table, had]): TableEffect => ({ table, create: 0, remove: had, had }));
  return [...effects, ...emptied];
}

/** The effects as a table for a person to confirm. */
export function summaryOf(effects: readonly TableEffect[], files: number): string {
  const rows = [
    ["table", "create", "delete"],
    ...effects.map(({ table, create, remove, had }) => [
      componentOfTable(table) === "" ? table : `${componentOfTable(table)}: ${shortTableName(table)}`,
      String(create),
      `${remove} of ${had}`,
    ]),
    ...(files > 0 ? [["_storage", String(files), ""]] : []),
  ];
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join(" | ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "-".repeat(width)).join("-+-"));
  return `What this import changes:\n${lines.join("\n")}`;
}
