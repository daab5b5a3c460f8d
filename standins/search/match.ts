import type { Effective } from "./parameters";
import type { QueryWord, Reading } from "./query";
import { place, type Table } from "./table";

/** The documents that a query found, with what their order hangs on: the lower a `key`, the better. */
export type Matches = { documents: Uint32Array; key: Float64Array; typos: Uint8Array };

/** Which attributes count, by number: `rank` is 255 for those that are not searched. */
type AttributeRules = {
  rank: Uint8Array;
  isOrdered: Uint8Array;
  noTypos: Uint8Array;
  noPrefix: Uint8Array;
  noExact: Uint8Array;
};

const NOT_SEARCHED = 255;
const NOTHING = 0xffffffff;
const FARTHEST = 7;
const MOST_PLACES = 4_000_000;
/** How many values each criterion may have; all of them together fit the 53 bits of a number. */
const WIDTHS: Record<string, number> = { typo: 64, words: 32, proximity: 128, attribute: 32_768, exact: 32 };

/** Which attributes a search looks at, and how. */
export function attributeRules(table: Table, settings: Effective): AttributeRules {
  const rules: AttributeRules = {
    rank: new Uint8Array(64).fill(NOT_SEARCHED),
    isOrdered: new Uint8Array(64),
    noTypos: new Uint8Array(64),
    noPrefix: new Uint8Array(64),
    noExact: new Uint8Array(64),
  };
  const wanted = settings.restrictSearchableAttributes ?? [];
  table.attributes.forEach((path, attribute) => {
    const declared = table.shape.searchable?.find((one) => one.path === path);
    if (wanted.length > 0 && !wanted.includes(path)) return;
    rules.rank[attribute] = declared?.rank ?? 0;
    rules.isOrdered[attribute] = declared?.isOrdered ? 1 : 0;
    rules.noTypos[attribute] = settings.disableTypoToleranceOnAttributes?.includes(path) ? 1 : 0;
    rules.noPrefix[attribute] = settings.disablePrefixOnAttributes?.includes(path) ? 1 : 0;
    rules.noExact[attribute] = settings.disableExactOnAttributes?.includes(path) ? 1 : 0;
  });
  return rules;
}

// Memory of one search; searches follow one another, so one of it is enough.
const scratch = {
  stage: new Uint8Array(0),
  /** By word of the reading, by document: typos, attribute, position and exactness of the best place. */
  best: [] as Uint32Array[],
  /** By word, by document: the newest place, of which `next` knows the one before. */
  heads: [] as Int32Array[],
  next: new Int32Array(4096),
  where: new Uint32Array(4096),
  placeCount: 0,
};

function reserve(size: number, words: number) {
  if (scratch.stage.length < size) {
    scratch.stage = new Uint8Array(size * 2);
    scratch.best = [];
    scratch.heads = [];
  }
  while (scratch.best.length < words) scratch.best.push(new Uint32Array(scratch.stage.length));
  while (scratch.heads.length < words) scratch.heads.push(new Int32Array(scratch.stage.length));
  scratch.placeCount = 0;
}

function remember(heads: Int32Array, document: number, where: number) {
  const at = scratch.placeCount;
  if (at === MOST_PLACES) return;
  if (at === scratch.next.length) {
    const next = new Int32Array(at * 2);
    next.set(scratch.next);
    scratch.next = next;
    const places = new Uint32Array(at * 2);
    places.set(scratch.where);
    scratch.where = places;
  }
  scratch.next[at] = heads[document]!;
  scratch.where[at] = where;
  heads[document] = at;
  scratch.placeCount++;
}

const occurrencesOf = (table: Table, word: QueryWord) =>
  word.expansions.reduce((sum, { term }) => sum + table.occurrences(term), 0);

