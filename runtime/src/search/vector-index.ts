import type { VectorIndexInfo } from "../database/catalog";
import { indexKey, keyHead, pathOf, wholeSpan } from "../database/keys";
import type { Snapshot } from "../store/key-value-store";
import { bytesAfter } from "../values/bytes";
import { valueAt, type Fields } from "../values/documents";
import { valueHash } from "./text-index";
import type { VectorFilter } from "./vector-query";

/** What a vector index keeps of a document, as text: its filter values' hashes and its vector; null when it has none that fits. */
export function vectorEntry(index: VectorIndexInfo, fields: Fields): string | null {
  const vector = valueAt(fields, pathOf(index.vectorField));
  if (!Array.isArray(vector) || vector.length !== index.dimensions) return null;
  if (!vector.every((part) => typeof part === "number")) return null;
  const hashes = index.filterFields.map((field) => hashName(valueHash(valueAt(fields, pathOf(field)))));
  return [...hashes, Buffer.from(Float32Array.from(vector).buffer).toString("base64")].join(" ");
}

/** The text of a value's hash. */
export function hashName(hash: Uint8Array): string {
  return Buffer.from(hash).toString("base64");
}

const firstCapacity = 64;
/** Multiplications between two breaths of the event loop. */
const productsPerBreath = 1 << 22;

/** The vectors of one index in memory, each of length one, so that a product of two is their cosine. */
export class VectorTable {
  readonly #index: VectorIndexInfo;
  readonly #rows = new Map<string, number>();
  readonly #ids: (Uint8Array | null)[] = [];
  readonly #hashes: string[][] = [];
  readonly #free: number[] = [];
  #vectors: Float32Array;

  constructor(index: VectorIndexInfo, snapshot: Snapshot) {
    this.#index = index;
    this.#vectors = new Float32Array(firstCapacity * index.dimensions);
    const pairs = snapshot.range({ ...wholeSpan(indexKey(index.number)), reverse: false });
    for (let pair = pairs.next(); !pair.done; pair = pairs.next())
      this.#put(bytesAfter(pair.value.key, keyHead).slice(), pair.value.value);
  }

  /** Reads documents that have changed again. */
  refresh(changed: Iterable<Uint8Array>, snapshot: Snapshot): void {
    for (const internal of changed) {
      const entry = snapshot.get(indexKey(this.#index.number, internal));
      if (entry === undefined) this.#remove(internal);
      else this.#put(internal, entry);
    }
  }

  /** The nearest documents: cosine from 1 (same direction) to -1, the best first, equal ones by their id. */
  async nearest(
    vector: readonly number[],
    limit: number,
    filter: VectorFilter | null,
    breathe: () => Promise<void>,
  ): Promise<{ internal: Uint8Array; score: number }[]> {
    const { dimensions } = this.#index;
    const asked = unit(Float32Array.from(vector));
    const rowsPerBreath = Math.max(1, Math.floor(productsPerBreath / dimensions));
    const found: { internal: Uint8Array; score: number }[] = [];
    const inOrder = (a: { internal: Uint8Array; score: number }, b: { internal: Uint8Array; score: number }) =>
      b.score - a.score || Buffer.compare(a.internal, b.internal);
    for (let row = 0; row < this.#ids.length; row++) {
      if (row > 0 && row % rowsPerBreath === 0) await breathe();
      const internal = this.#ids[row];
      if (internal === null || internal === undefined || (filter !== null && !filter(this.#hashes[row]!))) continue;
      let score = 0;
      for (let i = 0, at = row * dimensions; i < dimensions; i++, at++) score += asked[i]! * this.#vectors[at]!;
      if (found.length === limit && inOrder({ internal, score }, found[limit - 1]!) > 0) continue;
      found.push({ internal, score: Math.max(-1, Math.min(1, score)) });
      found.sort(inOrder);
      if (found.length > limit) found.pop();
    }
    return found;
  }

  #put(internal: Uint8Array, entry: string): void {
    const name = hashName(internal);
    let row = this.#rows.get(name);
    if (row === undefined) {
      row = this.#free.pop() ?? this.#ids.length;
      this.#rows.set(name, row);
    }
    const { dimensions } = this.#index;
    if ((row + 1) * dimensions > this.#vectors.length) {
      const larger = new Float32Array(this.#vectors.length * 2);
      larger.set(this.#vectors);
      this.#vectors = larger;
    }
    const parts = entry.split(" ");
    const bytes = Uint8Array.from(Buffer.from(parts.pop()!, "base64"));
    this.#vectors.set(unit(new Float32Array(bytes.buffer)), row * dimensions);
    this.#ids[row] = internal;
    this.#hashes[row] = parts;
  }

  #remove(internal: Uint8Array): void {
    const name = hashName(internal);
    const row = this.#rows.get(name);
    if (row === undefined) return;
    this.#rows.delete(name);
    this.#ids[row] = null;
    this.#free.push(row);
  }
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const part of vector) squares += part * part;
  const length = Math.sqrt(squares);
  return length === 0 ? vector : vector.map((part) => part / length);
}
