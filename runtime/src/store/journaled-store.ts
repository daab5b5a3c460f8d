import { compareBytes } from "../values/bytes";
import type { Journal } from "./journal";
import type { KeyValueStore, Pair, Snapshot, Span, Write } from "./key-value-store";
import { RangeMemory } from "./range-memory";
import { SortedMap } from "./sorted-map";

/** Writes that are durable and not yet in the store below: a text, or null where the key is removed. */
type Layer = SortedMap<string | null>;

/** How much gathers, and how it is moved on; the present sizes unless a test wants others. */
export type JournalSizes = {
  /** So many keys, or bytes of the journal, gather before they are moved to the store below. */
  readonly keys: number;
  readonly bytes: number;
  /** A larger batch goes to the store below at once, where it has to go anyway. */
  readonly largestRecord: number;
  /** Moved at a time, so that the event loop is not held up. */
  readonly keysPerMove: number;
};
const usualSizes: JournalSizes = { keys: 4_000, bytes: 768 << 10, largestRecord: 256 << 10, keysPerMove: 400 };
/** While moving does not succeed, so many times as much may gather. */
const patience = 4;

/** Where the number of the last moved record is kept: longer than a key may be, so that it is nobody else's. */
const positionKey = new Uint8Array(1951).fill(0xff);

/**
 * A store whose batches are durable as soon as they are written to a journal, which costs one short flush. They are kept
 * in memory over the store below and moved there many at a time. After a crash the journal is read again.
 */
export class JournaledStore implements KeyValueStore {
  readonly #below: KeyValueStore;
  readonly #journal: Journal;
  readonly #sizes: JournalSizes;
  #base: SharedSnapshot;
  /** What is being moved, and what was committed since. */
  #moving: Layer | null = null;
  #fresh: Layer = new SortedMap();
  #number: number;
  #movedUpTo = 0;
  /** The records that were read at the start lie in both files: they are moved before any other is appended. */
  #isRestored: boolean;
  #move: Promise<void> | null = null;
  #isCommitting = false;
  /** Who waits for the commit that is under way. */
  #waiting: (() => void)[] = [];
  #closed = false;

