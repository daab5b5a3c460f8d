import { decodeId, encodeId } from "../values/ids";
import { bytesAfter, compareBytes, noBytes } from "../values/bytes";
import {
  checkDocument,
  documentText,
  holdsCommitTs,
  parseDocument,
  resolveCommitTs,
  type Fields,
} from "../values/documents";
import { findMismatch, printValue } from "../values/validators";
import { SortedMap } from "../store/sorted-map";
import type { Access, Importer, Writer, WrittenKey } from "./database";
import { TextIndexEditor } from "../search/text-index";
import { vectorEntry } from "../search/vector-index";
import type { Catalog, IndexSet, TableInfo } from "./catalog";
import { countKey, documentKey, entryIn, indexesOf, indexKey, noteKey, staysIn } from "./keys";
import type { CursorCodec } from "./page-cursor";
import { checkTableAccess } from "./query-plan";
import { componentOfTable, fullName, shortTableName, tableNameIn } from "./table-names";
import type { ReadLog } from "./read-log";
import { ReadTransaction } from "./read-transaction";
import type { Meter } from "./usage";
import { View, type Layer } from "./view";

/** What a writer needs from the database besides the view. */
export type WriterSupport = {
  readonly catalog: () => Catalog;
  readonly cursors: CursorCodec;
  /** The number of a table, given on first use. */
  readonly createTable: (name: string) => TableInfo;
  /** Changes the number of an empty table. */
  readonly renumber: (name: string, number: number) => void;
  readonly mintId: () => Uint8Array;
  /** Milliseconds, greater at every call. */
  readonly nextCreationTime: () => number;
};

const mostTables = 2 ** 31;

/** Everything that a finished transaction changed. */
export type Changes = { readonly layer: Layer; readonly keys: readonly WrittenKey[] };

/** Reads and writes over a view; its writes stay in a layer of their own until they are kept or dropped. */
export class WriteTransaction extends ReadTransaction implements Importer {
  readonly #support: WriterSupport;
  readonly #layer: Layer;
  readonly #keys: WrittenKey[] = [];
  /** Documents that wait for the commit's timestamp. */
  readonly #waiting: { table: TableInfo; internal: Uint8Array }[] = [];

  constructor(support: WriterSupport, base: View, ts: bigint, shared?: { reads: ReadLog; meter: Meter }) {
    const layer: Layer = new SortedMap();
    const { catalog, cursors } = support;
    const view = new View(base.snapshot, [...base.layers, layer]);
    super({ ts, view, catalog, cursors, reads: shared?.reads, meter: shared?.meter });
    this.#support = support;
    this.#layer = layer;
  }

  insert(table: string, value: Fields, access?: Access): string {
    this.checkOpen();
    const name = fullName(table, access);
    checkTableAccess(name, access);
    const info = this.catalog.table(name) ?? this.#support.createTable(name);
    const fields = userFields(value);
    const internal = this.#support.mintId();
    const id = encodeId(info.number, internal);
    this.#check(info, fields);
    fields._creationTime = this.#support.nextCreationTime();
    fields._id = id;
    this.#write(info, internal, null, fields, access);
    return id;
  }

  restore(table: string, value: Fields): string {
    this.checkOpen();
    const info = this.catalog.table(table) ?? this.#support.createTable(table);
    const { _id, _creationTime, ...rest } = value;
    const fields = userFields(rest);
    const decoded = typeof _id === "string" ? decodeId(_id) : null;
    if (_id !== undefined && decoded?.tableNumber !== info.number)
      throw new Error(`${printValue(_id)} is no id of the table "${table}"`);
    if (_creationTime !== undefined && !(typeof _creationTime === "number" && Number.isFinite(_creationTime)))
      throw new Error(`${printValue(_creationTime)} is no creation time`);
    const internal = decoded?.internal ?? this.#support.mintId();
    const id = encodeId(info.number, internal);
    if (decoded !== null && this.readDocument(info, internal) !== null)
      throw new Error(`There is a document with the ID "${id}" already`);
    this.#check(info, fields);
    const createdAt = _creationTime ?? this.#support.nextCreationTime();
    this.#write(info, internal, null, { ...fields, _creationTime: createdAt, _id: id });
    return id;
  }

  renumber(table: string, number: number): void {
    this.checkOpen();
    const info = this.catalog.table(table) ?? this.#support.createTable(table);
    if (info.number === number) return;
    if (!Number.isInteger(number) || number < 1 || number > mostTables) throw new Error(`${number} is no table number`);
    const taken = this.catalog.tableByNumber(number);
    if (this.countOf(info) > 0 || (taken !== undefined && this.countOf(taken) > 0)) {
      throw new Error(
        `The ids of table "${table}" belong to the table "${taken?.name ?? table}" here, which has documents: empty it first`,
      );
    }
    this.#support.renumber(table, number);
  }

