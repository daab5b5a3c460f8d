import { compares, type Condition, type Filter } from "./filters";
import type { NumberColumn } from "./columns";
import type { Table } from "./table";

function markFacet(table: Table, path: string, values: readonly string[], isExact: boolean, marks: Uint8Array) {
  if (path === "objectID") {
    for (const value of values) {
      const document = table.find(value);
      if (document >= 0) marks[document] = 1;
    }
    return;
  }
  const column = table.facets.get(path);
  // A facet that is not declared filters everything out, as it does at Algolia.
  if (!column) return;
  const wanted = new Set(values.flatMap((value) => column.find(value, isExact)));
  if (wanted.size === 0) return;
  const starts = column.starts.values;
  const ids = column.ids.values;
  const only = wanted.size === 1 ? [...wanted][0]! : -1;
  const known = column.starts.length;
  const total = column.ids.length;
  for (let document = 0; document < known; document++) {
    const end = document + 1 < known ? starts[document + 1]! : total;
    for (let at = starts[document]!; at < end; at++) {
      const id = ids[at]!;
      if (only >= 0 ? id === only : wanted.has(id)) marks[document] = 1;
    }
  }
}

function markNumbers(column: NumberColumn | undefined, meets: (value: number) => boolean, marks: Uint8Array) {
  if (!column) return;
  const starts = column.starts.values;
  const numbers = column.numbers.values;
  const known = column.starts.length;
  const total = column.numbers.length;
  for (let document = 0; document < known; document++) {
    const end = document + 1 < known ? starts[document + 1]! : total;
    for (let at = starts[document]!; at < end; at++) if (meets(numbers[at]!)) marks[document] = 1;
  }
}

function mark(table: Table, condition: Condition, marks: Uint8Array) {
  switch (condition.kind) {
    case "facet":
      return markFacet(table, condition.path, [condition.value], false, marks);
    case "tag":
      return markFacet(table, "_tags", [condition.value], true, marks);
    case "range": {
      const { low, high } = condition;
      return markNumbers(table.numbers.get(condition.path), (value) => value >= low && value <= high, marks);
    }
    case "compare": {
      const { operator, value } = condition;
      return markNumbers(table.numbers.get(condition.path), (held) => compares(held, operator, value), marks);
    }
  }
}

// The same few conditions come with every search of a page. What a document holds never changes, so that what meets a
// condition holds until documents come in.
const remembered = new WeakMap<Table, { size: number; marks: Map<string, Uint8Array> }>();
const MOST_REMEMBERED = 32;

/** What meets any condition of a group. A viewer's key names many courses: values of one facet are looked for at once. */
function marksOf(table: Table, group: readonly Condition[]): Uint8Array {
  let held = remembered.get(table);
  if (held?.size !== table.size) remembered.set(table, (held = { size: table.size, marks: new Map() }));
  const key = JSON.stringify(group);
  const known = held.marks.get(key);
  if (known) return known;
  const marks = new Uint8Array(table.size);
  const values = new Map<string, string[]>();
  for (const condition of group) {
    if (condition.kind === "facet" && !condition.isNot) {
      values.set(condition.path, [...(values.get(condition.path) ?? []), condition.value]);
      continue;
    }
    if (!condition.isNot) {
      mark(table, condition, marks);
      continue;
    }
    const others = new Uint8Array(table.size);
    mark(table, condition, others);
    for (let document = 0; document < marks.length; document++) marks[document]! |= others[document]! ^ 1;
  }
  for (const [path, wanted] of values) markFacet(table, path, wanted, false, marks);
  // A record's id says which document it is now: that changes.
  if (group.some((condition) => condition.kind === "facet" && condition.path === "objectID")) return marks;
  if (held.marks.size === MOST_REMEMBERED) held.marks.delete(held.marks.keys().next().value!);
  held.marks.set(key, marks);
  return marks;
}

/** One byte for each document: 1 where the record is there and the filter lets it through. */
export function allowedDocuments(table: Table, filter: Filter): Uint8Array {
  const allowed = table.alive.slice(0, table.size);
  for (const group of filter) {
    if (group.length === 0) continue;
    const holds = marksOf(table, group);
    for (let document = 0; document < allowed.length; document++) allowed[document]! &= holds[document]!;
  }
  return allowed;
}
