import type { KeyValueStore, Snapshot, Write } from "./key-value-store";
import { SortedMap } from "./sorted-map";

/** A store that keeps everything in memory and forgets it with the process; for tests and for tools. */
export class MemoryStore implements KeyValueStore {
  #state = new SortedMap<string>();
  #shared = false;
  #closed = false;

  snapshot(): Snapshot {
    if (this.#closed) throw new Error("The store is closed");
    this.#shared = true;
    const state = this.#state;
    return {
      get: (key) => state.get(key),
      range: (span) => state.between(span),
      close: () => undefined,
    };
  }

  async commit(batch: readonly Write[]): Promise<void> {
    if (this.#closed) throw new Error("The store is closed");
    if (this.#shared) this.#state = this.#state.clone();
    this.#shared = false;
    for (const { key, value } of batch) {
      if (value === null) this.#state.delete(key);
      else this.#state.set(key, value);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  /** A new store with what this one held, as if a folder were opened again. */
  reopened(): MemoryStore {
    const store = new MemoryStore();
    store.#state = this.#state.clone();
    return store;
  }
}
