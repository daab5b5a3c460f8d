import { termRules } from "../search/terms";
import { textDamage } from "../search/text-index";
import { vectorEntry } from "../search/vector-index";
import { DamagedStoreError, type Snapshot } from "../store/key-value-store";
import { parseDocument } from "../values/documents";
import { noBytes } from "../values/bytes";
import { encodeId } from "../values/ids";
import type { Catalog, TableInfo } from "./catalog";
import type { Verified } from "./database";
import { countKey, documentKey, entriesOf, indexKey, keyHead, noteKey, wholeSpan } from "./keys";

const rowsPerStep = 200;

/** What a verification looks at, and how it lets others go on. */
export type VerifyParts = {
  readonly catalog: Catalog;
  readonly snapshot: Snapshot;
  /** Whether its time is over. */
  readonly isLate: () => boolean;
  /** Lets everything else go first; throws when the database has been closed meanwhile. */
  readonly breathe: () => Promise<void>;
};

type Row = { readonly json: string; readonly internal: Uint8Array };

/** Ends a verification that may not last longer. */
class TimeIsUp extends Error {}

/**
 * Reads one moment of the data whole and compares it: records with their checksums, documents with their entries, tables with
 * their counts. Throws DamagedStoreError that says what is wrong; ends early, and says so, when its time is over.
 */
export async function verifyData(parts: VerifyParts): Promise<Verified> {
  const { catalog, snapshot } = parts;
  const found = { documents: 0, entries: 0, isWhole: true };
  try {
    for (const { building: _, ...stored } of catalog.record.tables) {
      const table = { ...stored, building: null };
      const documents = await checkEntries(table, parts);
      const count = Number(snapshot.get(countKey(table.number)) ?? 0);
      if (count !== documents)
        throw new DamagedStoreError(`Table ${table.name} has ${documents} of ${count} documents: restore a backup.`);
      found.documents += documents;
      for (const index of [table.byCreationTime, ...Object.values(table.indexes)]) {
        const entries = await countKeys(indexKey(index.number), parts);
        if (entries !== documents)
          throw new DamagedStoreError(
            `Index ${index.name} has ${entries} entries for ${documents} documents: restore a backup.`,
          );
        found.entries += entries;
      }
      await checkSearch(table, parts);
    }
    await countKeys(noteKey(noBytes), parts);
    return found;
  } catch (error) {
    if (error instanceof TimeIsUp) return { ...found, isWhole: false };
    throw error;
  }
}

/** Looks for every document in every index of its table; returns how many documents there are. */
async function checkEntries(table: TableInfo, parts: VerifyParts): Promise<number> {
  let documents = 0;
  await eachDocument(table, parts, ({ json, internal }) => {
    documents += 1;
    for (const { index, entry } of entriesOf(table, parseDocument(json), internal)) {
      if (parts.snapshot.get(indexKey(index.number, entry)) !== undefined) continue;
      throw new DamagedStoreError(
        `Index ${index.name} has lost document ${encodeId(table.number, internal)}: restore a backup.`,
      );
    }
  });
  return documents;
}

/** Compares text and vector indexes with the documents; an index made by other rules is about to be made anew. */
async function checkSearch(table: TableInfo, parts: VerifyParts): Promise<void> {
  const texts = Object.values(table.texts).filter(({ rules }) => rules === termRules);
  const vectors = Object.values(table.vectors);
  if (texts.length + vectors.length === 0) return;
  const records = { get: (key: Uint8Array) => parts.snapshot.get(key) ?? null };
  const lost = (index: string, internal: Uint8Array, how: string) =>
    new DamagedStoreError(`Index ${index}: document ${encodeId(table.number, internal)} ${how}. Restore a backup.`);
  await eachDocument(table, parts, ({ json, internal }) => {
    const fields = parseDocument(json);
    for (const index of texts) {
      const damage = textDamage(records, index, internal, fields);
      if (damage !== null) throw lost(index.name, internal, damage);
    }
    for (const index of vectors)
      if (records.get(indexKey(index.number, internal)) !== vectorEntry(index, fields))
        throw lost(index.name, internal, "has another vector");
  });
}

async function eachDocument(
  table: TableInfo,
  { snapshot, isLate, breathe }: VerifyParts,
  look: (row: Row) => void,
): Promise<void> {
  const rows = snapshot.range({ ...wholeSpan(documentKey(table.number)), reverse: false });
  try {
    let count = 0;
    for (let row = rows.next(); !row.done; row = rows.next()) {
      look({ json: row.value.value, internal: row.value.key.slice(keyHead) });
      if (++count % rowsPerStep !== 0) continue;
      if (isLate()) throw new TimeIsUp();
      await breathe();
    }
    if (count > 0 && isLate()) throw new TimeIsUp();
  } finally {
    rows.return?.();
  }
}

/** Reads every record whose key begins like this. */
async function countKeys(start: Uint8Array, { snapshot, breathe }: VerifyParts): Promise<number> {
  const rows = snapshot.range({ ...wholeSpan(start), reverse: false });
  let count = 0;
  try {
    while (!rows.next().done) if (++count % rowsPerStep === 0) await breathe();
  } finally {
    rows.return?.();
  }
  return count;
}
