import { FacetColumn, NumberColumn } from "./columns";
import { valuesAt, visitLeaves, type SearchRecord } from "./record";
import type { Shape } from "./shape";
import { visitTokens } from "./tokenise";
import { Vocabulary } from "./vocabulary";

/** Where a word stands, in 32 bits: attribute, whether it is all that the attribute says, position. */
export const place = {
  of: (attribute: number, isWhole: boolean, position: number) =>
    (attribute << 17) | (isWhole ? 65_536 : 0) | Math.min(position, 65_535),
  attribute: (where: number) => where >>> 17,
  isWhole: (where: number) => (where & 65_536) !== 0,
  position: (where: number) => where & 65_535,
};

const MOST_ATTRIBUTES = 64;
const MOST_NUMBER_COLUMNS = 300;
/** Between the values of a list, so that words of two values are not neighbours. */
const GAP = 8;
const NO_WORDS = new Uint32Array(0);

/**
 * Records as they are searched: words to documents, and columns of facets, numbers and sort values. Documents are
 * numbered as they come; a changed record is a new document and its old one is dead, until the table is made anew.
 */
export class Table {
  readonly vocabulary = new Vocabulary();
  readonly attributes: string[] = [];
  readonly facets = new Map<string, FacetColumn>();
  readonly numbers = new Map<string, NumberColumn>();
  readonly sorts = new Map<string, unknown[]>();
  readonly ids: string[] = [];
  alive = new Uint8Array(1024);
  liveCount = 0;
  /** By word: document and place, one after the other. */
  readonly #postings: Uint32Array[] = [];
  readonly #lengths: number[] = [];
  readonly #byId = new Map<string, number>();
  readonly #attributeNumbers = new Map<string, number>();
  readonly #facetPaths: [string, string[]][];
  readonly #sortPaths: [string, string[]][];
  readonly #searchPaths: [number, string[]][] | null;

  constructor(
    readonly shape: Shape,
    sortPaths: readonly string[],
  ) {
    const split = (path: string): [string, string[]] => [path, path.split(".")];
    const facets = new Set([
      ...shape.facets.map(({ path }) => path),
      "_tags",
      ...(shape.distinct ? [shape.distinct] : []),
    ]);
    this.#facetPaths = [...facets].map(split);
    this.#sortPaths = [...new Set(sortPaths)].map(split);
    for (const [path] of this.#facetPaths) this.facets.set(path, new FacetColumn());
    for (const [path] of this.#sortPaths) this.sorts.set(path, []);
    this.#searchPaths = shape.searchable?.map(({ path }) => [this.#attribute(path), path.split(".")]) ?? null;
  }

  /** How many documents there are, dead ones included. */
  get size(): number {
    return this.ids.length;
  }

  /** The document of a record; -1 when there is none. */
  find(objectID: string): number {
    return this.#byId.get(objectID) ?? -1;
  }

  /** Takes a record, in the place of the one that had its `objectID`. */
  add(record: SearchRecord): void {
    this.remove(record.objectID);
    const document = this.ids.length;
    this.ids.push(record.objectID);
    this.#byId.set(record.objectID, document);
    if (document === this.alive.length) {
      const larger = new Uint8Array(document * 2);
      larger.set(this.alive);
      this.alive = larger;
    }
    this.alive[document] = 1;
    this.liveCount++;
    for (const [name, path] of this.#facetPaths) {
      const values = valuesAt(record, path);
      if (values.length > 0) this.facets.get(name)!.add(document, values);
    }
    for (const [name, path] of this.#sortPaths) this.sorts.get(name)![document] = valuesAt(record, path)[0];
    visitLeaves(record, "", (path, value) => {
      if (typeof value === "number") this.#numberColumn(path)?.add(document, value);
      if (!this.#searchPaths && path !== "objectID") this.#index(document, this.#attribute(path), [value]);
    });
    for (const [attribute, path] of this.#searchPaths ?? []) this.#index(document, attribute, valuesAt(record, path));
  }

  /** Leaves a record out from now on. */
  remove(objectID: string): void {
    const document = this.#byId.get(objectID);
    if (document === undefined) return;
    this.#byId.delete(objectID);
    this.alive[document] = 0;
    this.liveCount--;
  }

  /** The documents and places of a word, in pairs, documents rising; only the first `occurrences(term) * 2` count. */
  postings(term: number): Uint32Array {
    return this.#postings[term] ?? NO_WORDS;
  }

  /** How often a word occurs. */
  occurrences(term: number): number {
    return (this.#lengths[term] ?? 0) / 2;
  }

  /** The records that are searched, oldest first. */
  *liveIds(): Iterable<string> {
    for (let document = 0; document < this.ids.length; document++) if (this.alive[document]) yield this.ids[document]!;
  }

  #numberColumn(path: string): NumberColumn | undefined {
    const found = this.numbers.get(path);
    if (found || this.numbers.size >= MOST_NUMBER_COLUMNS) return found;
    const made = new NumberColumn();
    this.numbers.set(path, made);
    return made;
  }

  // Attributes beyond the last number share it.
  #attribute(path: string): number {
    const known = this.#attributeNumbers.get(path);
    if (known !== undefined) return known;
    const next = Math.min(this.attributes.length, MOST_ATTRIBUTES - 1);
    this.#attributeNumbers.set(path, next);
    if (this.attributes.length < MOST_ATTRIBUTES) this.attributes.push(path);
    return next;
  }

  #index(document: number, attribute: number, values: unknown[]) {
    let position = 0;
    for (const value of values) {
      if (typeof value !== "string" && typeof value !== "number") continue;
      const words: number[] = [];
      visitTokens(String(value), this.shape.separators, (word) => words.push(this.vocabulary.number(word)));
      for (const term of words) this.#post(term, document, place.of(attribute, words.length === 1, position++));
      position += GAP;
    }
  }

  #post(term: number, document: number, where: number) {
    const length = this.#lengths[term] ?? 0;
    let list = this.#postings[term];
    if (!list || length === list.length) {
      const larger = new Uint32Array(list ? length * 2 : 4);
      if (list) larger.set(list);
      this.#postings[term] = list = larger;
    }
    list[length] = document;
    list[length + 1] = where;
    this.#lengths[term] = length + 2;
  }
}
