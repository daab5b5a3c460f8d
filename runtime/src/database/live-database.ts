import type { VectorRequest } from "../search/vector-query";
import { VectorSearch, type VectorHit } from "../search/vector-search";
import type { KeyValueStore, Write } from "../store/key-value-store";
import { decodeId, mintInternalId } from "../values/ids";
import type { World } from "../world";
import { Catalog, renumbered, type CatalogRecord, type ComponentSchemas, type TableInfo } from "./catalog";
import type { Commit, Database, Importer, Reader, Verified, Writer } from "./database";
import { GroupCommit, StorageWriteError, type Batch } from "./group-commit";
import type { CursorCodec } from "./page-cursor";
import { ReadLog } from "./read-log";
import type { Schema } from "./schema";
import { SchemaChanger } from "./schema-change";
import { readSetting, setting, settings } from "./settings";
import { SnapshotReader, Snapshots } from "./snapshots";
import { Unmetered } from "./usage";
import { verifyData } from "./verify-data";
import { View } from "./view";
import { WriteTransaction, type WriterSupport } from "./write-transaction";

const nsPerMs = 1_000_000n;
/** After so long, in ms, the next mutation waits for another turn of the event loop. */
const longestTurnMs = 0.8;

/** What opening has found, and what the database works with. */
export type LiveDatabaseParts = {
  readonly store: KeyValueStore;
  readonly world: World;
  readonly onFatal: (error: unknown) => void;
  readonly catalog: Catalog;
  readonly cursors: CursorCodec;
  readonly ofComponents: Schema["tables"];
  readonly ts: bigint;
  readonly wasClosed: boolean;
};

/** A timestamp for the clock on the wall. */
export function timestampOf(nowMs: number): bigint {
  return BigInt(Math.floor(nowMs)) * nsPerMs;
}

/** An open database: mutations one after the other, each over all that finished before it; queries on durable snapshots. */
export class LiveDatabase implements Database {
  readonly wasClosed: boolean;
  readonly #store: KeyValueStore;
  readonly #world: World;
  readonly #onFatal: (error: unknown) => void;
  readonly #cursors: CursorCodec;
  readonly #support: WriterSupport;
  readonly #schema: SchemaChanger;
  readonly #vectors: VectorSearch;
  readonly #snapshots: Snapshots;
  readonly #commits: GroupCommit;
  readonly #listeners = new Set<(commits: readonly Commit[]) => void>();
  readonly #queue: (() => Promise<void>)[] = [];
  #running = false;
  #turnEndsAt: number | null = null;
  #closed: Promise<void> | null = null;
  #catalog: Catalog;
  #savedCatalog: CatalogRecord;
  #lastTs: bigint;
  #lastCreationTime: number;
  /** Work on all documents that must have ended before the store is closed. */
  readonly #background = new Set<Promise<unknown>>();
  #isMarkedOpen = false;
  #ended: (() => void)[] = [];

