import type { Matches } from "./match";
import type { Effective } from "./parameters";
import { sortOrder } from "./shape";
import type { Table } from "./table";

type Compare = (a: number, b: number) => number;

const isMissing = (value: unknown) => value === undefined || value === null;

// Numbers before text; what has no value comes last in either direction.
function byColumn(column: unknown[], isDescending: boolean): Compare {
  const sign = isDescending ? -1 : 1;
  return (a, b) => {
    const left = column[a];
    const right = column[b];
    if (left === right) return 0;
    if (isMissing(left)) return isMissing(right) ? 0 : 1;
    if (isMissing(right)) return -1;
    if (typeof left === "string" && typeof right === "string") return (left < right ? -1 : 1) * sign;
    if (typeof left === "string") return 1;
    if (typeof right === "string") return -1;
    const apart = Number(left) - Number(right);
    return apart === 0 ? 0 : (apart < 0 ? -1 : 1) * sign;
  };
}

/** The order of found documents: sorts named before the criteria of the text, the text, then the custom ranking. */
export function comparator(table: Table, settings: Effective, matches: Matches, isVirtual: boolean): Compare {
  const { key } = matches;
  const sorts = (criteria: readonly string[]): Compare[] =>
    criteria.flatMap((criterion) => {
      const order = sortOrder(criterion);
      const column = order && table.sorts.get(order.path);
      return order && column ? [byColumn(column, order.isDescending)] : [];
    });
  const custom = sorts(settings.customRanking ?? []);
  const firstText = settings.ranking.findIndex((one) => !sortOrder(one));
  const cut = firstText < 0 ? settings.ranking.length : firstText;
  const before = [...(isVirtual ? custom : []), ...sorts(settings.ranking.slice(0, cut))];
  const hasCustom = settings.ranking.includes("custom") && !isVirtual;
  const after = [...sorts(settings.ranking.slice(cut)), ...(hasCustom ? custom : [])];
  return (a, b) => {
    for (const compare of before) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    if (key[a] !== key[b]) return key[a]! - key[b]!;
    for (const compare of after) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return a - b;
  };
}

/** The first `count` documents in order; the rest is not sorted. */
export function firstOf(documents: Uint32Array, count: number, compare: Compare): number[] {
  if (count <= 0) return [];
  if (documents.length <= 512 || count * 4 > documents.length)
    return Array.from(documents).sort(compare).slice(0, count);
  // A heap with the worst of the best on top.
  const heap: number[] = [];
  const isWorse = (a: number, b: number) => compare(a, b) > 0;
  const sink = (from: number) => {
    let at = from;
    for (;;) {
      const left = at * 2 + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const worst = right < heap.length && isWorse(heap[right]!, heap[left]!) ? right : left;
      if (!isWorse(heap[worst]!, heap[at]!)) return;
      [heap[at], heap[worst]] = [heap[worst]!, heap[at]!];
      at = worst;
    }
  };
  for (const document of documents) {
    if (heap.length < count) {
      heap.push(document);
      if (heap.length === count) for (let at = (count >> 1) - 1; at >= 0; at--) sink(at);
    } else if (isWorse(heap[0]!, document)) {
      heap[0] = document;
      sink(0);
    }
  }
  return heap.sort(compare);
}

/** Of documents that share a value of the distinct attribute the best `most`; those without one all stay. */
export function distinctDocuments(table: Table, documents: Uint32Array, most: number, compare: Compare) {
  const column = table.shape.distinct ? table.facets.get(table.shape.distinct) : undefined;
  if (!column || most < 1) return { leaders: documents, members: null };
  const groups = new Map<number, number[]>();
  const leaders: number[] = [];
  for (const document of documents) {
    const from = document < column.starts.length ? column.starts.values[document]! : 0;
    if (document >= column.starts.length || from === column.endOf(document)) {
      leaders.push(document);
      continue;
    }
    const value = column.ids.values[from]!;
    const group = groups.get(value);
    if (group) group.push(document);
    else groups.set(value, [document]);
  }
  const members = new Map<number, number[]>();
  for (const group of groups.values()) {
    const best = group.sort(compare).slice(0, most);
    leaders.push(best[0]!);
    members.set(best[0]!, best);
  }
  return { leaders: Uint32Array.from(leaders), members };
}
