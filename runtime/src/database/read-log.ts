import { afterKey, compareBytes } from "../values/bytes";
import type { KeyRange, ReadSet } from "./database";

/** A range being read; `through` is the last key read so far, when that is not the end. */
export type OpenRange = { readonly index: string; from: Uint8Array; to: Uint8Array | null; through: Uint8Array | null };

/** What was read, in ranges that grow while a query is read. */
export class ReadLog {
  readonly #ranges: OpenRange[] = [];

  open(index: string, from: Uint8Array, to: Uint8Array | null): OpenRange {
    const range = { index, from, to, through: null };
    this.#ranges.push(range);
    return range;
  }

  readSet(): ReadSet {
    return this.#ranges
      .map(({ index, from, to, through }): KeyRange => ({ index, from, to: through === null ? to : afterKey(through) }))
      .filter(({ from, to }) => to === null || compareBytes(from, to) < 0);
  }
}