  constructor(parts: LiveDatabaseParts) {
    this.#store = parts.store;
    this.wasClosed = parts.wasClosed;
    this.#world = parts.world;
    this.#onFatal = parts.onFatal;
    this.#cursors = parts.cursors;
    this.#catalog = parts.catalog;
    this.#savedCatalog = parts.catalog.record;
    this.#lastTs = parts.ts;
    this.#lastCreationTime = Number(parts.ts / 1000n) / 1000;
    this.#snapshots = new Snapshots(parts.store, parts.world, () => this.#catalog, parts.ts);
    this.#commits = new GroupCommit({
      catalog: () => this.#catalog,
      write: (batch) => this.#write(batch),
      isStored: ({ ts }) => this.#storedTs() === String(ts),
      advance: (batch) => this.#advance(batch),
      tell: (commits) => this.#tell(commits),
      onFatal: parts.onFatal,
    });
    this.#support = {
      catalog: () => this.#catalog,
      cursors: parts.cursors,
      createTable: (name) => this.#createTable(name),
      renumber: (name, number) => {
        const { record, validators } = this.#catalog;
        this.#catalog = new Catalog(renumbered(record, name, number), validators);
      },
      mintId: () => mintInternalId(parts.world.now(), parts.world.randomBytes),
      nextCreationTime: () => this.#nextCreationTime(),
    };
    this.#vectors = new VectorSearch({
      newest: () => this.#snapshots.newest.use(),
      onCommit: (listener) => this.onCommit(listener),
      breathe: () => this.#breathe(),
    });
    this.#schema = new SchemaChanger({
      catalog: () => this.#catalog,
      saveCatalog: (catalog) => this.#saveCatalog(catalog),
      useCatalog: (catalog) => (this.#catalog = catalog),
      alone: (work) => this.#alone(work),
      isAwaited: () => this.#queue.length > 0,
      snapshot: () => this.#store.snapshot(),
      commit: async (writes) => {
        await this.#store.commit(writes);
        this.#snapshots.shareAgain();
      },
      onCommit: (listener) => this.onCommit(listener),
      breathe: () => this.#breatheOpen(),
      ofComponents: parts.ofComponents,
      // Once the database is closed there is nothing left to say: opening it again clears up.
      onFatal: (error) => {
        if (this.#closed === null) parts.onFatal(error);
      },
    });
  }

  get durableTs(): bigint {
    return this.#snapshots.newest.ts;
  }

  tableOfId(id: string): string | null {
    const decoded = decodeId(id);
    return decoded === null ? null : (this.#catalog.tableByNumber(decoded.tableNumber)?.name ?? null);
  }

  read(at?: bigint): Reader & { end(): void } {
    this.#checkOpen();
    return new SnapshotReader(at === undefined ? this.#snapshots.newest : this.#snapshots.at(at), this.#cursors);
  }

  readWhole(): Reader & { end(): void } {
    this.#checkOpen();
    return new SnapshotReader(this.#snapshots.newest, this.#cursors, new Unmetered());
  }

  importTables<T>(work: (tx: Importer) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      const before = this.#catalog;
      const shared = this.#snapshots.newest.use();
      const unlimited = { reads: new ReadLog(), meter: new Unmetered() };
      const tx = new WriteTransaction(this.#support, new View(shared.snapshot, []), shared.ts, unlimited);
      try {
        const value = await work(tx);
        const ended = tx.end(() => this.#nextTs());
        if (ended !== null)
          await new Promise<void>((saved, lost) => this.#commits.add(ended.changes, ended.ts, saved, lost));
        return value;
      } catch (error) {
        tx.abandon();
        this.#catalog = before;
        throw error;
      } finally {
        shared.letGo();
      }
    });
  }

  async checkSchema(schema: unknown, components: ComponentSchemas = {}): Promise<void> {
    this.#checkOpen();
    await this.#inBackground(this.#schema.check(schema, components));
  }

  hold(forMs: number): bigint {
    this.#checkOpen();
    return this.#snapshots.hold(forMs);
  }

  onCommit(listener: (commits: readonly Commit[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  mutate<T>(work: (tx: Writer) => Promise<T>): Promise<{ value: T; ts: bigint; wrote: boolean }> {
    return new Promise((resolve, reject) => {
      this.#enqueue(reject, () => this.#runMutation(work, resolve, reject));
    });
  }

  async setSchema(schema: unknown, components: ComponentSchemas = {}): Promise<void> {
    this.#checkOpen();
    await this.#inBackground(this.#schema.change(schema, components));
  }

  searchVectors(request: VectorRequest): Promise<VectorHit[]> {
    this.#checkOpen();
    return this.#vectors.search(request);
  }

  async verify(withinMs = Infinity): Promise<Verified> {
    this.#checkOpen();
    const shared = this.#snapshots.newest.use();
    const { catalog, snapshot } = shared;
    const untilMs = this.#world.elapsed() + withinMs;
    const isLate = () => this.#world.elapsed() > untilMs;
    const verified = verifyData({ catalog, snapshot, isLate, breathe: () => this.#breatheOpen() });
    return await this.#inBackground(verified.finally(() => shared.letGo()));
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#shutDown());
  }

  /** Removes the entries of dropped and half-filled indexes. */
  clearGarbage(): Promise<void> {
    return this.#schema.clearGarbage();
  }

  /** Declares the host's own tables and their indexes. */
  setSystemTables(tables: Schema["tables"]): Promise<void> {
    return this.#schema.changeSystem(tables);
  }

  #checkOpen(): void {
    if (this.#closed !== null) throw new Error("The database is closed");
  }

  #enqueue(reject: (error: unknown) => void, job: () => Promise<void>): void {
    if (this.#closed !== null) {
      reject(new Error("The database is closed"));
      return;
    }
    this.#queue.push(job);
    if (!this.#running) void this.#runQueue();
  }

  /**
   * Runs jobs one after the other; each settles its own promise and never throws. However many wait, the rest of the event loop
   * has its turn between them: answers leave, and others are heard.
   */
  async #runQueue(): Promise<void> {
    this.#running = true;
    for (let job = this.#queue.shift(); job !== undefined; job = this.#queue.shift()) {
      this.#beginTurn();
      await job();
      if (this.#turnEndsAt !== null && this.#world.elapsed() >= this.#turnEndsAt) await this.#breathe();
    }
    this.#running = false;
    for (const ended of this.#ended.splice(0)) ended();
  }

  async #runMutation<T>(
    work: (tx: Writer) => Promise<T>,
    resolve: (result: { value: T; ts: bigint; wrote: boolean }) => void,
    reject: (error: unknown) => void,
  ): Promise<void> {
    const shared = this.#snapshots.newest.use();
    const { losses } = this.#commits;
    const pending = this.#commits.pending();
    const seen = pending.ts ?? shared.ts;
    const tx = new WriteTransaction(this.#support, new View(shared.snapshot, pending.layers), seen);
    try {
      const value = await work(tx);
      if (losses !== this.#commits.losses)
        throw new StorageWriteError("An earlier write could not be saved; this mutation was not applied.");
      const ended = tx.end(() => this.#nextTs());
      if (ended === null) {
        this.#commits.whenSaved(() => resolve({ value, ts: seen, wrote: false }), reject);
      } else {
        const { changes, ts } = ended;
        this.#commits.add(changes, ts, () => resolve({ value, ts, wrote: true }), reject);
      }
    } catch (error) {
      tx.abandon();
      // What it saw may not be on the disk yet; a refusal that was read from it waits for it as well.
      this.#commits.whenSaved(() => reject(error), reject);
    } finally {
      shared.letGo();
    }
  }

  #write({ layer, ts, catalog }: Batch): Promise<void> {
    const writes: Write[] = [];
    for (const [key, value] of layer.entries()) writes.push({ key, value });
    writes.push(setting(settings.ts, String(ts)));
    if (!this.#isMarkedOpen) writes.push(setting(settings.state, "open"));
    if (catalog.record !== this.#savedCatalog) writes.push(setting(settings.catalog, JSON.stringify(catalog.record)));
    return this.#store.commit(writes);
  }

  #storedTs(): string | null {
    const snapshot = this.#store.snapshot();
    try {
      return readSetting(snapshot, settings.ts);
    } finally {
      snapshot.close();
    }
  }

  #advance({ ts, catalog }: Batch): void {
    this.#savedCatalog = catalog.record;
    this.#isMarkedOpen = true;
    this.#snapshots.advance(ts);
  }

  #tell(commits: readonly Commit[]): void {
    for (const listener of this.#listeners) {
      try {
        listener(commits);
      } catch (error) {
        this.#onFatal(error);
      }
    }
  }

  #nextTs(): bigint {
    const nowMs = this.#world.now();
    // No document is younger than the commits that are there: the next server goes on from these.
    const isAhead = this.#lastCreationTime > nowMs;
    const now = isAhead ? BigInt(Math.ceil(this.#lastCreationTime * 1000)) * 1000n : timestampOf(nowMs);
    this.#lastTs = now > this.#lastTs ? now : this.#lastTs + 1n;
    return this.#lastTs;
  }

  #nextCreationTime(): number {
    const now = this.#world.now();
    this.#lastCreationTime = now > this.#lastCreationTime ? now : this.#lastCreationTime + 0.001;
    return this.#lastCreationTime;
  }

  #createTable(name: string): TableInfo {
    this.#catalog = this.#catalog.withTable(name);
    return this.#catalog.table(name)!;
  }

  /** Counts how long mutations have kept the event loop to themselves. */
  #beginTurn(): void {
    if (this.#turnEndsAt !== null) return;
    this.#turnEndsAt = this.#world.elapsed() + longestTurnMs;
    this.#world.soon(() => (this.#turnEndsAt = null));
  }

  /** Lets everything else that waits for the event loop go first. */
  #breathe(): Promise<void> {
    return new Promise((resolve) => this.#world.soon(resolve));
  }

  /** Like `#breathe`, and throws when the database has been closed meanwhile. */
  async #breatheOpen(): Promise<void> {
    await this.#breathe();
    this.#checkOpen();
  }

  #inBackground<T>(work: Promise<T>): Promise<T> {
    this.#background.add(work);
    const ended = () => this.#background.delete(work);
    work.then(ended, ended);
    return work;
  }

  /** Runs work in the queue of mutations, when nothing waits for the disk. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#enqueue(reject, () => this.#commits.drained().then(work).then(resolve, reject));
    });
  }

  /** Makes a catalog durable, then present for writers and readers. */
  async #saveCatalog(catalog: Catalog): Promise<void> {
    await this.#store.commit([
      setting(settings.catalog, JSON.stringify(catalog.record)),
      setting(settings.state, "open"),
    ]);
    this.#isMarkedOpen = true;
    this.#catalog = catalog;
    this.#savedCatalog = catalog.record;
    this.#snapshots.shareAgain();
  }

  async #shutDown(): Promise<void> {
    while (this.#running || !this.#commits.isIdle) {
      await this.#commits.drained();
      if (this.#running) await new Promise<void>((resolve) => this.#ended.push(resolve));
    }
    this.#snapshots.endHolds();
    await Promise.allSettled(this.#background);
    try {
      if (this.#isMarkedOpen) await this.#store.commit([setting(settings.state, "closed")]);
    } catch {
      // A disk that takes no mark is as good as a crash: whoever opens the data next has it checked.
    }
    this.#snapshots.close();
    await this.#store.close();
  }
}
