import type { Effective } from "./parameters";
import type { Reading } from "./query";
import type { SearchRecord } from "./record";
import type { Table } from "./table";
import { fold, visitTokens } from "./tokenise";

/** The words of the query that a word stands for; `prefix` letters of it were typed, 0 for all. */
type Mark = { covers: number[]; prefix: number };
type MatchLevel = "none" | "partial" | "full";
type Highlighted = { value: string; matchLevel: MatchLevel; fullyHighlighted?: boolean; matchedWords: string[] };
type Snippet = { value: string; matchLevel: MatchLevel };
type Nested<Leaf> = Leaf | Nested<Leaf>[] | { [name: string]: Nested<Leaf> };
type Span = { start: number; end: number; until: number; mark: Mark | undefined };

/** What of a text to mark: for each word of the index that the query stands for, which of its words that is. */
function marksOf(readings: readonly Reading[]): Map<number, Mark> {
  const marks = new Map<number, Mark>();
  for (const { words } of readings) {
    for (const { expansions, covers, text } of words) {
      const whole: Mark = { covers, prefix: 0 };
      const start: Mark = { covers, prefix: text.length };
      for (const { term, typos, isPrefix } of expansions) {
        const mark = isPrefix && typos === 0 ? start : whole;
        const known = marks.get(term);
        const all = known && [...new Set([...known.covers, ...covers])];
        marks.set(term, known && all ? { covers: all, prefix: Math.min(known.prefix, mark.prefix) } : mark);
      }
    }
  }
  return marks;
}

