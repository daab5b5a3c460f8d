import { editDistance, prefixDistance } from "./typos";
import { findWithTypos } from "./typo-walk";

/** A word of the index that a word of the query stands for. */
export type Expansion = { term: number; typos: number; isExact: boolean; isPrefix: boolean };

const MOST_WITH_TYPOS = 500;
const KEPT_EXPANSIONS = 500;

/** Words with a wrong first letter are rarely what was meant: it counts as one typo more. */
export function typosBetween(query: string, term: string, most: number, isPrefix: boolean): number {
  const penalty = query.charCodeAt(0) === term.charCodeAt(0) ? 0 : 1;
  if (penalty > most - 1 && penalty > 0) return most + 1;
  const distance = isPrefix ? prefixDistance(query, term, most) : editDistance(query, term, most);
  return Math.min(distance + penalty, most + 1);
}

/** Every word that an index has, numbered in the order of their arrival. */
export class Vocabulary {
  readonly words: string[] = [];
  readonly #numbers = new Map<string, number>();
  #sorted: number[] = [];
  #expansions = new Map<string, Expansion[]>();

  /** The number of a word; -1 when the index does not have it. */
  find(word: string): number {
    return this.#numbers.get(word) ?? -1;
  }

  /** The number of a word, given to it when it is new. */
  number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const next = this.words.length;
    this.#numbers.set(word, next);
    this.words.push(word);
    this.#expansions.clear();
    return next;
  }

  /** The words that begin so. */
  withPrefix(prefix: string): number[] {
    const sorted = this.#inOrder();
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[sorted[middle]!]! < prefix) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let at = low; at < sorted.length && this.words[sorted[at]!]!.startsWith(prefix); at++) found.push(sorted[at]!);
    return found;
  }

  /**
   * What a word of the query may stand for: itself, words that begin with it, and words at most so many typos away
   * (the five hundred nearest, the most frequent first by `frequency`).
   */
  expand(word: string, isPrefix: boolean, mostTypos: number, frequency: (term: number) => number): Expansion[] {
    const key = `${isPrefix ? "p" : "w"}${mostTypos}${word}`;
    const kept = this.#expansions.get(key);
    if (kept) return kept;
    const itself = this.find(word);
    const plain = isPrefix ? this.withPrefix(word) : itself < 0 ? [] : [itself];
    const found = plain.map((term) => ({ term, typos: 0, isExact: term === itself, isPrefix: term !== itself }));
    if (mostTypos > 0) found.push(...this.#withTypos(word, isPrefix, mostTypos, frequency));
    if (this.#expansions.size >= KEPT_EXPANSIONS) this.#expansions.clear();
    this.#expansions.set(key, found);
    return found;
  }

  #withTypos(word: string, isPrefix: boolean, most: number, frequency: (term: number) => number): Expansion[] {
    const found: Expansion[] = [];
    findWithTypos(this.words, this.#inOrder(), word, { isPrefix, most }, (term, typos) =>
      found.push({ term, typos, isExact: false, isPrefix }),
    );
    if (found.length <= MOST_WITH_TYPOS) return found;
    return found.sort((a, b) => a.typos - b.typos || frequency(b.term) - frequency(a.term)).slice(0, MOST_WITH_TYPOS);
  }

  // New words are sorted in when somebody looks: many arrive at once.
  #inOrder(): number[] {
    if (this.#sorted.length === this.words.length) return this.#sorted;
    const { words } = this;
    const fresh = Array.from({ length: words.length - this.#sorted.length }, (_, at) => this.#sorted.length + at);
    const byText = (a: number, b: number) => (words[a]! < words[b]! ? -1 : 1);
    fresh.sort(byText);
    const merged: number[] = [];
    let left = 0;
    for (const term of fresh) {
      while (left < this.#sorted.length && byText(this.#sorted[left]!, term) < 0) merged.push(this.#sorted[left++]!);
      merged.push(term);
    }
    while (left < this.#sorted.length) merged.push(this.#sorted[left++]!);
    this.#sorted = merged;
    return merged;
  }
}
