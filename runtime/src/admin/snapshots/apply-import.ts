import type { Database, Importer } from "../../database/database";
import { componentOfTable, fullTableName, shortTableName } from "../../database/table-names";
import type { FileStore, SavedFile } from "../../storage/file-store";
import { lookUpFile, type StoredFile } from "../../storage/storage";
import type { Fields } from "../../values/documents";
import type { FileToRestore, ImportPlan, TableEffect } from "./import-plan";
import { idOf, ImportError } from "./rows";

/** What an import needs to be applied. */
export type ImportSupport = {
  readonly db: Database;
  readonly files: FileStore;
  readonly largestFile: number;
  readonly breathe: () => Promise<void>;
};

/** A stored file whose bytes are on the disk; `isNew` when this import has put them there. */
type RestoredFile = {
  readonly component: string;
  readonly row: Fields;
  readonly saved: SavedFile;
  readonly isNew: boolean;
};

const system = { system: true };
/** How a table is reached whose full name is known: by its short one, in its component. */
const reach = (table: string) => ({ system: true, component: componentOfTable(table) });
/** What one transaction takes at most; an import of this size or less is applied at once. */
const mostAtOnce = { rows: 100_000, bytes: 128 << 20 };
const rowsPerBreath = 500;
const isFileName = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** The ids of a table's oldest documents. */
function idsOf(tx: Importer, table: string, most: number): string[] {
  const source = { type: "FullTableScan", tableName: shortTableName(table), order: "asc" } as const;
  const rows = tx.stream({ source, operators: [{ limit: most }] }, reach(table));
  const ids: string[] = [];
  for (let row = rows.next(); !row.done; row = rows.next()) ids.push(row.value.id);
  return ids;
}

/** Removes a table's oldest documents; returns how many there were. */
async function removeSome(tx: Importer, table: string, breathe: () => Promise<void>): Promise<number> {
  const ids = idsOf(tx, table, mostAtOnce.rows);
  for (const [i, id] of ids.entries()) {
    tx.remove(id, shortTableName(table), reach(table));
    if (i % rowsPerBreath === 0) await breathe();
  }
  return ids.length;
}

function isSameHash(saved: SavedFile, given: unknown): boolean {
  return given === saved.sha256 || given === Buffer.from(saved.sha256, "hex").toString("base64");
}

function findNamed(db: Database, uuid: string): StoredFile | null {
  const reader = db.readWhole();
  try {
    return lookUpFile(reader, uuid);
  } finally {
    reader.end();
  }
}

/** Puts a file on the disk under the name that its URL had, so that URLs go on to work; under another one when somebody has it. */
async function saveFile(
  { row, bytes }: FileToRestore,
  support: ImportSupport,
): Promise<Omit<RestoredFile, "component">> {
  const { db, files, largestFile } = support;
  const { internalId, sha256 } = row;
  const name = typeof internalId === "string" && isFileName.test(internalId) ? internalId : undefined;
  const present = name === undefined ? null : findNamed(db, name);
  // A URL's bytes never change: what is there under this name and with this hash is this file.
  if (present !== null && present.sha256 === sha256) return { row, saved: present, isNew: false };
  return { row, saved: await files.save(bytes(), largestFile, present === null ? name : undefined), isNew: true };
}

async function removeNew(restored: readonly RestoredFile[], files: FileStore): Promise<void> {
  for (const { saved, isNew } of restored) if (isNew) await files.remove(saved.uuid);
}

/** Puts the bytes of stored files on the disk, before anything names them. */
async function saveFiles(plan: ImportPlan, support: ImportSupport): Promise<RestoredFile[]> {
  const restored: RestoredFile[] = [];
  try {
    for (const { component, files } of plan.files) {
      for (const file of files) {
        const one = await saveFile(file, support);
        restored.push({ component, ...one });
        if (!isSameHash(one.saved, file.row.sha256))
          throw new ImportError(`The file ${idOf(file.row)} is damaged: its sha256 is another one.`);
      }
    }
    return restored;
  } catch (error) {
    await removeNew(restored, support.files);
    throw error;
  }
}

