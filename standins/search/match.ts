import type { Effective } from "./parameters";
import type { QueryWord, Reading } from "./query";
import { place, type Table } from "./table";
import type { Expansion } from "./vocabulary";

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
/** Pairs of places that are compared for one document: more say nothing new. */
const MOST_LOOKED_AT = 200;
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
  key: new Float64Array(0),
  noKey: new Float64Array(0),
  /** The documents of the word before, and of the word that is looked for. */
  found: [new Uint32Array(0), new Uint32Array(0)] as [Uint32Array, Uint32Array],
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
    scratch.key = new Float64Array(size * 2);
    scratch.found = [new Uint32Array(size * 2), new Uint32Array(size * 2)];
    scratch.best = [];
    scratch.heads = [];
  }
  while (scratch.best.length < words) scratch.best.push(new Uint32Array(scratch.stage.length));
  while (scratch.heads.length < words) scratch.heads.push(new Int32Array(scratch.stage.length));
  scratch.placeCount = 0;
}

function morePlaces() {
  const size = scratch.next.length * 2;
  const next = new Int32Array(size);
  next.set(scratch.next);
  const where = new Uint32Array(size);
  where.set(scratch.where);
  scratch.next = next;
  scratch.where = where;
}

const occurrencesOf = (table: Table, word: QueryWord) =>
  word.expansions.reduce((sum, { term }) => sum + table.occurrences(term), 0);

type Visit = {
  rules: AttributeRules;
  slot: number;
  /** Documents at this stage are looked at; those that have the word go on to the next. */
  stage: number;
  isPlaced: boolean;
  needsWhole: boolean;
  found: Uint32Array;
  count: number;
};

const costs = new Int32Array(64);

/** What a place in each attribute costs before its position counts; -1 where the word does not count. */
function costsOf({ rank, noTypos, noPrefix }: AttributeRules, { typos, isPrefix }: Expansion): void {
  for (let attribute = 0; attribute < costs.length; attribute++) {
    const isOut =
      rank[attribute] === NOT_SEARCHED ||
      (typos > 0 && noTypos[attribute]! > 0) ||
      (isPrefix && noPrefix[attribute]! > 0);
    costs[attribute] = isOut ? -1 : (typos << 12) | (rank[attribute]! << 6);
  }
}

/** Takes the places of a word from `from` up to `to` of its list. */
function takePlaces(visit: Visit, list: Uint32Array, from: number, to: number, expansion: Expansion) {
  const { slot, stage, isPlaced, needsWhole, found } = visit;
  const { isOrdered, noExact } = visit.rules;
  const { isExact } = expansion;
  costsOf(visit.rules, expansion);
  const stages = scratch.stage;
  const best = scratch.best[slot]!;
  const heads = scratch.heads[slot]!;
  let { count } = visit;
  for (let at = from; at < to; at += 2) {
    const document = list[at]!;
    const reached = stages[document]!;
    if (reached !== stage && reached !== stage + 1) continue;
    const where = list[at + 1]!;
    const attribute = where >>> 17;
    const cost = costs[attribute]!;
    if (cost < 0) continue;
    let value = cost;
    if (isOrdered[attribute]! > 0) value |= (where & 65_535) > 63 ? 63 : where & 65_535;
    const exact = isExact && noExact[attribute] === 0 && (!needsWhole || (where & 65_536) !== 0);
    if (reached === stage) {
      stages[document] = stage + 1;
      found[count++] = document;
      best[document] = (value << 1) | (exact ? 0 : 1);
      if (isPlaced) heads[document] = -1;
    } else {
      const held = best[document]!;
      const better = held >>> 1 < value ? held >>> 1 : value;
      best[document] = (better << 1) | (exact ? 0 : held & 1);
    }
    if (isPlaced && scratch.placeCount < MOST_PLACES) {
      const free = scratch.placeCount++;
      if (free === scratch.next.length) morePlaces();
      scratch.next[free] = heads[document]!;
      scratch.where[free] = where;
      heads[document] = free;
    }
  }
  visit.count = count;
}

/** Looks for one word, in all documents of the stage or, when they are few, in each of `among`. */
function visitWord(table: Table, visit: Visit, word: QueryWord, among: Uint32Array | null) {
  for (const expansion of word.expansions) {
    const list = table.postings(expansion.term);
    const end = table.occurrences(expansion.term) * 2;
    if (!among || among.length * Math.log2(end + 2) * 4 >= end) {
      takePlaces(visit, list, 0, end, expansion);
      continue;
    }
    for (const document of among) {
      let low = 0;
      let high = end >> 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle * 2]! < document) low = middle + 1;
        else high = middle;
      }
      let to = low * 2;
      while (to < end && list[to] === document) to += 2;
      if (to > low * 2) takePlaces(visit, list, low * 2, to, expansion);
    }
  }
}

