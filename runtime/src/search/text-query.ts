import type { RangeExpression } from "../database/database";
import type { TextIndexInfo } from "../database/catalog";
import { queryValue } from "../database/filter";
import type { View } from "../database/view";
import { afterKey, afterPrefix, joinBytes } from "../values/bytes";
import { termsOf } from "./terms";
import {
  blockOf,
  blockSize,
  concern,
  documentIn,
  filterKey,
  lengthFrom,
  postingLength,
  readTotals,
  termKey,
  valueHash,
} from "./text-index";

/** Convex's limits of one text search. */
export const textLimits = { results: 1024, terms: 16, filters: 8 };
/** A prefix is completed by at most so many records of postings, in the order of the alphabet. */
const mostCompletions = 4_096;
/** How much a completed word counts beside one that was written out. */
const completionWeight = 0.5;

/** A text search made ready to run. */
export type TextQuery = {
  readonly index: TextIndexInfo;
  /** The last one also stands for the words that begin with it. */
  readonly terms: readonly string[];
  readonly filters: readonly { readonly field: number; readonly hash: Uint8Array }[];
};

type FilterJson = {
  readonly type: "Search" | RangeExpression["type"];
  readonly fieldPath: string;
  readonly value: unknown;
};

/** Reads the filters of `withSearchIndex`; throws Convex's words for what is no search of this index. */
export function parseTextQuery(index: TextIndexInfo, filters: readonly unknown[]): TextQuery {
  const given = filters as readonly FilterJson[];
  const searches = given.filter(({ type }) => type === "Search");
  const [search] = searches;
  if (search === undefined || searches.length !== 1)
    throw new Error(
      `Search query against ${index.name} must contain exactly one search filter, got ${searches.length}`,
    );
  if (search.fieldPath !== index.searchField)
    throw new Error(
      `Search query against ${index.name} contains a search filter against ${search.fieldPath}, but that field isn't indexed for searching. Try \`.search("${index.searchField}", …)\`.`,
    );
  const equalities = given.filter(({ type }) => type !== "Search");
  if (equalities.length > textLimits.filters)
    throw new Error(
      `Search query against ${index.name} has too many filter conditions. Max: ${textLimits.filters} Actual: ${equalities.length}`,
    );
  return {
    index,
    terms: [...new Set(termsOf(String(search.value)).slice(0, textLimits.terms).reverse())].reverse(),
    filters: equalities.map(({ fieldPath, value }) => {
      const field = index.filterFields.indexOf(fieldPath);
      if (field < 0)
        throw new Error(
          `Search query against ${index.name} contains an equality filter on ${fieldPath}, but that field isn't indexed for filtering in \`filterFields\`.`,
        );
      return { field, hash: valueHash(queryValue(value)) };
    }),
  };
}

/** The ranges of the index that an answer depends on. */
export function concernOf({ terms, filters: [filter] }: TextQuery): { from: Uint8Array; to: Uint8Array }[] {
  return terms.map((term, i) => {
    const isWhole = i < terms.length - 1;
    const key =
      filter === undefined ? concern.term(term, isWhole) : concern.filtered(filter.field, filter.hash, term, isWhole);
    return { from: key, to: isWhole ? afterKey(key) : afterPrefix(key)! };
  });
}

type Block = { readonly number: number; readonly postings: string };
type Scores = Map<number, Float64Array>;

function* recordsFrom(view: View, start: Uint8Array): Generator<{ key: Uint8Array; text: string }, undefined> {
  const walk = view.walk({ from: start, to: afterPrefix(start)!, reverse: false });
  try {
    for (let key = walk.next(); key !== null; key = walk.next()) {
      const whole = key.slice();
      yield { key: whole, text: view.get(whole) ?? "" };
    }
  } finally {
    walk.stop();
  }
  return undefined;
}

/** For each block the slots that pass all filters: as many marks as there are filters. */
function passing(view: View, { index, filters }: TextQuery): Map<number, Uint8Array> | null {
  if (filters.length === 0) return null;
  const marks = new Map<number, Uint8Array>();
  filters.forEach(({ field, hash }, done) => {
    for (const { key, text } of recordsFrom(view, filterKey(index, field, hash))) {
      let block = marks.get(blockOf(key));
      if (block === undefined) {
        if (done > 0) continue;
        marks.set(blockOf(key), (block = new Uint8Array(blockSize)));
      }
      for (let at = 0; at < text.length; at++)
        if (block[text.charCodeAt(at)] === done) block[text.charCodeAt(at)] = done + 1;
    }
  });
  return marks;
}

/** The blocks of a term; when few blocks pass the filters, only those are looked up. */
function blocksOf(view: View, query: TextQuery, term: string, marks: Map<number, Uint8Array> | null): Block[] {
  const start = termKey(query.index, term, true);
  if (marks !== null && marks.size <= 64) {
    return [...marks.keys()].flatMap((number) => {
      const postings = view.get(joinBytes(start, new Uint8Array([number >>> 24, number >>> 16, number >>> 8, number])));
      return postings === null ? [] : [{ number, postings }];
    });
  }
  return Array.from(recordsFrom(view, start), ({ key, text }) => ({ number: blockOf(key), postings: text }));
}

