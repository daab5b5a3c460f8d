import { compareBytes } from "../values/bytes";
import type { Span } from "./key-value-store";

type Entry<V> = { key: Uint8Array; value: V };

type Chunk<V> = { readonly keys: Uint8Array[]; readonly values: V[]; readonly owner: object };

const largestChunk = 64;

/** A map of byte strings kept in key order, in chunks so that an insertion moves few entries. */
export class SortedMap<V> {
  readonly #chunks: Chunk<V>[] = [];
  /** Chunks of another owner are shared with a copy of this map: whoever changes one takes a copy of it first. */
  #owner = {};
  size = 0;
  /** Grows with every change, so that a cursor knows that what it holds may be old. */
  version = 0;

  #chunkOf(key: Uint8Array): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (compareBytes(this.#chunks[middle]!.keys[0]!, key) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #own(index: number): Chunk<V> {
    const chunk = this.#chunks[index]!;
    if (chunk.owner === this.#owner) return chunk;
    return (this.#chunks[index] = { keys: [...chunk.keys], values: [...chunk.values], owner: this.#owner });
  }

  get(key: Uint8Array): V | undefined {
    if (this.size === 0) return undefined;
    const chunk = this.#chunks[this.#chunkOf(key)]!;
    const at = firstAtLeast(chunk.keys, key);
    return at < chunk.keys.length && compareBytes(chunk.keys[at]!, key) === 0 ? chunk.values[at] : undefined;
  }

  set(key: Uint8Array, value: V): void {
    if (this.#chunks.length === 0) this.#chunks.push({ keys: [], values: [], owner: this.#owner });
    const index = this.#chunkOf(key);
    const chunk = this.#own(index);
    const last = chunk.keys.length - 1;
    const at = last < 0 || compareBytes(chunk.keys[last]!, key) < 0 ? last + 1 : firstAtLeast(chunk.keys, key);
    if (at <= last && compareBytes(chunk.keys[at]!, key) === 0) {
      chunk.values[at] = value;
      this.version++;
      return;
    }
    chunk.keys.splice(at, 0, key);
    chunk.values.splice(at, 0, value);
    this.size++;
    this.version++;
    if (chunk.keys.length > largestChunk) {
      const half = chunk.keys.length >> 1;
      const [keys, values] = [chunk.keys.splice(half), chunk.values.splice(half)];
      this.#chunks.splice(index + 1, 0, { keys, values, owner: this.#owner });
    }
  }

  delete(key: Uint8Array): void {
    if (this.size === 0) return;
    const index = this.#chunkOf(key);
    const { keys } = this.#chunks[index]!;
    const at = firstAtLeast(keys, key);
    if (at === keys.length || compareBytes(keys[at]!, key) !== 0) return;
    const chunk = this.#own(index);
    chunk.keys.splice(at, 1);
    chunk.values.splice(at, 1);
    this.size--;
    this.version++;
    if (chunk.keys.length === 0) this.#chunks.splice(index, 1);
  }

  /** The first entry at `key` or after it. */
  atOrAfter(key: Uint8Array): Entry<V> | undefined {
    if (this.size === 0) return undefined;
    let index = this.#chunkOf(key);
    let at = firstAtLeast(this.#chunks[index]!.keys, key);
    if (at === this.#chunks[index]!.keys.length) {
      index++;
      at = 0;
    }
    return this.#entry(index, at);
  }

  /** The last entry before `key`. */
  before(key: Uint8Array): Entry<V> | undefined {
    if (this.size === 0) return undefined;
    let index = this.#chunkOf(key);
    let at = firstAtLeast(this.#chunks[index]!.keys, key) - 1;
    if (at < 0) {
      index--;
      at = index < 0 ? 0 : this.#chunks[index]!.keys.length - 1;
    }
    return this.#entry(index, at);
  }

  #entry(index: number, at: number): Entry<V> | undefined {
    const chunk = this.#chunks[index];
    return chunk === undefined ? undefined : { key: chunk.keys[at]!, value: chunk.values[at]! };
  }

  *entries(): Generator<[Uint8Array, V], undefined> {
    for (const chunk of this.#chunks)
      for (let i = 0; i < chunk.keys.length; i++) yield [chunk.keys[i]!, chunk.values[i]!];
    return undefined;
  }

  /** The entries of a span in its order; the map may not change meanwhile. */
  *between({ from, to, reverse }: Span): Generator<Entry<V>, undefined> {
    if (this.size === 0) return undefined;
    const step = reverse ? -1 : 1;
    let index = this.#chunkOf(reverse ? to : from);
    let at = firstAtLeast(this.#chunks[index]!.keys, reverse ? to : from) + (reverse ? -1 : 0);
    for (;;) {
      const chunk = this.#chunks[index];
      if (chunk === undefined) return undefined;
      const key = chunk.keys[at];
      if (key === undefined) {
        index += step;
        at = reverse ? (this.#chunks[index]?.keys.length ?? 0) - 1 : 0;
        continue;
      }
      if (reverse ? compareBytes(key, from) < 0 : compareBytes(key, to) >= 0) return undefined;
      yield { key, value: chunk.values[at]! };
      at += step;
    }
  }

  /** A copy: what is changed in one of the two is not changed in the other. Costs little until then. */
  clone(): SortedMap<V> {
    const copy = new SortedMap<V>();
    for (const chunk of this.#chunks) copy.#chunks.push(chunk);
    copy.size = this.size;
    this.#owner = {};
    return copy;
  }
}

function firstAtLeast(keys: readonly Uint8Array[], key: Uint8Array): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareBytes(keys[middle]!, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
