import { createHash } from "node:crypto";
import { internalIdLength } from "../values/ids";
import { afterKey, afterPrefix, joinBytes, noBytes } from "../values/bytes";
import { encodeKey } from "../values/key-codec";
import { valueAt, type Fields } from "../values/documents";
import type { IndexInfo, TableInfo } from "./catalog";

/**
 * How the database lays its data over the ordered keys of the store:
 * 1 name: settings · 2 index number, entry: an index · 3 table number, internal id: the documents · 4 table number: how many ·
 * 5 key: notes of the host's own.
 */
const space = { setting: 1, index: 2, documents: 3, count: 4, note: 5 };

/** An entry longer than this is cut and finished by a hash, so that every key fits into a page of the store. */
export const longestEntry = 1900;
/** How much of a cut entry keeps its order. */
export const keptOfEntry = 1800;

function spaceKey(kind: number, number: number, rest: Uint8Array = noBytes): Uint8Array {
  const key = new Uint8Array(5 + rest.length);
  key[0] = kind;
  key[1] = number >>> 24;
  key[2] = number >>> 16;
  key[3] = number >>> 8;
  key[4] = number;
  key.set(rest, 5);
  return key;
}

/** Bytes before an entry or an internal id in a key of the store. */
export const keyHead = 5;

export const settingKey = (name: string): Uint8Array =>
  joinBytes(new Uint8Array([space.setting]), Buffer.from(name, "utf8"));
export const indexKey = (index: number, entry?: Uint8Array): Uint8Array => spaceKey(space.index, index, entry);
export const documentKey = (table: number, internal?: Uint8Array): Uint8Array =>
  spaceKey(space.documents, table, internal);
/** The first key after a document. */
export const afterDocument = (table: number, internal: Uint8Array): Uint8Array =>
  afterKey(documentKey(table, internal));
export const countKey = (table: number): Uint8Array => spaceKey(space.count, table);
const noteHead = new Uint8Array([space.note]);
export const noteKey = (key: Uint8Array): Uint8Array => joinBytes(noteHead, key);

/** The whole key space of an index or of a table's documents, as a half-open span of the store. */
export function wholeSpan(key: Uint8Array): { from: Uint8Array; to: Uint8Array } {
  return { from: key, to: afterPrefix(key)! };
}

const paths = new Map<string, readonly string[]>();

/** The steps of a dotted field path. */
export function pathOf(field: string): readonly string[] {
  let path = paths.get(field);
  if (path === undefined) paths.set(field, (path = field.split(".")));
  return path;
}

/** The full entry of a document in an index: its fields' values, the creation time, the internal id. */
export function fullEntry(index: IndexInfo, fields: Fields, internal: Uint8Array): Uint8Array {
  if (index.fields.length === 0) return encodeKey([fields._creationTime], internal);
  const values = index.fields.map((field) => valueAt(fields, pathOf(field)));
  values.push(fields._creationTime);
  return encodeKey(values, internal);
}

/** The entry as it is stored: the full one, or a cut one that still ends in the internal id. */
export function storedEntry(full: Uint8Array): Uint8Array {
  if (full.length <= longestEntry) return full;
  const hash = createHash("sha256").update(full).digest().subarray(0, 16);
  return joinBytes(full.subarray(0, keptOfEntry), hash, full.subarray(full.length - internalIdLength));
}

/** A document's entry in an index, as it is stored. */
export function entryIn(index: IndexInfo, fields: Fields, internal: Uint8Array): Uint8Array {
  return storedEntry(fullEntry(index, fields, internal));
}

/** Whether a document that was changed stays where it is in an index; when in doubt it does not. */
export function staysIn(index: IndexInfo, old: Fields, now: Fields): boolean {
  return (
    Object.is(old._creationTime, now._creationTime) &&
    index.fields.every((field) => Object.is(valueAt(old, pathOf(field)), valueAt(now, pathOf(field))))
  );
}

const lists = new WeakMap<TableInfo, readonly IndexInfo[]>();

/** All indexes of a table that have an entry for each document, the built-in one first and those that are being filled last. */
export function indexesOf(table: TableInfo): readonly IndexInfo[] {
  let known = lists.get(table);
  if (known === undefined) {
    known = [table.byCreationTime, ...Object.values(table.indexes), ...Object.values(table.building?.indexes ?? {})];
    lists.set(table, known);
  }
  return known;
}

/** All entries of a document. */
export function entriesOf(
  table: TableInfo,
  fields: Fields,
  internal: Uint8Array,
): { index: IndexInfo; entry: Uint8Array }[] {
  return indexesOf(table).map((index) => ({ index, entry: entryIn(index, fields, internal) }));
}