  /** Reads what the journal holds; throws DamagedStoreError when it is damaged. */
  constructor(below: KeyValueStore, journal: Journal, sizes: JournalSizes = usualSizes) {
    this.#below = below;
    this.#sizes = sizes;
    this.#journal = journal;
    this.#base = new SharedSnapshot(below.snapshot());
    this.#number = Number(this.#base.snapshot.get(positionKey) ?? 0);
    const records = journal.recordsAfter(this.#number);
    for (const { number, batch } of records) {
      for (const { key, value } of batch) this.#fresh.set(key, value);
      this.#number = number;
    }
    this.#isRestored = records.length > 0;
  }

  snapshot(): Snapshot {
    if (this.#closed) throw new Error("The store is closed");
    const layers = [this.#moving, this.#fresh].filter((layer) => layer !== null && layer.size > 0) as Layer[];
    return new LayeredSnapshot(this.#base.use(), layers);
  }

  async commit(batch: readonly Write[]): Promise<void> {
    if (this.#closed) throw new Error("The store is closed");
    if (batch.length === 0) return;
    while (this.#isCommitting) await this.#committed();
    this.#isCommitting = true;
    try {
      await this.#commit(batch);
    } finally {
      this.#isCommitting = false;
      for (const go of this.#waiting.splice(0)) go();
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    while (this.#isCommitting) await this.#committed();
    // What cannot be moved now stays in the journal, where it is as safe.
    await this.#moveAll().catch(() => undefined);
    this.#base.letGo();
    await this.#below.close();
    this.#journal.close();
  }

  #committed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #commit(batch: readonly Write[]): Promise<void> {
    if (this.#isRestored) {
      await this.#moveAll();
      this.#isRestored = false;
    }
    if (sizeOf(batch) > this.#sizes.largestRecord) return await this.#commitBelow(batch);
    if (this.#journal.length > this.#sizes.bytes * patience || this.#fresh.size > this.#sizes.keys * patience)
      await this.#moveAll();
    const written = this.#journal.append({ number: this.#number + 1, batch });
    // Made while the disk writes. Snapshots hold the layer as it was.
    const fresh = this.#fresh.clone();
    for (const { key, value } of batch) fresh.set(key, value);
    await written;
    this.#number += 1;
    this.#fresh = fresh;
    // A move that fails is tried again with the next batch, and tells its reason when no more can gather.
    if (this.#move === null && (this.#journal.length > this.#sizes.bytes || fresh.size > this.#sizes.keys))
      this.#startMove().catch(() => undefined);
  }

  /** Makes a large batch durable where it is going to stay, after everything that was committed before it. */
  async #commitBelow(batch: readonly Write[]): Promise<void> {
    await this.#moveAll();
    await this.#below.commit([...batch, { key: positionKey, value: String(this.#number + 1) }]);
    this.#number += 1;
    this.#movedUpTo = this.#number;
    this.#refresh();
    this.#journal.restart();
  }

  async #moveAll(): Promise<void> {
    await this.#move?.catch(() => undefined);
    while (this.#moving !== null || this.#fresh.size > 0) await this.#startMove();
    this.#journal.restart();
  }

  /** Moves what has gathered, or what could not be moved before. */
  #startMove(): Promise<void> {
    if (this.#moving === null) {
      this.#moving = this.#fresh;
      this.#movedUpTo = this.#number;
      this.#fresh = new SortedMap();
      this.#journal.turn();
    }
    this.#move = this.#moveOut(this.#moving, this.#movedUpTo).finally(() => (this.#move = null));
    return this.#move;
  }

  /** Until the position is written with the last step, a crash leads to the same records being moved once more. */
  async #moveOut(layer: Layer, upTo: number): Promise<void> {
    let step: Write[] = [];
    for (const [key, value] of layer.entries()) {
      step.push({ key, value });
      if (step.length < this.#sizes.keysPerMove) continue;
      await this.#below.commit(step);
      step = [];
    }
    await this.#below.commit([...step, { key: positionKey, value: String(upTo) }]);
    this.#refresh();
    this.#moving = null;
  }

  #refresh(): void {
    const base = new SharedSnapshot(this.#below.snapshot());
    this.#base.letGo();
    this.#base = base;
  }
}

function sizeOf(batch: readonly Write[]): number {
  let size = 0;
  for (const { key, value } of batch) size += key.length + (value?.length ?? 0) + 6;
  return size;
}

/** A snapshot of the store below, closed when nobody uses it any more. */
class SharedSnapshot {
  readonly snapshot: Snapshot;
  readonly ranges: RangeMemory;
  #users = 1;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
    this.ranges = new RangeMemory(snapshot);
  }

  use(): this {
    this.#users++;
    return this;
  }

  letGo(): void {
    if (--this.#users === 0) this.snapshot.close();
  }
}

class LayeredSnapshot implements Snapshot {
  readonly #base: SharedSnapshot;
  /** Newest last; they do not change. */
  readonly #layers: readonly Layer[];
  #isOpen = true;

  constructor(base: SharedSnapshot, layers: readonly Layer[]) {
    this.#base = base;
    this.#layers = layers;
  }

  get(key: Uint8Array): string | undefined {
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const found = this.#layers[i]!.get(key);
      if (found !== undefined) return found ?? undefined;
    }
    return this.#base.snapshot.get(key);
  }

  range(span: Span): Iterator<Pair, undefined> {
    const layers = this.#layers.filter((layer) => hasAny(layer, span));
    const below = this.#base.ranges.range(span);
    return layers.length === 0
      ? below
      : merge(
          below,
          layers.map((layer) => layer.between(span)),
          span.reverse,
        );
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#base.letGo();
  }
}

function hasAny(layer: Layer, { from, to }: Span): boolean {
  const first = layer.atOrAfter(from);
  return first !== undefined && compareBytes(first.key, to) < 0;
}

type Sourced = { readonly key: Uint8Array; readonly value: string | null };

/** Several sorted sources as one; where they have the same key, the last source counts, and a null there means no pair. */
function* merge(
  below: Iterator<Pair, undefined>,
  layers: readonly Iterator<Sourced, undefined>[],
  reverse: boolean,
): Generator<Pair, undefined> {
  const sources: readonly Iterator<Sourced, undefined>[] = [below, ...layers];
  const heads = sources.map((source) => source.next().value);
  const sign = reverse ? -1 : 1;
  try {
    for (;;) {
      let first: Sourced | undefined;
      for (const entry of heads) {
        if (entry !== undefined && (first === undefined || compareBytes(entry.key, first.key) * sign <= 0))
          first = entry;
      }
      if (first === undefined) return undefined;
      const { key, value } = first;
      if (value !== null) yield { key, value };
      heads.forEach((entry, i) => {
        if (entry !== undefined && compareBytes(entry.key, key) === 0) heads[i] = sources[i]!.next().value;
      });
    }
  } finally {
    below.return?.();
  }
}
