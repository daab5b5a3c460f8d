import { GrowingFloat64, GrowingUint32 } from "./growing";
import { fold } from "./tokenise";

/** The values of one facet by document: document `n` has `ids[starts[n]]` up to `ids[starts[n + 1]]`. */
export class FacetColumn {
  readonly names: string[] = [];
  readonly ids = new GrowingUint32();
  readonly starts = new GrowingUint32();
  readonly #byName = new Map<string, number>();
  readonly #byFolded = new Map<string, number[]>();

  /** Takes the values of the next document that has any; documents come in rising order. */
  add(document: number, values: unknown[]): void {
    while (this.starts.length <= document) this.starts.push(this.ids.length);
    for (const id of new Set(values.map((value) => this.#number(String(value))))) this.ids.push(id);
  }

  /** The numbers of the values that read like this; case and accents count only if `isExact`. */
  find(value: string, isExact = false): number[] {
    const id = this.#byName.get(value);
    if (isExact) return id === undefined ? [] : [id];
    return this.#byFolded.get(fold(value)) ?? [];
  }

  /** Where the values of a document end. */
  endOf(document: number): number {
    return document + 1 < this.starts.length ? this.starts.values[document + 1]! : this.ids.length;
  }

  #number(name: string): number {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const next = this.names.length;
    this.names.push(name);
    this.#byName.set(name, next);
    const folded = fold(name);
    const alike = this.#byFolded.get(folded);
    if (alike) alike.push(next);
    else this.#byFolded.set(folded, [next]);
    return next;
  }
}

/** The numbers of one attribute by document, laid out as a `FacetColumn` is. */
export class NumberColumn {
  readonly numbers = new GrowingFloat64();
  readonly starts = new GrowingUint32();

  /** Takes one number of the newest document. */
  add(document: number, value: number): void {
    while (this.starts.length <= document) this.starts.push(this.numbers.length);
    this.numbers.push(value);
  }

  /** Where the numbers of a document end. */
  endOf(document: number): number {
    return document + 1 < this.starts.length ? this.starts.values[document + 1]! : this.numbers.length;
  }
}
