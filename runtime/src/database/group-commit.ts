import { SortedMap } from "../store/sorted-map";
import type { Catalog } from "./catalog";
import type { Commit } from "./database";
import type { Layer } from "./view";
import type { Changes } from "./write-transaction";

/** The disk did not take a write; nothing of the mutation is kept. */
export class StorageWriteError extends Error {
  override readonly name = "StorageWriteError";
}

/** Who waits for a batch; `lost` is told why the disk has not taken it. */
class Waiter {
  constructor(
    readonly saved: () => void,
    readonly lost: (error: Error) => void,
  ) {}
}

/** Finished mutations that wait for the disk together. */
class Gathering {
  layer: Layer = new SortedMap();
  readonly commits: Commit[] = [];
  readonly waiters: Waiter[] = [];

  get lastTs(): bigint | undefined {
    return this.commits.at(-1)?.ts;
  }
}

/** What goes to the disk in one piece, with the catalog that is true of it. */
export type Batch = { readonly layer: Layer; readonly ts: bigint; readonly catalog: Catalog };

/** What a group commit asks of its database. */
export type GroupCommitParts = {
  readonly catalog: () => Catalog;
  /** Gives a batch to the disk. */
  readonly write: (batch: Batch) => Promise<void>;
  /** Whether the disk has a batch after all, though writing it has failed. */
  readonly isStored: (batch: Batch) => boolean;
  /** Makes a durable batch the newest state that readers get. */
  readonly advance: (batch: Batch) => void;
  readonly tell: (commits: readonly Commit[]) => void;
  readonly onFatal: (error: unknown) => void;
};

/** While one batch travels to the disk the next one gathers: a busy moment costs as many flushes as the disk can make. */
export class GroupCommit {
  readonly #parts: GroupCommitParts;
  #flushing: Gathering | null = null;
  #gathering = new Gathering();
  #losses = 0;
  #idle: (() => void)[] = [];

  constructor(parts: GroupCommitParts) {
    this.#parts = parts;
  }

  /** Counts lost batches: a mutation that began before a loss has read what is not there. */
  get losses(): number {
    return this.#losses;
  }

  get isIdle(): boolean {
    return this.#flushing === null;
  }

  /** The finished writes that are not durable yet, the newest last, and the newest timestamp among them. */
  pending(): { layers: Layer[]; ts: bigint | undefined } {
    const layers = [this.#flushing?.layer, this.#gathering.layer].filter((layer) => layer !== undefined);
    return {
      layers: layers.filter(({ size }) => size > 0),
      ts: this.#gathering.lastTs ?? this.#flushing?.lastTs,
    };
  }

  /** Sends what a mutation has changed to the disk, at once or with the next batch. */
  add({ layer, keys }: Changes, ts: bigint, saved: () => void, lost: (error: Error) => void): void {
    const batch = this.#gathering;
    if (batch.layer.size === 0) batch.layer = layer;
    else for (const [key, text] of layer.entries()) batch.layer.set(key, text);
    batch.commits.push({ ts, keys });
    batch.waiters.push(new Waiter(saved, lost));
    this.#flush();
  }

  /** Calls `saved` once everything that is finished now is durable. */
  whenSaved(saved: () => void, lost: (error: Error) => void): void {
    const batch = this.#gathering.commits.length > 0 ? this.#gathering : this.#flushing;
    if (batch === null) saved();
    else batch.waiters.push(new Waiter(saved, lost));
  }

  /** Resolves when no finished mutation is waiting for the disk. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#flushing === null) resolve();
      else this.#idle.push(resolve);
    });
  }

  /** Sends what has gathered, unless a batch is under way: then it goes with the next one. */
  #flush(): void {
    const batch = this.#gathering;
    const ts = batch.lastTs;
    if (this.#flushing !== null || ts === undefined) return;
    this.#flushing = batch;
    this.#gathering = new Gathering();
    const written = { layer: batch.layer, ts, catalog: this.#parts.catalog() };
    this.#parts.write(written).then(
      () => this.#saved(batch, written),
      (error: unknown) => this.#notSaved(batch, written, error),
    );
  }

  #saved(batch: Gathering, written: Batch): void {
    try {
      this.#parts.advance(written);
    } catch (error) {
      this.#lose(error);
      this.#parts.onFatal(error);
      return;
    }
    this.#flushing = null;
    this.#flush();
    this.#parts.tell(batch.commits);
    for (const waiter of batch.waiters) waiter.saved();
    this.#wakeIdle();
  }

  #notSaved(batch: Gathering, written: Batch, error: unknown): void {
    let isStored = false;
    try {
      isStored = this.#parts.isStored(written);
    } catch (readError) {
      this.#parts.onFatal(readError);
    }
    // An error may come after the batch has reached the disk: then it counts.
    if (isStored) this.#saved(batch, written);
    else this.#lose(error);
  }

  /** Everything that is not durable is forgotten, and whoever waits for it is told. */
  #lose(cause: unknown): void {
    const lost = [this.#flushing, this.#gathering];
    this.#losses++;
    this.#flushing = null;
    this.#gathering = new Gathering();
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = new StorageWriteError(`The write could not be saved: ${reason}. Nothing of it was applied.`, {
      cause,
    });
    for (const batch of lost) for (const waiter of batch?.waiters ?? []) waiter.lost(error);
    this.#wakeIdle();
  }

  #wakeIdle(): void {
    if (this.#flushing !== null) return;
    const waiting = this.#idle;
    this.#idle = [];
    for (const wake of waiting) wake();
  }
}
