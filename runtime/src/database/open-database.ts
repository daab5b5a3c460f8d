import { DamagedStoreError, type KeyValueStore, type Snapshot, type Write } from "../store/key-value-store";
import { SortedMap } from "../store/sorted-map";
import { decodeId, mintInternalId } from "../values/ids";
import {
  Catalog,
  emptyCatalog,
  readCatalog,
  renumbered,
  type CatalogRecord,
  type ComponentSchemas,
  type TableInfo,
} from "./catalog";
import {
  SnapshotGoneError,
  type Commit,
  type Database,
  type Importer,
  type Reader,
  type Verified,
  type Writer,
} from "./database";
import { settingKey } from "./keys";
import { CursorCodec, cursorSecretLength } from "./page-cursor";
import { ReadLog, ReadTransaction } from "./read-transaction";
import { Meter, Unmetered } from "./usage";
import { VectorSearch, type VectorHit } from "../search/vector-search";
import type { VectorRequest } from "../search/vector-query";
import { parseSchemas, parseSystemTables, validatorsOf, type Schema, type SystemTable } from "./schema";
import { SchemaChanger } from "./schema-change";
import { realWorld, type Timer, type World } from "../world";
import { verifyData } from "./verify-data";
import { View, type Layer } from "./view";
import { WriteTransaction, type WriterSupport } from "./write-transaction";

/** What a database is opened with; time and randomness come in here so that a run can be repeated. */
export type DatabaseOptions = {
  readonly store: KeyValueStore;
  readonly world?: World;
  /** Tables of the host's own, reached with `system` access; no project schema sees or drops them. */
  readonly systemTables?: readonly SystemTable[];
  /** Told of an error that no caller can be told of: a commit listener that threw, a store that cannot be read after a commit. */
  readonly onFatal?: (error: unknown) => void;
};

/** The disk did not take a write; nothing of the mutation is kept. */
export class StorageWriteError extends Error {
  override readonly name = "StorageWriteError";
}

const formatVersion = 1;
const nsPerMs = 1_000_000n;
/** Snapshots kept readable after newer commits, beside those that are held or in use. */
const keptSnapshots = 8;

const keys = {
  format: settingKey("format"),
  ts: settingKey("ts"),
  secret: settingKey("cursor-secret"),
  catalog: settingKey("catalog"),
  /** "open" from the first write on until the database is closed. */
  state: settingKey("state"),
};

/** Opens the database of a store, finishing what an interrupted schema change left behind. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { store, world = realWorld } = options;
  let snapshot = store.snapshot();
  try {
    const format = readSetting(snapshot, keys.format);
    if (format === null) {
      await store.commit([
        setting(keys.format, String(formatVersion)),
        setting(keys.ts, String(BigInt(Math.floor(world.now())) * nsPerMs)),
        setting(keys.secret, Buffer.from(world.randomBytes(cursorSecretLength)).toString("base64")),
        setting(keys.catalog, JSON.stringify(emptyCatalog)),
      ]);
      snapshot.close();
      snapshot = store.snapshot();
    } else if (format !== String(formatVersion)) {
      throw new Error(`The data folder has format ${format}; this server reads format ${formatVersion}.`);
    }
    const ts = BigInt(requireSetting(snapshot, keys.ts, "ts"));
    const secret = Buffer.from(requireSetting(snapshot, keys.secret, "cursor-secret"), "base64");
    const record = readCatalog(requireSetting(snapshot, keys.catalog, "catalog"));
    const schema = record.schema === null ? null : parseSchemas(record.schema, record.components ?? {}, []);
    const systemTables = options.systemTables ?? [];
    const database = new LiveDatabase({
      store,
      world,
      onFatal: options.onFatal ?? rethrowLater,
      catalog: new Catalog(record, validatorsOf(schema)),
      cursors: new CursorCodec(secret),
      ofComponents: parseSystemTables(systemTables.filter(({ inComponents }) => inComponents === true)),
      ts,
      wasClosed: readSetting(snapshot, keys.state) !== "open",
    });
    await database.clearGarbage();
    await database.setSystemTables(parseSystemTables(systemTables));
    return database;
  } finally {
    snapshot.close();
  }
}

function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

function setting(key: Uint8Array, value: string): Write {
  return { key, value };
}

function readSetting(snapshot: Snapshot, key: Uint8Array): string | null {
  return snapshot.get(key) ?? null;
}

function requireSetting(snapshot: Snapshot, key: Uint8Array, name: string): string {
  const value = readSetting(snapshot, key);
  if (value === null) throw new DamagedStoreError(`The data folder has lost its setting "${name}": restore a backup.`);
  return value;
}

/** A durable snapshot that several readers share; it is closed when the last one lets go. */
class SharedSnapshot {
  readonly ts: bigint;
  readonly catalog: Catalog;
  readonly snapshot: Snapshot;
  /** One for all readers: a function of its own for each would cost more than its one call. */
  readonly catalogNow = (): Catalog => this.catalog;
  readonly #onClose: () => void;
  #users = 0;