/** Looks for one word in the documents that have reached `stage`, and moves those that have it on to the next. */
function visitWord(
  table: Table,
  rules: AttributeRules,
  word: QueryWord,
  slot: number,
  options: { stage: number; isPlaced: boolean; needsWhole: boolean; among: Uint32Array | null; found: number[] },
) {
  const { stage, isPlaced, needsWhole, among, found } = options;
  const stages = scratch.stage;
  const best = scratch.best[slot]!;
  const heads = scratch.heads[slot]!;
  const { rank, isOrdered, noTypos, noPrefix, noExact } = rules;
  for (const { term, typos, isExact, isPrefix } of word.expansions) {
    const list = table.postings(term);
    const end = table.occurrences(term) * 2;
    const takeAt = (at: number) => {
      const document = list[at]!;
      const reached = stages[document]!;
      if (reached !== stage && reached !== stage + 1) return;
      const where = list[at + 1]!;
      const attribute = where >>> 17;
      const ranked = rank[attribute]!;
      if (ranked === NOT_SEARCHED) return;
      if ((typos > 0 && noTypos[attribute]) || (isPrefix && noPrefix[attribute])) return;
      const position = isOrdered[attribute] ? Math.min(where & 65_535, 63) : 0;
      const exact = isExact && !noExact[attribute] && (!needsWhole || (where & 65_536) !== 0);
      const place = (typos << 12) | (ranked << 6) | position;
      if (reached === stage) {
        stages[document] = stage + 1;
        found.push(document);
        best[document] = (place << 1) | (exact ? 0 : 1);
        heads[document] = -1;
      } else {
        const held = best[document]!;
        best[document] = (Math.min(held >>> 1, place) << 1) | (exact ? 0 : held & 1);
      }
      if (isPlaced) remember(heads, document, where);
    };
    // A few documents in a long list are looked up one by one.
    if (among && among.length * Math.log2(end + 2) * 4 < end) {
      for (const document of among) {
        let low = 0;
        let high = end >> 1;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (list[middle * 2]! < document) low = middle + 1;
          else high = middle;
        }
        for (let at = low * 2; at < end && list[at] === document; at += 2) takeAt(at);
      }
    } else for (let at = 0; at < end; at += 2) takeAt(at);
  }
}

/** How far two words are from each other at best: 0 side by side and in order, 7 at most. */
function distance(document: number, left: number, right: number): number {
  let least = FARTHEST;
  for (let at = scratch.heads[left]![document]!; at >= 0; at = scratch.next[at]!) {
    const here = scratch.where[at]!;
    for (let other = scratch.heads[right]![document]!; other >= 0; other = scratch.next[other]!) {
      const there = scratch.where[other]!;
      if (here >>> 17 !== there >>> 17) continue;
      const apart = place.position(there) - place.position(here);
      const cost = apart > 0 ? apart - 1 : -apart;
      if (apart !== 0 && cost < least) least = cost;
    }
    if (least === 0) return 0;
  }
  return least;
}

/** Whether the words of `[from, to)` stand side by side. */
function hasPhrase(document: number, from: number, to: number): boolean {
  let ends = new Set<number>();
  for (let at = scratch.heads[from]![document]!; at >= 0; at = scratch.next[at]!) ends.add(spot(scratch.where[at]!));
  for (let slot = from + 1; slot < to; slot++) {
    const next = new Set<number>();
    for (let at = scratch.heads[slot]![document]!; at >= 0; at = scratch.next[at]!) {
      const here = spot(scratch.where[at]!);
      if (ends.has(here - 1)) next.add(here);
    }
    ends = next;
  }
  return ends.size > 0;
}
const spot = (where: number) => place.attribute(where) * 65_536 + place.position(where);