// Where the first letters of a word end in the original: folding may have made one letter of two, or two of one.
function endOfPrefix(text: string, start: number, end: number, letters: number): number {
  let folded = 0;
  let at = start;
  while (at < end && folded < letters) {
    const char = String.fromCodePoint(text.codePointAt(at)!);
    folded += fold(char).replace(/['’]/g, "").length;
    at += char.length;
  }
  // Marks belong to the letter before them.
  while (at < end && fold(text[at]!) === "") at++;
  return at;
}

/** Marks the words of a query in records, whole or cut to the part that matters. */
export function highlighter(
  table: Table,
  settings: Effective,
  readings: readonly Reading[],
  typedWords: readonly string[],
) {
  const marks = marksOf(readings);
  const { highlightPreTag: before, highlightPostTag: after } = settings;
  const { separators } = table.shape;

  function spansOf(text: string): Span[] {
    const spans: Span[] = [];
    visitTokens(text, separators, (word, start, end) => {
      const mark = marks.get(table.vocabulary.find(word));
      const until = mark && mark.prefix > 0 ? endOfPrefix(text, start, end, mark.prefix) : end;
      spans.push({ start, end, until, mark });
    });
    return spans;
  }

  function levelOf(spans: readonly Span[]): { level: MatchLevel; words: string[] } {
    const covered = new Set(spans.flatMap(({ mark }) => mark?.covers ?? []));
    const level = covered.size === 0 ? "none" : covered.size === typedWords.length ? "full" : "partial";
    return { level, words: typedWords.filter((_, at) => covered.has(at)) };
  }

  function marked(text: string, spans: readonly Span[], from: number, to: number): string {
    let result = "";
    let at = from;
    for (const { start, until, mark } of spans) {
      if (!mark) continue;
      result += text.slice(at, start) + before + text.slice(start, until) + after;
      at = until;
    }
    return result + text.slice(at, to);
  }

  function highlighted(text: string): Highlighted {
    const spans = marks.size > 0 ? spansOf(text) : [];
    const { level, words } = levelOf(spans);
    if (level === "none") return { value: text, matchLevel: level, matchedWords: words };
    const fullyHighlighted = spans.every(({ mark, until, end }) => mark && until === end);
    return { value: marked(text, spans, 0, text.length), matchLevel: level, fullyHighlighted, matchedWords: words };
  }

  /** The run of so many words that has most of what was typed. */
  function snippet(text: string, length: number): Snippet {
    const spans = spansOf(text);
    const { level } = levelOf(spans);
    if (spans.length <= length) return { value: marked(text, spans, 0, text.length), matchLevel: level };
    let from = 0;
    let most = -1;
    spans.forEach((span, at) => {
      if (!span.mark) return;
      // A match reads best with a word or two before it.
      const start = Math.max(0, Math.min(at - Math.floor(length / 4), spans.length - length));
      const inside = spans.slice(start, start + length);
      const covered = new Set(inside.flatMap(({ mark }) => mark?.covers ?? [])).size;
      if (covered > most) [from, most] = [start, covered];
    });
    const shown = spans.slice(from, from + length);
    const isFirst = from === 0;
    const isLast = from + length >= spans.length;
    const [start, end] = [isFirst ? 0 : shown[0]!.start, isLast ? text.length : shown.at(-1)!.end];
    const value = marked(text, shown, start, end);
    const ellipsis = settings.snippetEllipsisText;
    return { value: (isFirst ? "" : ellipsis) + value + (isLast ? "" : ellipsis), matchLevel: level };
  }

  function walk<Leaf extends { matchLevel: MatchLevel }>(
    value: unknown,
    make: (text: string) => Leaf,
  ): Nested<Leaf> | null {
    if (typeof value === "string" || typeof value === "number") return make(String(value));
    if (Array.isArray(value)) {
      const all = value.map((one) => walk(one, make)).filter((one) => one !== null);
      if (!settings.restrictHighlightAndSnippetArrays) return all;
      return all.filter((one) => !("matchLevel" in one) || one.matchLevel !== "none");
    }
    if (typeof value !== "object" || value === null) return null;
    const inner = Object.entries(value).flatMap(([name, one]) => {
      const made = walk(one, make);
      return made === null ? [] : [[name, made] as const];
    });
    return inner.length > 0 ? Object.fromEntries(inner) : null;
  }

  const searched = table.shape.searchable?.map(({ path }) => path) ?? ["*"];
  const highlightNames = settings.attributesToHighlight ?? searched;
  const snippetNames = (settings.attributesToSnippet ?? []).map((entry) => {
    const [path = "", words] = entry.split(":");
    return { path, length: words ? Number(words) : 10 };
  });

  function collect<Leaf extends { matchLevel: MatchLevel }>(
    record: SearchRecord,
    path: string,
    make: (text: string) => Leaf,
    into: Record<string, unknown>,
  ) {
    if (path === "*") {
      for (const name of Object.keys(record)) if (name !== "objectID") collect(record, name, make, into);
      return;
    }
    const names = path.split(".");
    const value = names.reduce<unknown>(
      (held, name) => (typeof held === "object" && held !== null ? (held as Record<string, unknown>)[name] : undefined),
      record,
    );
    // A path through a list is shown from its first name on.
    const [at, found] = value === undefined && names.length > 1 ? [[names[0]!], record[names[0]!]] : [names, value];
    const made = walk(found, make);
    if (made === null) return;
    let target = into;
    for (const name of at.slice(0, -1)) {
      target[name] ??= {};
      target = target[name] as Record<string, unknown>;
    }
    target[at.at(-1)!] = made;
  }

  return {
    /** `_highlightResult` and `_snippetResult` of a record, of what may be shown of it. */
    of(record: SearchRecord): { _highlightResult?: Record<string, unknown>; _snippetResult?: Record<string, unknown> } {
      const whole: Record<string, unknown> = {};
      const cut: Record<string, unknown> = {};
      for (const path of highlightNames) collect(record, path, highlighted, whole);
      for (const { path, length } of snippetNames) collect(record, path, (text) => snippet(text, length), cut);
      return {
        ...(Object.keys(whole).length > 0 ? { _highlightResult: whole } : {}),
        ...(Object.keys(cut).length > 0 ? { _snippetResult: cut } : {}),
      };
    },
  };
}