  constructor(ts: bigint, catalog: Catalog, snapshot: Snapshot, onClose: () => void) {
    this.ts = ts;
    this.catalog = catalog;
    this.snapshot = snapshot;
    this.#onClose = onClose;
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

class SnapshotReader extends ReadTransaction implements Reader {
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

/** Who waits for a batch; `lost` is told why the disk has not taken it. */
class Waiter {
  constructor(
    readonly saved: () => void,
    readonly lost: (error: Error) => void,
  ) {}
}

/** Finished mutations that travel to the disk together. */
class Batch {
  layer: Layer = new SortedMap();
  readonly commits: Commit[] = [];
  readonly waiters: Waiter[] = [];

  get lastTs(): bigint | undefined {
    return this.commits[this.commits.length - 1]?.ts;
  }
}

type Parts = {
  store: KeyValueStore;
  world: World;
  onFatal: (error: unknown) => void;
  catalog: Catalog;
  cursors: CursorCodec;
  ofComponents: Schema["tables"];
  ts: bigint;
  wasClosed: boolean;
};

class LiveDatabase implements Database {
  readonly wasClosed: boolean;
  readonly #store: KeyValueStore;
  readonly #world: World;
  readonly #onFatal: (error: unknown) => void;
  readonly #cursors: CursorCodec;
  readonly #support: WriterSupport;
  readonly #schema: SchemaChanger;
  readonly #vectors: VectorSearch;
  readonly #listeners = new Set<(commits: readonly Commit[]) => void>();
  readonly #live = new Map<bigint, SharedSnapshot>();
  readonly #kept: SharedSnapshot[] = [];
  readonly #holds = new Map<Timer, SharedSnapshot>();
  readonly #queue: (() => Promise<void>)[] = [];
  #running = false;
  #closed: Promise<void> | null = null;
  #catalog: Catalog;
  #savedCatalog: CatalogRecord;
  #lastTs: bigint;
  #lastCreationTime: number;
  #durable: SharedSnapshot;
  /** Work on all documents that must have ended before the store is closed. */
  readonly #background = new Set<Promise<unknown>>();
  #isMarkedOpen = false;
  #flushing: Batch | null = null;
  #gathering = new Batch();
  /** Counts lost batches: a mutation that began before a loss has read what is not there. */
  #losses = 0;
  #idle: (() => void)[] = [];

  constructor(parts: Parts) {
    this.#store = parts.store;
    this.wasClosed = parts.wasClosed;
    this.#world = parts.world;
    this.#onFatal = parts.onFatal;
    this.#cursors = parts.cursors;
    this.#catalog = parts.catalog;
    this.#savedCatalog = parts.catalog.record;
    this.#lastTs = parts.ts;
    this.#lastCreationTime = Number(parts.ts / 1000n) / 1000;
    this.#durable = this.#share(parts.ts);
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
      newest: () => this.#durable.use(),
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
        this.#shareAgain();
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
    return this.#durable.ts;
  }

  tableOfId(id: string): string | null {
    const decoded = decodeId(id);
    return decoded === null ? null : (this.#catalog.tableByNumber(decoded.tableNumber)?.name ?? null);
  }

  read(at?: bigint): Reader & { end(): void } {
    this.#checkOpen();
    if (at === undefined) return new SnapshotReader(this.#durable, this.#cursors);
    const shared = this.#live.get(at);
    if (shared === undefined)
      throw new SnapshotGoneError(`The snapshot at ${at} is no longer kept; the newest is ${this.durableTs}`);
    return new SnapshotReader(shared, this.#cursors);
  }

  readWhole(): Reader & { end(): void } {
    this.#checkOpen();
    return new SnapshotReader(this.#durable, this.#cursors, new Unmetered());
  }

  importTables<T>(work: (tx: Importer) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      const before = this.#catalog;
      const shared = this.#durable.use();
      const unlimited = { reads: new ReadLog(), meter: new Unmetered() };
      const tx = new WriteTransaction(this.#support, new View(shared.snapshot, []), shared.ts, unlimited);
      try {
        const value = await work(tx);
        const ended = tx.end(() => this.#nextTs());
        if (ended === null) return value;
        const { changes, ts } = ended;
        this.#gathering.layer = changes.layer;
        this.#gathering.commits.push({ ts, keys: changes.keys });
        const saved = new Promise<void>((saved, lost) => this.#gathering.waiters.push(new Waiter(saved, lost)));
        this.#flush();
        await saved;
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
    const shared = this.#durable.use();
    const timer = this.#world.after(forMs, () => {
      this.#holds.delete(timer);
      shared.letGo();
    });
    this.#holds.set(timer, shared);
    return shared.ts;
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
    const shared = this.#durable.use();
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

  /** Runs jobs one after the other; each settles its own promise and never throws. */
  async #runQueue(): Promise<void> {
    this.#running = true;
    for (let job = this.#queue.shift(); job !== undefined; job = this.#queue.shift()) await job();
    this.#running = false;
    this.#wakeIdle();
  }

  async #runMutation<T>(
    work: (tx: Writer) => Promise<T>,
    resolve: (result: { value: T; ts: bigint; wrote: boolean }) => void,
    reject: (error: unknown) => void,
  ): Promise<void> {
    const shared = this.#durable.use();
    const losses = this.#losses;
    const layers = [this.#flushing?.layer, this.#gathering.layer].filter(
      (layer) => layer !== undefined && layer.size > 0,
    );
    const seen = this.#gathering.lastTs ?? this.#flushing?.lastTs ?? shared.ts;
    const tx = new WriteTransaction(this.#support, new View(shared.snapshot, layers as Layer[]), seen);
    try {
      const value = await work(tx);
      if (losses !== this.#losses)
        throw new StorageWriteError("An earlier write could not be saved; this mutation was not applied.");
      const ended = tx.end(() => this.#nextTs());
      if (ended === null) {
        this.#whenSaved(() => resolve({ value, ts: seen, wrote: false }), reject);
      } else {
        const { changes, ts } = ended;
        const batch = this.#gathering;
        if (batch.layer.size === 0) batch.layer = changes.layer;
        else for (const [key, text] of changes.layer.entries()) batch.layer.set(key, text);
        batch.commits.push({ ts, keys: changes.keys });
        batch.waiters.push(new Waiter(() => resolve({ value, ts, wrote: true }), reject));
        this.#flush();
      }
    } catch (error) {
      tx.abandon();
      // What it saw may not be on the disk yet; a refusal that was read from it waits for it as well.
      this.#whenSaved(() => reject(error), reject);
    } finally {
      shared.letGo();
    }
  }

  /** Calls `saved` once everything that is finished now is durable. */
  #whenSaved(saved: () => void, lost: (error: Error) => void): void {
    const batch = this.#gathering.commits.length > 0 ? this.#gathering : this.#flushing;
    if (batch === null) saved();
    else batch.waiters.push(new Waiter(saved, lost));
  }

  /** Sends what has gathered to the store, unless a batch is under way: then it goes with the next one. */
  #flush(): void {
    if (this.#flushing !== null || this.#gathering.commits.length === 0) return;
    const batch = this.#gathering;
    const catalog = this.#catalog;
    this.#flushing = batch;
    this.#gathering = new Batch();
    const writes: Write[] = [];
    for (const [key, value] of batch.layer.entries()) writes.push({ key, value });
    writes.push(setting(keys.ts, String(batch.lastTs)));
    if (!this.#isMarkedOpen) writes.push(setting(keys.state, "open"));
    if (catalog.record !== this.#savedCatalog) writes.push(setting(keys.catalog, JSON.stringify(catalog.record)));
    this.#store.commit(writes).then(
      () => this.#saved(batch, catalog),
      (error: unknown) => this.#notSaved(batch, catalog, error),
    );
  }

  #saved(batch: Batch, catalog: Catalog): void {
    this.#savedCatalog = catalog.record;
    this.#isMarkedOpen = true;
    try {
      this.#advance(batch.lastTs!);
    } catch (error) {
      this.#lose(error);
      this.#onFatal(error);
      return;
    }
    this.#flushing = null;
    this.#flush();
    for (const listener of this.#listeners) {
      try {
        listener(batch.commits);
      } catch (error) {
        this.#onFatal(error);
      }
    }
    for (const waiter of batch.waiters) waiter.saved();
    this.#wakeIdle();
  }

  #notSaved(batch: Batch, catalog: Catalog, error: unknown): void {
    let stored: string | null = null;
    try {
      const snapshot = this.#store.snapshot();
      stored = readSetting(snapshot, keys.ts);
      snapshot.close();
    } catch (readError) {
      this.#onFatal(readError);
    }
    // An error may come after the batch has reached the disk: then it counts.
    if (stored === String(batch.lastTs)) this.#saved(batch, catalog);
    else this.#lose(error);
  }

  /** Everything that is not durable is forgotten, and whoever waits for it is told. */
  #lose(cause: unknown): void {
    const lost = [this.#flushing, this.#gathering];
    this.#losses++;
    this.#flushing = null;
    this.#gathering = new Batch();
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = new StorageWriteError(`The write could not be saved: ${reason}. Nothing of it was applied.`, {
      cause,
    });
    for (const batch of lost) for (const waiter of batch?.waiters ?? []) waiter.lost(error);
    this.#wakeIdle();
  }

  #share(ts: bigint): SharedSnapshot {
    const shared = new SharedSnapshot(ts, this.#catalog, this.#store.snapshot(), () => {
      if (this.#live.get(ts) === shared) this.#live.delete(ts);
    });
    this.#live.set(ts, shared);
    return shared.use();
  }

  /** Makes the store's present state the one that readers get; a few older ones stay readable. */
  #advance(ts: bigint): void {
    const before = this.#durable;
    this.#durable = this.#share(ts);
    this.#kept.push(before);
    if (this.#kept.length > keptSnapshots) this.#kept.shift()!.letGo();
  }

  #nextTs(): bigint {
    const now = BigInt(Math.floor(this.#world.now())) * nsPerMs;
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

  /** Resolves when no finished mutation is waiting for the disk. */
  #drained(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#flushing === null) resolve();
      else this.#idle.push(resolve);
    });
  }

  #wakeIdle(): void {
    if (this.#flushing !== null) return;
    const waiting = this.#idle;
    this.#idle = [];
    for (const wake of waiting) wake();
  }

  /** Runs work in the queue of mutations, when nothing waits for the disk. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#enqueue(reject, () => this.#drained().then(work).then(resolve, reject));
    });
  }

  /** Declares the host's own tables and their indexes. */
  setSystemTables(tables: Schema["tables"]): Promise<void> {
    return this.#schema.changeSystem(tables);
  }

  /** Makes a catalog durable, then present for writers and readers. */
  async #saveCatalog(catalog: Catalog): Promise<void> {
    await this.#store.commit([setting(keys.catalog, JSON.stringify(catalog.record)), setting(keys.state, "open")]);
    this.#isMarkedOpen = true;
    this.#catalog = catalog;
    this.#savedCatalog = catalog.record;
    this.#shareAgain();
  }

  /** Lets new readers and writers see what was written to the store itself. */
  #shareAgain(): void {
    const before = this.#durable;
    this.#durable = this.#share(before.ts);
    before.letGo();
  }

  async #shutDown(): Promise<void> {
    while (this.#running || this.#flushing !== null) await new Promise<void>((resolve) => this.#idle.push(resolve));
    for (const [timer, shared] of this.#holds) {
      timer.cancel();
      shared.letGo();
    }
    this.#holds.clear();
    await Promise.allSettled(this.#background);
    try {
      if (this.#isMarkedOpen) await this.#store.commit([setting(keys.state, "closed")]);
    } catch {
      // A disk that takes no mark is as good as a crash: whoever opens the data next has it checked.
    }
    for (const shared of this.#kept.splice(0)) shared.letGo();
    this.#durable.letGo();
    await this.#store.close();
  }
}
