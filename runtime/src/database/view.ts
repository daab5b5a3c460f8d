import { afterKey, compareBytes } from "../values/bytes";
import type { Pair, Snapshot, Span } from "../store/key-value-store";
import type { SortedMap } from "../store/sorted-map";

/** Writes that are not in the store yet: a text, or null where the key is removed. */
export type Layer = SortedMap<string | null>;

/** A walk over the keys of a span; `stop` gives back what it holds. */
export interface Walk {
  next(): Uint8Array | null;
  stop(): void;
}

/** One picture of the data: a snapshot of the store under layers of newer writes, the newest last. */
export class View {
  readonly snapshot: Snapshot;
  readonly layers: readonly Layer[];

  constructor(snapshot: Snapshot, layers: readonly Layer[]) {
    this.snapshot = snapshot;
    this.layers = layers;
  }

  /** The text stored under a key; null when there is none. */
  get(key: Uint8Array): string | null {
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const found = this.layers[i]!.get(key);
      if (found !== undefined) return found;
    }
    return this.snapshot.get(key) ?? null;
  }

  /** Walks the keys of a span in order, newest writes merged in; writes made during the walk are seen when they lie ahead. */
  walk(span: Span): Walk {
    if (compareBytes(span.from, span.to) >= 0) return emptyWalk;
    return this.layers.length === 0 ? new StoredWalk(this.snapshot, span) : new MergedWalk(this, span);
  }
}

const emptyWalk: Walk = { next: () => null, stop: () => undefined };

class StoredWalk implements Walk {
  readonly #pairs: Iterator<Pair, undefined>;

  constructor(snapshot: Snapshot, span: Span) {
    this.#pairs = snapshot.range(span);
  }

  next(): Uint8Array | null {
    return this.#pairs.next().value?.key ?? null;
  }

  stop(): void {
    this.#pairs.return?.();
  }
}

class MergedWalk implements Walk {
  readonly #stored: StoredWalk;
  readonly #layers: LayerWalk[];
  readonly #sign: 1 | -1;
  #head: Uint8Array | null = null;
  #needsHead = true;
  #last: Uint8Array | null = null;

  constructor(view: View, span: Span) {
    this.#stored = new StoredWalk(view.snapshot, span);
    this.#layers = view.layers.map((layer) => new LayerWalk(layer, span));
    this.#sign = span.reverse ? -1 : 1;
  }

  next(): Uint8Array | null {
    for (;;) {
      if (this.#needsHead) {
        this.#head = this.#stored.next();
        this.#needsHead = false;
      }
      let key = this.#head;
      let removed = false;
      for (const layer of this.#layers) {
        const entry = layer.peek(this.#last);
        if (entry === undefined) continue;
        const order = key === null ? -1 : compareBytes(entry.key, key) * this.#sign;
        if (order > 0) continue;
        key = entry.key;
        removed = entry.value === null;
      }
      if (key === null) return null;
      if (this.#head !== null && compareBytes(this.#head, key) === 0) this.#needsHead = true;
      this.#last = key;
      if (!removed) return key;
    }
  }

  stop(): void {
    this.#stored.stop();
  }
}

type LayerEntry = { key: Uint8Array; value: string | null };

class LayerWalk {
  readonly #layer: Layer;
  readonly #span: Span;
  #version = -1;
  #after: Uint8Array | null = null;
  #entry: LayerEntry | undefined;

  constructor(layer: Layer, span: Span) {
    this.#layer = layer;
    this.#span = span;
  }

  /** The next entry beyond `last`, sought again only when the layer has changed or the entry lies behind. */
  peek(last: Uint8Array | null): LayerEntry | undefined {
    if (this.#version === this.#layer.version && this.#after === last) return this.#entry;
    const { from, to, reverse } = this.#span;
    const passed =
      this.#entry !== undefined && last !== null && compareBytes(this.#entry.key, last) * (reverse ? -1 : 1) <= 0;
    const moved = this.#version !== this.#layer.version || passed;
    this.#version = this.#layer.version;
    this.#after = last;
    if (!moved) return this.#entry;
    const entry = reverse
      ? this.#layer.before(last ?? to)
      : this.#layer.atOrAfter(last === null ? from : afterKey(last));
    const inside =
      entry !== undefined && (reverse ? compareBytes(entry.key, from) >= 0 : compareBytes(entry.key, to) < 0);
    this.#entry = inside ? entry : undefined;
    return this.#entry;
  }
}