/** Removes the files that a component has; bytes that nothing names any more are swept later. */
function removeFiles(tx: Importer, storageTable: string): void {
  for (const id of idsOf(tx, storageTable, Infinity)) {
    const range = [{ type: "Eq", fieldPath: "storageId", value: id }] as const;
    const source = { type: "IndexRange", indexName: "_files.by_storage", range, order: null } as const;
    const rows = tx.stream({ source, operators: [{ limit: 1 }] }, system);
    const named = rows.next();
    rows.return?.();
    if (!named.done) tx.remove(named.value.id, "_files", system);
    tx.remove(id, shortTableName(storageTable), reach(storageTable));
  }
}

/** Goes through the rows of all tables in turn, over several transactions when there are many. */
async function* allRows(plan: ImportPlan): AsyncGenerator<{ table: string; row: Fields }> {
  for (const { table, rows } of plan.tables) for await (const row of rows()) yield { table, row };
}

function restore(tx: Importer, table: string, row: Fields): void {
  try {
    tx.restore(table, row);
  } catch (error) {
    throw new ImportError(`Table "${shortTableName(table)}": ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Brings in what was planned: everything at once when it is not large, otherwise in pieces of a hundred thousand documents.
 * Returns how many documents were written. Throws, with nothing of the piece under way applied, when a row does not fit.
 */
export async function applyImport(
  plan: ImportPlan,
  effects: readonly TableEffect[],
  support: ImportSupport,
): Promise<number> {
  const { db, files, breathe } = support;
  const restored = await saveFiles(plan, support);
  const replaces = plan.mode === "replace" || plan.mode === "replaceAll";
  const rows = allRows(plan);
  let written = 0;
  let isDone = false;

  const removed = effects.filter(({ remove }) => remove > 0).map(({ table }) => table);
  const isLarge = effects.reduce((sum, { create, remove }) => sum + create + remove, 0) > mostAtOnce.rows;

  const prepare = async (tx: Importer) => {
    if (!isLarge) for (const table of removed) await removeSome(tx, table, breathe);
    if (replaces) for (const { component } of plan.files) removeFiles(tx, fullTableName(component, "_storage"));
    for (const { table, number } of plan.tables) if (number !== null) tx.renumber(table, number);
    for (const { component, number } of plan.files)
      if (number !== null) tx.renumber(fullTableName(component, "_storage"), number);
    restoreFiles(tx);
  };

  const restoreFiles = (tx: Importer) => {
    for (const file of restored) {
      const { internalId: _name, ...row } = file.row;
      restore(tx, fullTableName(file.component, "_storage"), row);
      tx.insert("_files", { uuid: file.saved.uuid, storageId: idOf(file.row) }, system);
    }
  };

  const someRows = async (tx: Importer) => {
    const left = { ...mostAtOnce };
    let count = 0;
    while (left.rows > 0 && left.bytes > 0) {
      const next = await rows.next();
      if (next.done) {
        isDone = true;
        break;
      }
      const { table, row } = next.value;
      restore(tx, table, row);
      count += 1;
      left.rows -= 1;
      left.bytes -= JSON.stringify(row, (_name, value: unknown) => (typeof value === "bigint" ? 0 : value)).length;
      if (count % rowsPerBreath === 0) await breathe();
    }
    return count;
  };

  try {
    if (isLarge) {
      for (const table of removed)
        while ((await db.importTables((tx) => removeSome(tx, table, breathe))) === mostAtOnce.rows) await breathe();
    }
    written += await db.importTables(async (tx) => {
      await prepare(tx);
      return await someRows(tx);
    });
  } catch (error) {
    await removeNew(restored, files);
    throw error;
  }
  while (!isDone) written += await db.importTables(someRows);
  return written + restored.length;
}