/** How far two words are from each other at best: 0 side by side and in order, 7 at most. */
function distance(document: number, left: number, right: number): number {
  const { next, where } = scratch;
  const others = scratch.heads[right]!;
  let least = FARTHEST;
  let looked = 0;
  for (let at = scratch.heads[left]![document]!; at >= 0 && looked < MOST_LOOKED_AT; at = next[at]!) {
    const here = where[at]!;
    for (let other = others[document]!; other >= 0 && looked < MOST_LOOKED_AT; other = next[other]!) {
      looked++;
      const there = where[other]!;
      if (here >>> 17 !== there >>> 17) continue;
      const apart = (there & 65_535) - (here & 65_535);
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

/** The documents that have every required word of a reading; without required words, those that have any. */
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
  let found: Uint32Array = new Uint32Array(0);
  let stage = 1;
  const visitOf = (slot: number): Visit => ({
    ...{ rules, slot, stage, isPlaced, needsWhole, count: 0 },
    found: scratch.found[stage % 2]!,
  });
  for (const { word, slot } of required) {
    const visit = visitOf(slot);
    visitWord(table, visit, word, stage === 1 ? null : found);
    found = visit.found.subarray(0, visit.count);
    if (visit.count === 0) return found;
    stage++;
  }
  if (required.length === slots.length) return found;
  const union = new Set<number>();
  for (const { word, slot } of slots.filter((one) => one.word.isOptional)) {
    scratch.best[slot]!.fill(NOTHING, 0, table.size);
    scratch.heads[slot]!.fill(-1, 0, table.size);
    const visit = { ...visitOf(slot), found: new Uint32Array(table.size) };
    visitWord(table, visit, word, null);
    for (const document of visit.found.subarray(0, visit.count)) {
      scratch.stage[document] = stage;
      if (required.length === 0) union.add(document);
    }
  }
  return required.length > 0 ? found : new Uint32Array([...union]);
}

/** What one step of each criterion weighs, by the order of the ranking; 0 for one that does not count. */
function weightsOf(ranking: readonly string[]): Record<"typo" | "words" | "proximity" | "attribute" | "exact", number> {
  const weights = { typo: 0, words: 0, proximity: 0, attribute: 0, exact: 0 };
  let weight = 1;
  for (const name of [...ranking].reverse()) {
    if (!(name in weights)) continue;
    weights[name as keyof typeof weights] = weight;
    weight *= WIDTHS[name]!;
  }
  return weights;
}

/**
 * Finds what the readings of a query find among the allowed documents, each by its best reading. The answer's keys hold
 * until the next search.
 */
export function match(table: Table, settings: Effective, readings: readonly Reading[], allowed: Uint8Array): Matches {
  const rules = attributeRules(table, settings);
  const weights = weightsOf(settings.ranking);
  reserve(table.size, 1);
  const { key } = scratch;
  const typosOf = new Uint8Array(table.size);
  const isSingle = readings[0]?.words.length === 1;
  const needsWhole = isSingle && settings.exactOnSingleWordQuery === "attribute";
  const countsExact = !(isSingle && settings.exactOnSingleWordQuery === "none");
  const hasOne = readings.length === 1;
  if (!hasOne) key.fill(Infinity, 0, table.size);
  const union: number[] = [];
  let documents: Uint32Array = new Uint32Array(0);
  for (const reading of readings) {
    documents = findDocuments(table, rules, reading, allowed, needsWhole);
    const { phrases } = reading;
    const best = scratch.best.slice(0, reading.words.length);
    for (let at = 0; at < documents.length; at++) {
      const document = documents[at]!;
      if (phrases.length > 0 && !phrases.every(([from, to]) => hasPhrase(document, from, to))) continue;
      let typo = reading.typos;
      let attribute = 0;
      let exact = 0;
      let missing = 0;
      let proximity = 0;
      let previous = -1;
      for (let slot = 0; slot < best.length; slot++) {
        const value = best[slot]![document]!;
        if (value === NOTHING) {
          missing++;
          continue;
        }
        typo += value >>> 13;
        attribute += (value >>> 1) & 4095;
        if (countsExact) exact += value & 1;
        if (previous >= 0) proximity += distance(document, previous, slot);
        previous = slot;
      }
      const cost =
        (typo > 63 ? 63 : typo) * weights.typo +
        missing * weights.words +
        proximity * weights.proximity +
        (attribute > 32_767 ? 32_767 : attribute) * weights.attribute +
        exact * weights.exact;
      if (hasOne) {
        key[document] = cost;
        typosOf[document] = typo;
        continue;
      }
      const held = key[document]!;
      if (held === Infinity) union.push(document);
      if (cost < held) {
        key[document] = cost;
        typosOf[document] = typo;
      }
    }
  }
  const all = hasOne ? documents.slice() : new Uint32Array(union);
  return { documents: withinTolerance(all, typosOf, settings), key, typos: typosOf };
}

// `min` keeps the fewest typos that there are, `strict` one more.
function withinTolerance(documents: Uint32Array, typos: Uint8Array, settings: Effective): Uint32Array {
  if (settings.typoTolerance !== "min" && settings.typoTolerance !== "strict") return documents;
  const fewest = documents.reduce((least, document) => Math.min(least, typos[document]!), 255);
  const most = fewest + (settings.typoTolerance === "strict" ? 1 : 0);
  return documents.filter((document) => typos[document]! <= most);
}

/** Every allowed document, as the empty query finds them. */
export function matchAll(table: Table, allowed: Uint8Array): Matches {
  if (scratch.noKey.length < table.size) scratch.noKey = new Float64Array(table.size * 2);
  let count = 0;
  for (let document = 0; document < allowed.length; document++) count += allowed[document]!;
  const documents = new Uint32Array(count);
  let at = 0;
  for (let document = 0; document < allowed.length; document++) if (allowed[document]) documents[at++] = document;
  return { documents, key: scratch.noKey, typos: new Uint8Array(table.size) };
}
