import { compares, type Condition, type Filter } from "./filters";
import type { NumberColumn } from "./columns";
import type { Table } from "./table";

function markFacet(table: Table, path: string, value: string, isExact: boolean, marks: Uint8Array) {
  if (path === "objectID") {
    const document = table.find(value);
    if (document >= 0) marks[document] = 1;
    return;
  }
  const column = table.facets.get(path);
  // A facet that is not declared filters everything out, as it does at Algolia.
  if (!column) return;
  const wanted = new Set(column.find(value, isExact));
  if (wanted.size === 0) return;
  const starts = column.starts.values;
  const ids = column.ids.values;
  const only = wanted.size === 1 ? [...wanted][0]! : -1;
  const known = column.starts.length;
  for (let document = 0; document < known; document++) {
    const end = document + 1 < known ? starts[document + 1]! : column.ids.length;
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
  for (let document = 0; document < known; document++) {
    const end = document + 1 < known ? starts[document + 1]! : column.numbers.length;
    for (let at = starts[document]!; at < end; at++) if (meets(numbers[at]!)) marks[document] = 1;
  }
}

function mark(table: Table, condition: Condition, marks: Uint8Array) {
  switch (condition.kind) {
    case "facet":
      return markFacet(table, condition.path, condition.value, false, marks);
    case "tag":
      return markFacet(table, "_tags", condition.value, true, marks);
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

/** One byte for each document: 1 where the record is there and the filter lets it through. */
export function allowedDocuments(table: Table, filter: Filter): Uint8Array {
  const allowed = table.alive.slice(0, table.size);
  for (const group of filter) {
    const holds = new Uint8Array(table.size);
    for (const condition of group) {
      if (!condition.isNot) {
        mark(table, condition, holds);
        continue;
      }
      const marks = new Uint8Array(table.size);
      mark(table, condition, marks);
      for (let document = 0; document < marks.length; document++) if (!marks[document]) holds[document] = 1;
    }
    for (let document = 0; document < allowed.length; document++) allowed[document]! &= holds[document]!;
  }
  return allowed;
}
