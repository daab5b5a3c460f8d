import { compareBytes } from "../values/bytes";

type Chunk<V> = { readonly keys: Uint8Array[]; readonly values: V[] };

const largestChunk = 256;

/** A map of byte strings kept in key order, in chunks so that an insertion moves few entries. */
export class SortedMap<V> {
  readonly #chunks: Chunk<V>[] = [];
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

  get(key: Uint8Array): V | undefined {
    if (this.size === 0) return undefined;
    const chunk = this.#chunks[this.#chunkOf(key)]!;
    const at = firstAtLeast(chunk.keys, key);
    return at < chunk.keys.length && compareBytes(chunk.keys[at]!, key) === 0 ? chunk.values[at] : undefined;
  }

  set(key: Uint8Array, value: V): void {
    if (this.#chunks.length === 0) this.#chunks.push({ keys: [], values: [] });
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index]!;
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
      this.#chunks.splice(index + 1, 0, { keys: chunk.keys.splice(half), values: chunk.values.splice(half) });
    }
  }

  delete(key: Uint8Array): void {
    if (this.size === 0) return;
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index]!;
    const at = firstAtLeast(chunk.keys, key);
    if (at === chunk.keys.length || compareBytes(chunk.keys[at]!, key) !== 0) return;
    chunk.keys.splice(at, 1);
    chunk.values.splice(at, 1);
    this.size--;
    this.version++;
    if (chunk.keys.length === 0) this.#chunks.splice(index, 1);
  }

  /** The first entry at `key` or after it. */
  atOrAfter(key: Uint8Array): { key: Uint8Array; value: V } | undefined {
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
  before(key: Uint8Array): { key: Uint8Array; value: V } | undefined {
    if (this.size === 0) return undefined;
    let index = this.#chunkOf(key);
    let at = firstAtLeast(this.#chunks[index]!.keys, key) - 1;
    if (at < 0) {
      index--;
      at = index < 0 ? 0 : this.#chunks[index]!.keys.length - 1;
    }
    return this.#entry(index, at);
  }

  #entry(index: number, at: number): { key: Uint8Array; value: V } | undefined {
    const chunk = this.#chunks[index];
    return chunk === undefined ? undefined : { key: chunk.keys[at]!, value: chunk.values[at]! };
  }

  *entries(): Generator<[Uint8Array, V], undefined> {
    for (const chunk of this.#chunks)
      for (let i = 0; i < chunk.keys.length; i++) yield [chunk.keys[i]!, chunk.values[i]!];
    return undefined;
  }

  /** A copy that shares nothing that changes. */
  clone(): SortedMap<V> {
    const copy = new SortedMap<V>();
    for (const chunk of this.#chunks) copy.#chunks.push({ keys: [...chunk.keys], values: [...chunk.values] });
    copy.size = this.size;
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