  patch(id: string, value: Fields, table?: string, access?: Access): void {
    const { info, internal, old } = this.#existing(id, table, access, "Update");
    const changed = withoutSystemFields(value, old);
    const fields = userFields(changed);
    for (const name of Object.keys(old)) {
      if (name !== "_id" && name !== "_creationTime" && !Object.hasOwn(changed, name)) fields[name] = old[name];
    }
    this.#check(info, fields);
    this.#rewrite(info, internal, old, fields, access);
  }

  replace(id: string, value: Fields, table?: string, access?: Access): void {
    const { info, internal, old } = this.#existing(id, table, access, "Replace");
    const fields = userFields(withoutSystemFields(value, old));
    this.#check(info, fields);
    this.#rewrite(info, internal, old, fields, access);
  }

  remove(id: string, table?: string, access?: Access): void {
    const { info, internal, old } = this.#existing(id, table, access, "Delete");
    this.#write(info, internal, old, null, access);
  }

  child(): Writer & { keep(): void; drop(): void } {
    this.checkOpen();
    return new ChildTransaction(this, this.#support, this.view, { reads: this.reads, meter: this.meter });
  }

  note(key: Uint8Array): string | null {
    this.checkOpen();
    return this.view.get(noteKey(key));
  }

  setNote(key: Uint8Array, text: string | null): void {
    this.checkOpen();
    this.#layer.set(noteKey(key), text);
  }

  noteKeys(from: Uint8Array, to: Uint8Array, most: number): Uint8Array[] {
    this.checkOpen();
    const walk = this.view.walk({ from: noteKey(from), to: noteKey(to), reverse: false });
    const keys: Uint8Array[] = [];
    try {
      while (keys.length < most) {
        const key = walk.next();
        if (key === null) break;
        keys.push(bytesAfter(key, 1));
      }
    } finally {
      walk.stop();
    }
    return keys;
  }

  /** Ends the transaction and gives what it changed; unknown commit timestamps become `ts()`, which is asked for only when something changed. */
  end(ts: () => bigint): { changes: Changes; ts: bigint } | null {
    this.checkOpen();
    let result: { changes: Changes; ts: bigint } | null = null;
    if (this.#layer.size > 0) {
      const committed = ts();
      for (const { table, internal } of this.#waiting) this.#resolve(table, internal, committed);
      result = { changes: { layer: this.#layer, keys: this.#keys }, ts: committed };
    }
    this.finish();
    return result;
  }

  /** Ends the transaction and forgets its writes. */
  abandon(): void {
    this.finish();
  }

  /** Takes over the writes of a nested transaction. */
  adopt(child: WriteTransaction): void {
    this.checkOpen();
    for (const [key, value] of child.#layer.entries()) this.#layer.set(key, value);
    for (const key of child.#keys) this.#keys.push(key);
    for (const place of child.#waiting) this.#waiting.push(place);
  }

  #existing(id: string, table: string | undefined, access: Access | undefined, verb: string) {
    this.checkOpen();
    const { table: info, internal } = this.locate(id, table, access);
    const json = this.readDocument(info, internal);
    if (json === null) throw new Error(`${verb} on nonexistent document ID ${id}`);
    return { info, internal, old: parseDocument(json) };
  }

  #check(table: TableInfo, fields: Fields): void {
    const validator = this.catalog.validators.get(table.name);
    if (validator === undefined) return;
    const component = componentOfTable(table.name);
    const mismatch = findMismatch(validator, fields, (id) => tableNameIn(component, this.tableOfId(id)));
    if (mismatch === null) return;
    throw new Error(
      `Failed to insert or update a document in table "${shortTableName(table.name)}" because it does not match the schema: ${mismatch.message}`,
    );
  }

  /** Writes a document that stays who it is; `fields` are its author's, and become its. */
  #rewrite(table: TableInfo, internal: Uint8Array, old: Fields, fields: Fields, access?: Access): void {
    fields._creationTime = old._creationTime;
    fields._id = old._id;
    this.#write(table, internal, old, fields, access);
  }

  #write(table: TableInfo, internal: Uint8Array, old: Fields | null, now: Fields | null, access?: Access): void {
    const size = checkDocument(now ?? old!);
    if (access?.system !== true) this.meter.writeRow(size);
    this.#store(table, internal, old, now);
    if (now !== null && Object.values(now).some(holdsCommitTs)) this.#waiting.push({ table, internal });
    if (old !== null && now !== null) return;
    this.#layer.set(countKey(table.number), String(this.countOf(table) + (now === null ? -1 : 1)));
    this.#keys.push({ index: `${table.name}.count`, key: noBytes });
  }

  #store(table: TableInfo, internal: Uint8Array, old: Fields | null, now: Fields | null): void {
    this.#layer.set(documentKey(table.number, internal), now === null ? null : documentText(now));
    this.#keys.push({ index: `${table.name}.by_id`, key: internal });
    for (const index of indexesOf(table)) {
      const stays = old !== null && now !== null && staysIn(index, old, now);
      const is = now === null ? null : entryIn(index, now, internal);
      const was = old === null || stays ? null : entryIn(index, old, internal);
      const moved = !stays && (was === null || is === null || compareBytes(was, is) !== 0);
      if (was !== null && moved) {
        this.#layer.set(indexKey(index.number, was), null);
        this.#keys.push({ index: index.name, key: was });
      }
      if (is === null) continue;
      if (moved) this.#layer.set(indexKey(index.number, is), "");
      // An entry that stays is told as well: whoever read it has read the document.
      this.#keys.push({ index: index.name, key: is });
    }
    this.#search(table, internal, old, now);
    if (table.building !== null) this.#search(table.building, internal, old, now);
  }

  /** Keeps text and vector indexes as the document is now. */
  #search({ texts, vectors }: IndexSet, internal: Uint8Array, old: Fields | null, now: Fields | null): void {
    for (const name of Object.keys(texts)) {
      const index = texts[name]!;
      const layer = this.#layer;
      const editor = new TextIndexEditor(index, {
        get: (key) => this.view.get(key),
        set: (key, value) => layer.set(key, value),
      });
      for (const key of editor.change(internal, old, now)) this.#keys.push({ index: index.name, key });
      editor.write();
    }
    for (const name of Object.keys(vectors)) {
      const index = vectors[name]!;
      const before = old === null ? null : vectorEntry(index, old);
      const after = now === null ? null : vectorEntry(index, now);
      if (before === after) continue;
      this.#layer.set(indexKey(index.number, internal), after);
      this.#keys.push({ index: index.name, key: internal });
    }
  }

  #resolve(table: TableInfo, internal: Uint8Array, ts: bigint): void {
    const json = this.#layer.get(documentKey(table.number, internal));
    if (json === undefined || json === null) return;
    const fields = parseDocument(json);
    this.#store(table, internal, fields, resolveCommitTs(fields, ts) as Fields);
  }
}