/** The blocks of all longer words that begin with a term. */
function completionsOf(view: View, { index }: TextQuery, term: string, marks: Map<number, Uint8Array> | null): Block[] {
  const start = termKey(index, term, false);
  const blocks: Block[] = [];
  for (const { key, text } of recordsFrom(view, start)) {
    // The word itself goes on with its end mark.
    if (key[start.length] === 0) continue;
    const number = blockOf(key);
    if (marks === null || marks.has(number)) blocks.push({ number, postings: text });
    if (blocks.length >= mostCompletions) break;
  }
  return blocks;
}

/** One result: its place among the others as bytes, ending in the internal id. The best, then the newest, comes first. */
function placeOf(score: number, slot: number, internal: Uint8Array): Uint8Array {
  const place = new Uint8Array(18 + internal.length);
  const view = new DataView(place.buffer);
  view.setFloat64(0, score);
  for (let i = 0; i < 6; i++) place[8 + i] = internal[i]!;
  view.setUint32(14, slot);
  for (let i = 0; i < 18; i++) place[i]! ^= 0xff;
  place.set(internal, 18);
  return place;
}

/** The best results as (score, slot), kept in a heap whose root is the worst of them. */
class Best {
  readonly #size: number;
  readonly scores: number[] = [];
  readonly slots: number[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  offer(score: number, slot: number): void {
    if (this.scores.length < this.#size) {
      this.scores.push(score);
      this.slots.push(slot);
      this.#rise(this.scores.length - 1);
    } else if (score > this.scores[0]! || (score === this.scores[0]! && slot > this.slots[0]!)) {
      this.scores[0] = score;
      this.slots[0] = slot;
      this.#sink(0);
    }
  }

  #isWorse(a: number, b: number): boolean {
    const difference = this.scores[a]! - this.scores[b]!;
    return difference < 0 || (difference === 0 && this.slots[a]! < this.slots[b]!);
  }

  #swap(a: number, b: number): void {
    [this.scores[a], this.scores[b]] = [this.scores[b]!, this.scores[a]!];
    [this.slots[a], this.slots[b]] = [this.slots[b]!, this.slots[a]!];
  }

  #rise(at: number): void {
    for (let parent = (at - 1) >> 1; at > 0 && this.#isWorse(at, parent); parent = (at - 1) >> 1) {
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(at: number): void {
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.scores.length && this.#isWorse(child, worst)) worst = child;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}

const saturation = 1.2;
const lengthWeight = 0.75;

/**
 * Runs a text search (BM25) and returns the places of its results, the best first, one more than a query may read when
 * there are so many.
 */
export function rankText(view: View, query: TextQuery): Iterator<Uint8Array, undefined> {
  const { index, terms } = query;
  const totals = readTotals(view, index);
  if (terms.length === 0 || totals.documents === 0) return [][Symbol.iterator]() as Iterator<Uint8Array, undefined>;
  const marks = passing(view, query);
  const scores: Scores = new Map();
  const average = Math.max(1, totals.terms / totals.documents);
  const norms = Float64Array.from(
    { length: 256 },
    (_, code) => saturation * (1 - lengthWeight + (lengthWeight * lengthFrom(code)) / average),
  );
  const needed = query.filters.length;
  const score = (blocks: readonly Block[], weight: number) => {
    const found = blocks.reduce((sum, { postings }) => sum + postings.length / postingLength, 0);
    const rarity = Math.log(1 + Math.max(0.5, totals.documents - found + 0.5) / (found + 0.5));
    for (const { number, postings } of blocks) {
      const marked = marks?.get(number);
      if (marks !== null && marked === undefined) continue;
      let block = scores.get(number);
      if (block === undefined) scores.set(number, (block = new Float64Array(blockSize)));
      for (let at = 0; at < postings.length; at += postingLength) {
        const slot = postings.charCodeAt(at);
        if (marked !== undefined && marked[slot] !== needed) continue;
        const occurrences = postings.charCodeAt(at + 1);
        const norm = norms[postings.charCodeAt(at + 2)]!;
        block[slot]! += (weight * rarity * occurrences * (saturation + 1)) / (occurrences + norm);
      }
    }
  };
  for (const term of terms) score(blocksOf(view, query, term, marks), 1);
  score(completionsOf(view, query, terms[terms.length - 1]!, marks), completionWeight);
  return places(view, query, scores);
}

/** Looks up the documents of the best slots, those of equal scores together, as far as somebody asks. */
function* places(view: View, { index }: TextQuery, scores: Scores): Generator<Uint8Array, undefined> {
  const best = new Best(textLimits.results + 1);
  for (const [number, block] of scores)
    for (let i = 0; i < blockSize; i++) if (block[i]! > 0) best.offer(block[i]!, number * blockSize + i);
  const order = best.scores.map((_, i) => i).sort((a, b) => best.scores[b]! - best.scores[a]!);
  for (let at = 0; at < order.length;) {
    const score = best.scores[order[at]!]!;
    const group: Uint8Array[] = [];
    for (; at < order.length && best.scores[order[at]!] === score; at++) {
      const slot = best.slots[order[at]!]!;
      const internal = documentIn(view, index, slot);
      if (internal !== null) group.push(placeOf(score, slot, internal));
    }
    yield* group.sort((a, b) => Buffer.compare(a, b));
  }
  return undefined;
}
