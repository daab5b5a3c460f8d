import { createHash } from "node:crypto";
import type { TextIndexInfo } from "../database/catalog";
import { indexKey, pathOf } from "../database/keys";
import { joinBytes } from "../values/bytes";
import { valueAt, type Fields } from "../values/documents";
import { encodeKey } from "../values/key-codec";
import type { Value } from "convex/values";
import { termsOf } from "./terms";

/**
 * A text index in the store. Each indexed document has a slot: a number, never given twice. Slots are grouped in blocks,
 * and for each term and block there is one record with a few characters for each document that holds the term:
 * 0: totals · 1 internal id: its slot · 2 slot: internal id · 3 term, 0, block: postings · 4 field, value's hash, block: slots.
 */
const part = { totals: 0, slotOf: 1, idOf: 2, term: 3, filter: 4 };

/** How many slots share a block. */
export const blockSize = 256;
/** Characters of one posting: the slot within its block, how often the term occurs, the length of the text. */
export const postingLength = 3;
const mostOccurrences = 255;
const exactLengths = 64;
const stepsPerDoubling = 16;

/** What the records of an index are read from. */
export type Records = { get(key: Uint8Array): string | null };
/** Where its changes go; null removes a record. */
export type RecordWriter = { set(key: Uint8Array, value: string | null): void };

/** How many documents an index holds, how many terms they have together, and the next slot. */
export type Totals = { readonly documents: number; readonly terms: number; readonly nextSlot: number };