function findDocuments(
  table: Table,
  rules: AttributeRules,
  reading: Reading,
  allowed: Uint8Array,
  needsWhole: boolean,
) {
  const { words } = reading;
  reserve(table.size, words.length);
  scratch.stage.set(allowed);
  const isPlaced = words.length > 1;
  const slots = words.map((word, slot) => ({ word, slot, count: occurrencesOf(table, word) }));
  const required = slots.filter(({ word }) => !word.isOptional).sort((a, b) => a.count - b.count);
  let stage = 1;
  let found: number[] = [];
  for (const { word, slot } of required) {
    const among = stage === 1 ? null : Uint32Array.from(found);
    found = [];
    visitWord(table, rules, word, slot, { stage, isPlaced, needsWhole, among, found });
    stage++;
    if (found.length === 0) return { documents: new Uint32Array(0), slots: words.length };
  }
  const documents = new Set(required.length > 0 ? found : []);
  for (const { word, slot } of slots.filter((one) => one.word.isOptional)) {
    scratch.best[slot]!.fill(NOTHING, 0, table.size);
    scratch.heads[slot]!.fill(-1, 0, table.size);
    const having: number[] = [];
    visitWord(table, rules, word, slot, { stage, isPlaced, needsWhole, among: null, found: having });
    for (const document of having) {
      scratch.stage[document] = stage;
      if (required.length === 0) documents.add(document);
    }
  }
  return {
    documents: required.length === slots.length ? Uint32Array.from(found) : Uint32Array.from(documents),
    slots: words.length,
  };
}

/** Finds what the readings of a query find among the allowed documents, each by its best reading. */
export function match(table: Table, settings: Effective, readings: readonly Reading[], allowed: Uint8Array): Matches {
  const rules = attributeRules(table, settings);
  const criteria = settings.ranking.filter((one) => Object.hasOwn(WIDTHS, one));
  const key = new Float64Array(table.size).fill(Infinity);
  const typosOf = new Uint8Array(table.size);
  const union: number[] = [];
  const isSingle = readings[0]?.words.length === 1;
  const needsWhole = isSingle && settings.exactOnSingleWordQuery === "attribute";
  const noneExact = isSingle && settings.exactOnSingleWordQuery === "none";
  for (const reading of readings) {
    const { documents, slots } = findDocuments(table, rules, reading, allowed, needsWhole);
    for (const document of documents) {
      if (!reading.phrases.every(([from, to]) => hasPhrase(document, from, to))) continue;
      let typo = reading.typos;
      let attribute = 0;
      let exact = 0;
      let missing = 0;
      let proximity = 0;
      let previous = -1;
      for (let slot = 0; slot < slots; slot++) {
        const best = scratch.best[slot]![document]!;
        if (best === NOTHING) {
          missing++;
          continue;
        }
        typo += best >>> 13;
        attribute += (best >>> 1) & 4095;
        exact += noneExact ? 0 : best & 1;
        if (previous >= 0) proximity += distance(document, previous, slot);
        previous = slot;
      }
      const values: Record<string, number> = { typo, words: missing, proximity, attribute, exact };
      let cost = 0;
      for (const name of criteria) cost = cost * WIDTHS[name]! + Math.min(values[name]!, WIDTHS[name]! - 1);
      if (key[document] === Infinity) union.push(document);
      if (cost < key[document]!) {
        key[document] = cost;
        typosOf[document] = Math.min(typo, 255);
      }
    }
  }
  return { documents: withinTolerance(union, typosOf, settings), key, typos: typosOf };
}

// `min` keeps the fewest typos that there are, `strict` one more.
function withinTolerance(documents: number[], typos: Uint8Array, settings: Effective): Uint32Array {
  if (settings.typoTolerance !== "min" && settings.typoTolerance !== "strict") return Uint32Array.from(documents);
  const fewest = documents.reduce((least, document) => Math.min(least, typos[document]!), 255);
  const most = fewest + (settings.typoTolerance === "strict" ? 1 : 0);
  return Uint32Array.from(documents.filter((document) => typos[document]! <= most));
}

/** Every allowed document, as the empty query finds them. */
export function matchAll(table: Table, allowed: Uint8Array): Matches {
  let count = 0;
  for (let document = 0; document < allowed.length; document++) count += allowed[document]!;
  const documents = new Uint32Array(count);
  let at = 0;
  for (let document = 0; document < allowed.length; document++) if (allowed[document]) documents[at++] = document;
  return { documents, key: new Float64Array(table.size), typos: new Uint8Array(table.size) };
}