class ChildTransaction extends WriteTransaction {
  readonly #parent: WriteTransaction;
  readonly #before: { rowsWritten: number; bytesWritten: number };

  constructor(parent: WriteTransaction, support: WriterSupport, base: View, shared: { reads: ReadLog; meter: Meter }) {
    super(support, base, parent.ts, shared);
    this.#parent = parent;
    const { rowsWritten, bytesWritten } = shared.meter.used;
    this.#before = { rowsWritten, bytesWritten };
  }

  keep(): void {
    this.checkOpen();
    this.#parent.adopt(this);
    this.finish();
  }

  drop(): void {
    this.checkOpen();
    Object.assign(this.meter.used, this.#before);
    this.finish();
  }
}

/** The fields of a document as its author gave them: missing ones left out, reserved names refused. */
function userFields(value: Fields): Fields {
  const fields: Fields = {};
  for (const name of Object.keys(value)) {
    if (value[name] === undefined) continue;
    if (name.startsWith("_"))
      throw new Error(`Field '${name}' starts with an underscore, which is only allowed for system fields like '_id'`);
    fields[name] = value[name];
  }
  return fields;
}

/** A patch or replacement may repeat the system fields as they are, and not change them. */
function withoutSystemFields(value: Fields, old: Fields): Fields {
  if (!("_id" in value) && !("_creationTime" in value)) return value;
  const { _id, _creationTime, ...fields } = value;
  if (_id !== undefined && _id !== old._id) {
    throw new Error(
      `Provided \`_id\` field value ${printValue(_id)} does not match the document ID ${printValue(old._id)}`,
    );
  }
  if (_creationTime !== undefined && _creationTime !== old._creationTime) {
    throw new Error(
      `Provided \`_creationTime\` field value ${printValue(_creationTime)} does not match the document's creation time ${printValue(old._creationTime)}`,
    );
  }
  return fields;
}