function number32(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

/** The number in the last four bytes of a key: the block of a posting. */
export function blockOf(key: Uint8Array): number {
  const at = key.length - 4;
  return ((key[at]! << 24) | (key[at + 1]! << 16) | (key[at + 2]! << 8) | key[at + 3]!) >>> 0;
}

const keyOf = (index: TextIndexInfo, kind: number, ...rest: readonly Uint8Array[]) =>
  indexKey(index.number, joinBytes(new Uint8Array([kind]), ...rest));

/** Where the postings of a term begin; without its end, those of all terms that begin with it. */
export function termKey(index: TextIndexInfo, term: string, isWhole: boolean): Uint8Array {
  const text = Buffer.from(term, "utf8");
  return isWhole ? keyOf(index, part.term, text, new Uint8Array(1)) : keyOf(index, part.term, text);
}

/** Where the slots of the documents with a value in a filter field begin. */
export function filterKey(index: TextIndexInfo, field: number, hash: Uint8Array): Uint8Array {
  return keyOf(index, part.filter, new Uint8Array([field]), hash);
}

const totalsKey = (index: TextIndexInfo) => keyOf(index, part.totals);
const slotKey = (index: TextIndexInfo, internal: Uint8Array) => keyOf(index, part.slotOf, internal);
const idKey = (index: TextIndexInfo, slot: number) => keyOf(index, part.idOf, number32(slot));

/** A short name of a value, equal for equal values only. */
export function valueHash(value: Value | undefined): Uint8Array {
  return createHash("sha256")
    .update(encodeKey([value]))
    .digest()
    .subarray(0, 16);
}

/** The totals of an index. */
export function readTotals(records: Records, index: TextIndexInfo): Totals {
  const [documents = 0, terms = 0, nextSlot = 0] = (records.get(totalsKey(index)) ?? "").split(" ").map(Number);
  return { documents, terms, nextSlot };
}

/** The document in a slot; null when it has left. */
export function documentIn(records: Records, index: TextIndexInfo, slot: number): Uint8Array | null {
  const id = records.get(idKey(index, slot));
  return id === null ? null : new Uint8Array(Buffer.from(id, "base64"));
}

/** Writes a length in one character: short ones exactly, long ones to a few per cent. */
function lengthCode(length: number): number {
  if (length < exactLengths) return length;
  return Math.min(255, exactLengths + Math.floor(Math.log2(length / exactLengths) * stepsPerDoubling));
}

/** Reads a length as it was written. */
export function lengthFrom(code: number): number {
  return code < exactLengths ? code : exactLengths * 2 ** ((code - exactLengths) / stepsPerDoubling);
}

/** What an index keeps of a document. */
type Indexed = { readonly text: string; readonly hashes: readonly Uint8Array[] };

function indexedOf(index: TextIndexInfo, fields: Fields | null): Indexed | null {
  if (fields === null) return null;
  const text = valueAt(fields, pathOf(index.searchField));
  if (typeof text !== "string") return null;
  return { text, hashes: index.filterFields.map((field) => valueHash(valueAt(fields, pathOf(field)))) };
}

function isSame(a: Indexed | null, b: Indexed | null): boolean {
  if (a === null || b === null) return a === b;
  return a.text === b.text && a.hashes.every((hash, i) => Buffer.compare(hash, b.hashes[i]!) === 0);
}

/**
 * The keys under which a commit is told of a document: each term alone, and with each filter's value. A query that was
 * answered from a term and a filter is concerned by a document that has both.
 */
export const concern = {
  term: (term: string, isWhole: boolean) =>
    joinBytes(new Uint8Array(1), Buffer.from(term, "utf8"), new Uint8Array(isWhole ? 1 : 0)),
  filtered: (field: number, hash: Uint8Array, term: string, isWhole: boolean) =>
    joinBytes(new Uint8Array([1, field]), hash, Buffer.from(term, "utf8"), new Uint8Array(isWhole ? 1 : 0)),
};

function tellConcerned(keys: Uint8Array[], { hashes }: Indexed, terms: Iterable<string>): void {
  for (const term of terms) {
    keys.push(concern.term(term, true));
    hashes.forEach((hash, field) => keys.push(concern.filtered(field, hash, term, true)));
  }
}

type BlockEdit = {
  /** The key without the number of the block. */
  readonly start: Uint8Array;
  readonly block: number;
  readonly width: number;
  /** The slots that are taken out; null for none. */
  gone: Set<number> | null;
  added: string;
};

/** Gathers the changes of one or many documents, so that each record is read and written once. */
export class TextIndexEditor {
  readonly #index: TextIndexInfo;
  readonly #records: Records & RecordWriter;
  readonly #edits = new Map<string, BlockEdit>();
  #totals: Totals;
  /** From this block on there is nothing yet but what this editor has written itself. */
  #firstNewBlock: number;
  #isChanged = false;

  constructor(index: TextIndexInfo, records: Records & RecordWriter) {
    this.#index = index;
    this.#records = records;
    this.#totals = readTotals(records, index);
    this.#firstNewBlock = Math.ceil(this.#totals.nextSlot / blockSize);
  }

  /** Takes over a document's change and returns the keys of whoever it concerns. */
  change(internal: Uint8Array, before: Fields | null, after: Fields | null): Uint8Array[] {
    const was = indexedOf(this.#index, before);
    const is = indexedOf(this.#index, after);
    const concerned: Uint8Array[] = [];
    const same = isSame(was, is);
    const oldTerms = was === null ? [] : termsOf(was.text);
    const newTerms = is === null ? [] : same ? oldTerms : termsOf(is.text);
    if (was !== null) tellConcerned(concerned, was, new Set(oldTerms));
    if (same) return concerned;
    if (was !== null) this.#take(internal, was, oldTerms);
    if (is !== null) {
      tellConcerned(concerned, is, new Set(newTerms));
      this.#add(internal, is, newTerms);
    }
    return concerned;
  }

  /** Takes in a document of an index that is being filled, unless a write has brought it there already. */
  fill(internal: Uint8Array, fields: Fields): void {
    const is = indexedOf(this.#index, fields);
    if (is !== null && this.#records.get(slotKey(this.#index, internal)) === null)
      this.#add(internal, is, termsOf(is.text));
  }

  /** Writes what has gathered. */
  write(): void {
    for (const edit of this.#gathered()) this.#apply(edit);
    this.#ended();
  }

  /** Writes the much that has gathered for many documents, and lets others go on in between. */
  async writeInSteps(breathe: () => Promise<void>): Promise<void> {
    let done = 0;
    for (const edit of this.#gathered()) {
      this.#apply(edit);
      if (++done % editsPerStep === 0) await breathe();
    }
    this.#ended();
  }

  /** In the order of their keys, nearly: neighbours lie in the same pages. */
  #gathered(): BlockEdit[] {
    return [...this.#edits.keys()].sort().map((name) => this.#edits.get(name)!);
  }

  #ended(): void {
    this.#edits.clear();
    this.#firstNewBlock = Math.ceil(this.#totals.nextSlot / blockSize);
    this.#writeTotals();
  }

  #apply({ start, block, width, gone, added }: BlockEdit): void {
    const key = joinBytes(start, number32(block));
    const old = block >= this.#firstNewBlock ? "" : (this.#records.get(key) ?? "");
    let kept = old;
    if (gone !== null) {
      kept = "";
      for (let at = 0; at < old.length; at += width)
        if (!gone.has(old.charCodeAt(at))) kept += old.slice(at, at + width);
    }
    const text = kept + added;
    this.#records.set(key, text === "" ? null : text);
  }

  #writeTotals(): void {
    if (!this.#isChanged) return;
    const { documents, terms, nextSlot } = this.#totals;
    this.#records.set(totalsKey(this.#index), `${documents} ${terms} ${nextSlot}`);
    this.#isChanged = false;
  }

  #add(internal: Uint8Array, { hashes }: Indexed, terms: readonly string[]): void {
    const slot = this.#totals.nextSlot;
    const low = String.fromCharCode(slot % blockSize);
    const length = String.fromCharCode(lengthCode(terms.length));
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const occurrences = String.fromCharCode(Math.min(count, mostOccurrences));
      this.#editTerm(term, slot).added += low + occurrences + length;
    }
    hashes.forEach((hash, field) => (this.#editFilter(field, hash, slot).added += low));
    this.#records.set(slotKey(this.#index, internal), String(slot));
    this.#records.set(idKey(this.#index, slot), Buffer.from(internal).toString("base64"));
    this.#count(1, terms.length, slot + 1);
  }

  #take(internal: Uint8Array, { hashes }: Indexed, terms: readonly string[]): void {
    const known = this.#records.get(slotKey(this.#index, internal));
    if (known === null) return;
    const slot = Number(known);
    this.write();
    for (const term of new Set(terms)) takeFrom(this.#editTerm(term, slot), slot);
    hashes.forEach((hash, field) => takeFrom(this.#editFilter(field, hash, slot), slot));
    this.write();
    this.#records.set(slotKey(this.#index, internal), null);
    this.#records.set(idKey(this.#index, slot), null);
    this.#count(-1, -terms.length, this.#totals.nextSlot);
  }

  #editTerm(term: string, slot: number): BlockEdit {
    return this.#edit(`t${term}`, slot, postingLength, () => termKey(this.#index, term, true));
  }

  /** Blocks of filters hold slots alone, blocks of terms whole postings; both begin with the slot. */
  #editFilter(field: number, hash: Uint8Array, slot: number): BlockEdit {
    const name = `f${field} ${Buffer.from(hash).toString("latin1")}`;
    return this.#edit(name, slot, 1, () => filterKey(this.#index, field, hash));
  }

  #edit(name: string, slot: number, width: number, start: () => Uint8Array): BlockEdit {
    const block = Math.floor(slot / blockSize);
    const full = `${name}\0${block}`;
    let edit = this.#edits.get(full);
    if (edit === undefined) this.#edits.set(full, (edit = { start: start(), block, width, gone: null, added: "" }));
    return edit;
  }

  #count(documents: number, terms: number, nextSlot: number): void {
    const totals = this.#totals;
    this.#totals = { documents: totals.documents + documents, terms: totals.terms + terms, nextSlot };
    this.#isChanged = true;
  }
}

function takeFrom(edit: BlockEdit, slot: number): void {
  (edit.gone ??= new Set()).add(slot % blockSize);
}

const editsPerStep = 500;

/** What is wrong with a document's place in an index; null when it is as it should be. */
export function textDamage(
  records: Records,
  index: TextIndexInfo,
  internal: Uint8Array,
  fields: Fields,
): string | null {
  const indexed = indexedOf(index, fields);
  const slot = records.get(slotKey(index, internal));
  if (indexed === null || slot === null) return (indexed === null) === (slot === null) ? null : "has a wrong slot";
  const id = documentIn(records, index, Number(slot));
  if (id === null || Buffer.compare(id, internal) !== 0) return "has lost its slot";
  const low = Number(slot) % blockSize;
  const block = number32(Math.floor(Number(slot) / blockSize));
  for (const term of new Set(termsOf(indexed.text))) {
    const postings = records.get(joinBytes(termKey(index, term, true), block)) ?? "";
    let isThere = false;
    for (let at = 0; at < postings.length && !isThere; at += postingLength) isThere = postings.charCodeAt(at) === low;
    if (!isThere) return `is missing under "${term}"`;
  }
  return null;
}
