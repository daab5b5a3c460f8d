import type { Reader, TableSummary } from "../../database/database";
import { componentOfTable, shortTableName } from "../../database/table-names";
import type { FileStore } from "../../storage/file-store";
import { archiveFolder } from "./archive-paths";
import { ZipWriter } from "./zip-writer";

const system = { system: true };
const rowsPerPart = 500;
/** A table of more documents than this may need more than four gibibytes. */
const mostSmallRows = 4_000;

const readme = `# A copy of a Convex deployment

Each folder is a table: \`documents.jsonl\` has one document in each line, as Convex writes values in JSON.
\`_tables\` has the number that the ids of each table carry, \`_storage\` the stored files, \`_components\` the same for each
component. \`npx convex import --replace-all <this file>\` brings all of it back, ids and creation times included.
`;

/** What is put into an archive. */
export type ArchiveSource = {
  readonly reader: Reader;
  readonly files: FileStore;
  readonly includesFiles: boolean;
  /** Lets everything else that waits for the event loop go first. */
  readonly breathe: () => Promise<void>;
};

async function* documents({ reader, breathe }: ArchiveSource, table: string): AsyncGenerator<Buffer> {
  const source = { type: "FullTableScan", tableName: table, order: "asc" } as const;
  const rows = reader.stream({ source, operators: [] }, system);
  try {
    for (let isDone = false; !isDone;) {
      const lines: string[] = [];
      while (lines.length < rowsPerPart) {
        const row = rows.next();
        isDone = row.done === true;
        if (row.done) break;
        lines.push(`${row.value.json}\n`);
      }
      if (lines.length > 0) yield Buffer.from(lines.join(""));
      await breathe();
    }
  } finally {
    rows.return?.();
  }
}

type StoredFields = { _id: string; size: number; uuid?: string; storageId?: string };
type StoredRow = StoredFields & { internalId: string };

/** The files of a component with the names of their bytes, in the order of their creation. */
function storedFiles(reader: Reader, table: string): StoredRow[] {
  const names = new Map<string, string>();
  const all = (tableName: string) => {
    const source = { type: "FullTableScan", tableName, order: "asc" } as const;
    const rows = reader.stream({ source, operators: [] }, system);
    const found: StoredFields[] = [];
    for (let row = rows.next(); !row.done; row = rows.next()) found.push(JSON.parse(row.value.json) as StoredFields);
    return found;
  };
  for (const { uuid, storageId } of all("_files"))
    if (storageId !== undefined && uuid !== undefined) names.set(storageId, uuid);
  return all(table).flatMap((row) => {
    const internalId = names.get(row._id);
    return internalId === undefined ? [] : [{ ...row, internalId }];
  });
}

async function* one(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function writeComponent(zip: ZipWriter, source: ArchiveSource, component: string, all: readonly TableSummary[]) {
  const folder = archiveFolder(component);
  const own = all
    .filter(({ name }) => componentOfTable(name) === component)
    .map((table) => ({ ...table, short: shortTableName(table.name) }))
    .sort((a, b) => (a.short < b.short ? -1 : 1));
  const listed = own.filter(({ short }) => !short.startsWith("_") || (short === "_storage" && source.includesFiles));
  const numbers = listed.map(({ short, number }) => `${JSON.stringify({ name: short, id: number })}\n`).join("");
  const packed = { isPacked: true, isLarge: false };
  await zip.add(`${folder}_tables/documents.jsonl`, one(numbers), packed);
  for (const { name, short, count } of listed) {
    if (short === "_storage") continue;
    const options = { isPacked: true, isLarge: count > mostSmallRows };
    await zip.add(`${folder}${short}/documents.jsonl`, documents(source, name), options);
  }
  const storage = listed.find(({ short }) => short === "_storage");
  if (storage === undefined) return;
  const rows = storedFiles(source.reader, storage.name);
  await zip.add(
    `${folder}_storage/documents.jsonl`,
    one(rows.map((row) => `${JSON.stringify(row)}\n`).join("")),
    packed,
  );
  for (const { _id, internalId, size } of rows) {
    const bytes = size === 0 ? one("") : source.files.stream(internalId, 0, size - 1);
    await zip.add(`${folder}_storage/${_id}`, bytes, { isPacked: false, isLarge: size >= 2 ** 31 });
    await source.breathe();
  }
}

/** Writes an archive of everything that a reader sees; the same data makes the same bytes. */
export async function writeArchive(path: string, source: ArchiveSource): Promise<void> {
  const tables = source.reader.tables();
  const components = [...new Set(["", ...tables.map(({ name }) => componentOfTable(name))])].sort();
  const zip = await ZipWriter.create(path);
  try {
    await zip.add("README.md", one(readme), { isPacked: true, isLarge: false });
    for (const component of components) await writeComponent(zip, source, component, tables);
  } catch (error) {
    await zip.abandon();
    throw error;
  }
  await zip.end();
}
