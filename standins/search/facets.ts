import { badRequest } from "./fault";
import type { Effective } from "./parameters";
import { fold, tokens } from "./tokenise";
import type { Table } from "./table";
import { typosBetween } from "./vocabulary";

export type FacetStats = { min: number; max: number; avg: number; sum: number };

function countValues(table: Table, path: string, documents: Uint32Array): { counts: Uint32Array; names: string[] } {
  const column = table.facets.get(path);
  if (!column) return { counts: new Uint32Array(0), names: [] };
  const counts = new Uint32Array(column.names.length);
  const starts = column.starts.values;
  const known = column.starts.length;
  const ids = column.ids.values;
  const total = column.ids.length;
  for (const document of documents) {
    if (document >= known) continue;
    const end = document + 1 < known ? starts[document + 1]! : total;
    for (let at = starts[document]!; at < end; at++) counts[ids[at]!]!++;
  }
  return { counts, names: column.names };
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function ordered(found: { counts: Uint32Array; names: string[] }, isAlphabetic: boolean): [string, number][] {
  const values: [string, number][] = [];
  found.counts.forEach((count, id) => {
    if (count > 0) values.push([found.names[id]!, count]);
  });
  return values.sort((a, b) => (isAlphabetic ? 0 : b[1] - a[1]) || byText(a[0], b[0]));
}

function statsOf(table: Table, path: string, documents: Uint32Array): FacetStats | null {
  const column = table.numbers.get(path);
  if (!column) return null;
  let [min, max, sum, count] = [Infinity, -Infinity, 0, 0];
  for (const document of documents) {
    if (document >= column.starts.length) continue;
    const end = column.endOf(document);
    for (let at = column.starts.values[document]!; at < end; at++) {
      const value = column.numbers.values[at]!;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      count++;
    }
  }
  return count > 0 ? { min, max, avg: sum / count, sum } : null;
}

/** Counts of the facets that were asked for; those that are not declared, or only filter, are left out. */
export function facetCounts(table: Table, settings: Effective, documents: Uint32Array) {
  const asked = settings.facets ?? [];
  const shown = table.shape.facets.filter(
    ({ path, isFilterOnly }) => !isFilterOnly && (asked.includes("*") || asked.includes(path)),
  );
  const facets: Record<string, Record<string, number>> = {};
  const stats: Record<string, FacetStats> = {};
  const most = Math.min(Math.max(settings.maxValuesPerFacet, 0), 1000);
  for (const { path } of shown) {
    const values = ordered(countValues(table, path, documents), settings.sortFacetValuesBy === "alpha").slice(0, most);
    if (values.length > 0) facets[path] = Object.fromEntries(values);
    const found = statsOf(table, path, documents);
    if (found) stats[path] = found;
  }
  return { facets, stats };
}

/** How many typos a value of a facet is away from what was typed; -1 when it does not match. */
function typosOfValue(query: readonly string[], value: string): number {
  const words = tokens(value);
  let sum = 0;
  for (const [at, word] of query.entries()) {
    const isLast = at === query.length - 1;
    const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    const isPlain = words.some((one) => (isLast ? one.startsWith(word) : one === word));
    const typos = isPlain ? 0 : Math.min(...words.map((one) => typosBetween(word, one, most, isLast)));
    if (typos > most) return -1;
    sum += typos;
  }
  return sum;
}

function highlighted(value: string, query: readonly string[], before: string, after: string): string {
  let result = value;
  for (const word of query) {
    const at = fold(result).search(new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "u"));
    // Where folding changes lengths, nothing is marked rather than the wrong letters.
    if (at >= 0 && fold(result).length === result.length) {
      result =
        result.slice(0, at) + before + result.slice(at, at + word.length) + after + result.slice(at + word.length);
      break;
    }
  }
  return result;
}

/** Values of one facet that read like what was typed, the most frequent first. */
export function searchFacet(table: Table, settings: Effective, path: string, typed: string, documents: Uint32Array) {
  if (!table.shape.facets.some((facet) => facet.path === path && facet.isSearchable)) {
    throw badRequest(
      `Cannot search in \`${path}\` attribute, you need to specify \`searchable(${path})\` in attributesForFaceting.`,
    );
  }
  const query = tokens(typed);
  const most = Math.min(Math.max(settings.maxFacetHits ?? 10, 0), 100);
  return ordered(countValues(table, path, documents), settings.sortFacetValuesBy === "alpha")
    .map(([value, count]) => ({ value, count, typos: query.length === 0 ? 0 : typosOfValue(query, value) }))
    .filter(({ typos }) => typos >= 0)
    .sort((a, b) => a.typos - b.typos)
    .slice(0, most)
    .map(({ value, count }) => ({
      value,
      highlighted: highlighted(value, query, settings.highlightPreTag, settings.highlightPostTag),
      count,
    }));
}
