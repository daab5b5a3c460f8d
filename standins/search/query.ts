import { badRequest } from "./fault";
import type { Effective } from "./parameters";
import type { Replacement } from "./synonyms";
import type { Table } from "./table";
import { tokens } from "./tokenise";
import type { Expansion } from "./vocabulary";

/** One word to look for. `covers` are the words of the query, as typed, that it stands for, by number. */
export type QueryWord = {
  text: string;
  covers: number[];
  isOptional: boolean;
  isPrefix: boolean;
  expansions: Expansion[];
};

/**
 * One reading of a query. All its words must be found; those of a phrase (`[from, to)`) side by side. `typos` is what
 * the reading itself costs.
 */
export type Reading = { words: QueryWord[]; phrases: [number, number][]; typos: number };

const LONGEST_QUERY = 512;
const MOST_WORDS = 16;
const MOST_READINGS = 12;

const STOP_WORDS = new Set(
  "a about an and are as at be but by for from had has have how i in is it its my of on or our so that the their them they this to was we were what when where which who why will with you your".split(
    " ",
  ),
);

/** The words of a query, at most sixteen. */
export function queryWords(query: string, settings: Effective): string[] {
  if (query.length > LONGEST_QUERY) throw badRequest(`query: too long, at most ${LONGEST_QUERY} characters`);
  const words = tokens(query, settings.separatorsToIndex).slice(0, MOST_WORDS);
  if (
    settings.removeStopWords === false ||
    (Array.isArray(settings.removeStopWords) && !settings.removeStopWords.includes("en"))
  )
    return words;
  // The last word may be the beginning of another one.
  const kept = words.filter((word, at) => at === words.length - 1 || !STOP_WORDS.has(word));
  return kept.length > 0 ? kept : words;
}

function otherNumber(word: string): string[] {
  if (word.length < 3) return [];
  if (word.endsWith("ies")) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (/(s|x|z|ch|sh)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  if (/[^s]s$/.test(word)) return [word.slice(0, -1)];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  return /(s|x|z|ch|sh)$/.test(word) ? [`${word}es`] : [`${word}s`];
}

function mostTypos(word: string, settings: Effective): number {
  if (settings.typoTolerance === false || settings.typoTolerance === "false") return 0;
  if (!settings.allowTyposOnNumericTokens && /^\d+$/.test(word)) return 0;
  if ((settings.disableTypoToleranceOnWords ?? []).some((one) => tokens(one)[0] === word)) return 0;
  return word.length >= settings.minWordSizefor2Typos ? 2 : word.length >= settings.minWordSizefor1Typo ? 1 : 0;
}

/** Reads queries against one table: what each word may stand for, and which other readings a query has. */
export function queryReader(table: Table, settings: Effective, replacing: readonly Replacement[]) {
  const { vocabulary } = table;
  const frequency = (term: number) => table.occurrences(term);
  const isPlural =
    settings.ignorePlurals === true || (Array.isArray(settings.ignorePlurals) && settings.ignorePlurals.includes("en"));
  const exactBy = (kind: string) => settings.alternativesAsExact.includes(kind);

  function expand(word: string, isPrefix: boolean, typos: number): Expansion[] {
    const plain = vocabulary.expand(word, isPrefix, typos, frequency);
    if (!isPlural && replacing.length === 0) return plain;
    const found = [...plain];
    const prefer = (text: string, isExact: boolean, cost: number) => {
      const term = vocabulary.find(text);
      if (term < 0) return;
      const at = found.findIndex((one) => one.term === term && (one.typos > cost || !one.isExact));
      if (at >= 0) found.splice(at, 1);
      if (!found.some((one) => one.term === term)) found.push({ term, typos: cost, isExact, isPrefix: false });
    };
    if (isPlural) for (const other of otherNumber(word)) prefer(other, exactBy("ignorePlurals"), 0);
    for (const { from, to, typos: cost } of replacing) {
      if (from.length === 1 && to.length === 1 && from[0] === word) prefer(to[0]!, exactBy("singleWordSynonym"), cost);
    }
    return found;
  }

  const isPrefix = (at: number, count: number) =>
    settings.queryType === "prefixAll" || (settings.queryType !== "prefixNone" && at === count - 1);

  /** Words to put in the place of `[from, to)`; found side by side when there are several. */
  function replaced(base: Reading, from: number, to: number, texts: string[], typos: number): Reading {
    const covers = base.words.slice(from, to).flatMap((word) => word.covers);
    const isOptional = base.words.slice(from, to).every((word) => word.isOptional);
    const isLast = to === base.words.length && texts.length === 1 && base.words[to - 1]!.isPrefix;
    const fresh = texts.map((text): QueryWord => {
      const expansions = vocabulary.expand(text, isLast, 0, frequency);
      return { text, covers, isOptional, isPrefix: isLast, expansions: typos ? expansions.map(inexact) : expansions };
    });
    const words = [...base.words.slice(0, from), ...fresh, ...base.words.slice(to)];
    const phrases: [number, number][] = texts.length > 1 ? [[from, from + texts.length]] : [];
    return { words, phrases, typos };
  }
  const inexact = (one: Expansion): Expansion => ({ ...one, isExact: false });

  // The place where a word that nobody wrote falls into two that somebody did: "datascience".
  function split(word: string): [string, string] | null {
    let best: [string, string] | null = null;
    let most = 0;
    for (let at = 2; at <= word.length - 2; at++) {
      const halves: [string, string] = [word.slice(0, at), word.slice(at)];
      const [left, right] = halves.map((half) => table.occurrences(vocabulary.find(half)));
      if (Math.min(left!, right!) > most) [best, most] = [halves, Math.min(left!, right!)];
    }
    return best;
  }

  return {
    /** Every reading of the words, the plain one first. */
    read(texts: readonly string[], isOptional: (word: string, at: number) => boolean): Reading[] {
      const words = texts.map((text, at): QueryWord => {
        const prefix = isPrefix(at, texts.length);
        const expansions = expand(text, prefix, mostTypos(text, settings));
        return { text, covers: [at], isOptional: isOptional(text, at), isPrefix: prefix, expansions };
      });
      const plain: Reading = { words, phrases: [], typos: 0 };
      const readings = [plain];
      const add = (from: number, to: number, into: string[], typos: number) => {
        if (readings.length < MOST_READINGS) readings.push(replaced(plain, from, to, into, typos));
      };
      for (let at = 0; at < texts.length; at++) {
        for (const { from, to, typos } of replacing) {
          const isSingle = from.length === 1 && to.length === 1;
          if (!isSingle && from.every((word, offset) => texts[at + offset] === word))
            add(at, at + from.length, to, typos);
        }
      }
      if (settings.typoTolerance === false || settings.typoTolerance === "false") return readings;
      for (let at = 0; at < texts.length; at++) {
        const joined = at + 1 < texts.length ? texts[at]! + texts[at + 1]! : "";
        if (joined && vocabulary.find(joined) >= 0) add(at, at + 2, [joined], 1);
        const halves = texts[at]!.length >= 5 && vocabulary.find(texts[at]!) < 0 ? split(texts[at]!) : null;
        if (halves) add(at, at + 1, halves, 1);
      }
      return readings;
    },
  };
}
