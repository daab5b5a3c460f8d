import type { KeyValueStore, Snapshot } from "../store/key-value-store";
import type { Timer, World } from "../world";
import type { Catalog } from "./catalog";
import { SnapshotGoneError, type Reader } from "./database";
import type { CursorCodec } from "./page-cursor";
import { ReadTransaction } from "./read-transaction";
import { Meter } from "./usage";
import { View } from "./view";

/** Snapshots kept readable after newer commits, beside those that are held or in use. */
const keptSnapshots = 8;

/** A durable snapshot that several readers share; it is closed when the last one lets go. */
export class SharedSnapshot {
  readonly ts: bigint;
  /** One for all readers: a function of its own for each would cost more than its one call. */
  readonly catalogNow: () => Catalog;
  readonly snapshot: Snapshot;
  readonly #onClose: () => void;
  #users = 0;

  constructor(ts: bigint, catalogNow: () => Catalog, snapshot: Snapshot, onClose: () => void) {
    this.ts = ts;
    this.catalogNow = catalogNow;
    this.snapshot = snapshot;
    this.#onClose = onClose;
  }

  get catalog(): Catalog {
    return this.catalogNow();
  }

  use(): this {
    this.#users++;
    return this;
  }

  letGo(): void {
    if (--this.#users > 0) return;
    this.snapshot.close();
    this.#onClose();
  }
}

/** Reads one durable snapshot, and lets go of it at the end. */
export class SnapshotReader extends ReadTransaction implements Reader {
  #shared: SharedSnapshot | null;

  constructor(shared: SharedSnapshot, cursors: CursorCodec, meter = new Meter()) {
    super({ ts: shared.ts, view: new View(shared.snapshot, []), catalog: shared.catalogNow, cursors, meter });
    this.#shared = shared.use();
  }

  end(): void {
    this.finish();
    this.#shared?.letGo();
    this.#shared = null;
  }
}

/** The durable snapshots that can be read: the newest, a few before it, and those that somebody holds. */
export class Snapshots {
  readonly #store: KeyValueStore;
  readonly #world: World;
  readonly #catalog: () => Catalog;
  readonly #live = new Map<bigint, SharedSnapshot>();
  readonly #kept: SharedSnapshot[] = [];
  readonly #holds = new Map<Timer, SharedSnapshot>();
  #newest: SharedSnapshot;

  constructor(store: KeyValueStore, world: World, catalog: () => Catalog, ts: bigint) {
    this.#store = store;
    this.#world = world;
    this.#catalog = catalog;
    this.#newest = this.#share(ts);
  }

  get newest(): SharedSnapshot {
    return this.#newest;
  }

  /** The one of a moment; throws when it is no longer kept. */
  at(ts: bigint): SharedSnapshot {
    const shared = this.#live.get(ts);
    if (shared === undefined)
      throw new SnapshotGoneError(`The snapshot at ${ts} is no longer kept; the newest is ${this.#newest.ts}`);
    return shared;
  }

  /** Keeps the newest for so long. */
  hold(forMs: number): bigint {
    const shared = this.#newest.use();
    const timer = this.#world.after(forMs, () => {
      this.#holds.delete(timer);
      shared.letGo();
    });
    this.#holds.set(timer, shared);
    return shared.ts;
  }

  /** Makes the store's present state the one that readers get; a few older ones stay readable. */
  advance(ts: bigint): void {
    const before = this.#newest;
    this.#newest = this.#share(ts);
    this.#kept.push(before);
    if (this.#kept.length > keptSnapshots) this.#kept.shift()!.letGo();
  }

  /** Lets new readers and writers see what was written to the store itself. */
  shareAgain(): void {
    const before = this.#newest;
    this.#newest = this.#share(before.ts);
    before.letGo();
  }

  /** Ends what is held for a time. */
  endHolds(): void {
    for (const [timer, shared] of this.#holds) {
      timer.cancel();
      shared.letGo();
    }
    this.#holds.clear();
  }

  close(): void {
    for (const shared of this.#kept.splice(0)) shared.letGo();
    this.#newest.letGo();
  }

  #share(ts: bigint): SharedSnapshot {
    const catalog = this.#catalog();
    // Neither arrow is given a name: that would cost more than the rest of this.
    const shared = new SharedSnapshot(
      ts,
      () => catalog,
      this.#store.snapshot(),
      () => {
        if (this.#live.get(ts) === shared) this.#live.delete(ts);
      },
    );
    this.#live.set(ts, shared);
    return shared.use();
  }
}
