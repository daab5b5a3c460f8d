import type { JSONValue } from "convex/values";
import { identityKey, type Identity } from "../auth/identity";
import type { Commit, Database, ReadIndex, ReadSet } from "../database/database";
import { IntervalReadIndex } from "../database/interval-read-index";
import type { Request } from "../functions/call";
import { canonicalPath } from "../functions/deployment";
import { wireError } from "../functions/errors";
import type { QueryOutcome, Runner } from "../functions/runner";
import { compareBytes } from "../values/bytes";
import { realWorld, type World } from "../world";
import { newRequestId } from "./request-id";

/** A query's result in the words of the protocol, written once for all who watch it. */
export type Rendered = {
  /** Everything before and after the query's number in a modification of a Transition. */
  readonly head: string;
  readonly tail: string;
  /** Equal for results that a client cannot tell apart; log lines and request ids do not count. */
  readonly signature: string;
  readonly serial: number;
};

/** Who watches queries: a socket. */
export interface Watcher {
  /** A query of this watcher is being computed: nothing may be sent until it is there. */
  readonly waitingFor: Set<QueryEntry>;
  /** All that was waited for is there. */
  settled(): void;
  /** One of its queries is computed for it alone from now on. */
  moved(from: QueryEntry, to: QueryEntry): void;
}

/** Whoever asks for a query, as far as its result may depend on it. */
export type Asker = { readonly identity: Identity | null; readonly internal: boolean; readonly publicUrl: string };

/** A query that somebody watches. */
export type WatchedQuery = {
  /** The component's path, "" for the app. */
  readonly component: string;
  readonly path: string;
  readonly args: JSONValue;
  readonly journal: string | null;
  readonly asker: Asker;
};

/** One computation shared by everyone for whom it is the same. */
export class QueryEntry {
  readonly watchers = new Map<Watcher, { asker: Asker; uses: number }>();
  rendered: Rendered | null = null;
  state: "dirty" | "queued" | "running" | "clean" = "dirty";
  ts = 0n;
  journal: string | null;
  usedTime = false;
  computedAtMs = 0;
  /** Commits told while it was running. */
  missed: Commit[] = [];

  constructor(
    readonly group: QueryGroup,
    readonly asker: Asker,
  ) {
    this.journal = group.query.journal;
  }
}

/** The computations of one query with the same arguments: one for all, or one for each identity once it asks who calls. */
class QueryGroup {
  shared: QueryEntry | null = null;
  usesIdentity = false;
  readonly byIdentity = new Map<string, QueryEntry>();
  constructor(
    readonly key: string,
    readonly query: WatchedQuery,
  ) {}
}

const entriesPerTurn = 64;
const freshForMs = 5_000;
let lastSerial = 0;

/** Keeps the results of watched queries up to date: each is computed once per change of what it read. */
export class Reactor {
  readonly #runner: Runner;
  readonly #redact: boolean;
  readonly #onError: (error: unknown) => void;
  readonly #world: World;
  readonly #index: ReadIndex<QueryEntry> = new IntervalReadIndex<QueryEntry>();
  readonly #groups = new Map<string, QueryGroup>();
  readonly #running = new Set<QueryEntry>();
  readonly #stop: () => void;
  #queue: QueryEntry[] = [];
  #isScheduled = false;
  #ts: bigint;
  #executions = 0;

  constructor(
    db: Database,
    runner: Runner,
    options: { redact: boolean; onError: (error: unknown) => void; world?: World },
  ) {
    this.#runner = runner;
    this.#redact = options.redact;
    this.#onError = options.onError;
    this.#world = options.world ?? realWorld;
    this.#ts = db.durableTs;
    this.#stop = db.onCommit((commits) => this.#committed(commits));
  }

  /** The moment at which every clean entry holds. */
  get ts(): bigint {
    return this.#ts;
  }

  /** How many computations there were, and how many are kept. */
  get counts(): { executions: number; queries: number } {
    return { executions: this.#executions, queries: this.#groups.size };
  }

  close(): void {
    this.#stop();
  }

  /** Begins to watch a query; the watcher waits for it unless its result is already known. */
  watch(query: WatchedQuery, watcher: Watcher): QueryEntry {
    const { asker } = query;
    const path = canonicalPath(query.path);
    const key = JSON.stringify([query.component, path, query.args, query.journal, asker.internal, asker.publicUrl]);
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = new QueryGroup(key, { ...query, path });
      this.#groups.set(key, group);
    }
    const entry = this.#entryFor(group, asker);
    this.#attach(entry, watcher, asker);
    const isStale = entry.state === "clean" && entry.usedTime && this.#world.now() - entry.computedAtMs > freshForMs;
    if (entry.state === "dirty") this.#start(entry);
    else if (isStale) this.#invalidate(entry);
    if (entry.state !== "clean") watcher.waitingFor.add(entry);
    return entry;
  }

  /** Ends one use of an entry by a watcher; an entry that nobody watches is forgotten. */
  unwatch(entry: QueryEntry, watcher: Watcher): void {
    const use = entry.watchers.get(watcher);
    if (use === undefined) return;
    use.uses -= 1;
    if (use.uses > 0) return;
    entry.watchers.delete(watcher);
    watcher.waitingFor.delete(entry);
    if (entry.watchers.size === 0) this.#forget(entry);
  }

  /** Computes everything again: the functions have changed. */
  invalidateAll(): void {
    for (const group of this.#groups.values()) {
      for (const entry of [group.shared, ...group.byIdentity.values()]) {
        if (entry === null) continue;
        if (entry.state === "running") entry.missed.push(everything);
        else this.#invalidate(entry);
      }
    }
  }

  #entryFor(group: QueryGroup, asker: Asker): QueryEntry {
    if (!group.usesIdentity) return (group.shared ??= new QueryEntry(group, asker));
    const key = identityKey(asker.identity);
    let entry = group.byIdentity.get(key);
    if (entry === undefined) {
      entry = new QueryEntry(group, asker);
      group.byIdentity.set(key, entry);
    }
    return entry;
  }

  #attach(entry: QueryEntry, watcher: Watcher, asker: Asker, uses = 1): void {
    const use = entry.watchers.get(watcher);
    if (use !== undefined) {
      use.uses += uses;
      // Who watches may have become someone else: from now on the result must be theirs.
      use.asker = asker;
    } else entry.watchers.set(watcher, { asker, uses });
  }

  #forget(entry: QueryEntry): void {
    const { group } = entry;
    this.#index.remove(entry);
    if (group.shared === entry) group.shared = null;
    const key = identityKey(entry.asker.identity);
    if (group.byIdentity.get(key) === entry) group.byIdentity.delete(key);
    if (group.shared === null && group.byIdentity.size === 0) this.#groups.delete(group.key);
  }

  #committed(commits: readonly Commit[]): void {
    for (const commit of commits) {
      if (commit.ts > this.#ts) this.#ts = commit.ts;
      for (const entry of this.#running) entry.missed.push(commit);
      for (const entry of this.#index.touchedBy(commit)) if (entry.ts < commit.ts) this.#invalidate(entry);
    }
  }

  #invalidate(entry: QueryEntry): void {
    if (entry.state === "queued" || entry.state === "running") return;
    entry.state = "queued";
    this.#index.remove(entry);
    for (const watcher of entry.watchers.keys()) watcher.waitingFor.add(entry);
    this.#queue.push(entry);
    this.#schedule();
  }

  /** Computing begins in a turn of its own, after the answers to the mutations of a commit have been sent. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#world.soon(() => {
      this.#isScheduled = false;
      const turn = this.#queue.splice(0, entriesPerTurn);
      for (const entry of turn) this.#start(entry);
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #start(entry: QueryEntry): void {
    this.#compute(entry).catch((error: unknown) => {
      this.#onError(error);
      this.#running.delete(entry);
    });
  }

  async #compute(entry: QueryEntry): Promise<void> {
    if (entry.watchers.size === 0) return;
    entry.state = "running";
    entry.missed = [];
    this.#running.add(entry);
    this.#executions += 1;
    const { query } = entry.group;
    const { identity, internal, publicUrl } = entry.asker;
    const request = requestFor(newRequestId(this.#world), identity, publicUrl);
    const { component, path, args } = query;
    const outcome = await this.#runner.query({ component, path, args, internal }, request, {
      journal: entry.journal,
    });
    this.#running.delete(entry);
    if (entry.watchers.size === 0) return;
    const isOld = entry.missed.some(
      (commit) => commit === everything || (commit.ts > outcome.ts && touches(commit, outcome.reads)),
    );
    entry.missed = [];
    if (isOld) {
      entry.state = "dirty";
      this.#invalidate(entry);
      return;
    }
    this.#finish(entry, outcome, request.id);
  }

  #finish(entry: QueryEntry, outcome: QueryOutcome, requestId: string): void {
    entry.state = "clean";
    entry.ts = outcome.ts;
    entry.journal = outcome.journal ?? entry.journal;
    entry.usedTime = outcome.usedTime;
    entry.computedAtMs = this.#world.now();
    const rendered = render(outcome, requestId, this.#redact);
    if (entry.rendered?.signature !== rendered.signature) entry.rendered = rendered;
    this.#index.add(entry, outcome.reads);
    // Before anyone is told: a result that depends on who asked belongs to that one identity.
    const moved = outcome.usedIdentity ? this.#separate(entry) : [];
    for (const watcher of [...entry.watchers.keys(), ...moved]) {
      watcher.waitingFor.delete(entry);
      if (watcher.waitingFor.size === 0) watcher.settled();
    }
  }

  #separate(entry: QueryEntry): Watcher[] {
    const { group } = entry;
    group.usesIdentity = true;
    if (group.shared !== entry) return [];
    const movedWatchers: Watcher[] = [];
    group.shared = null;
    const own = identityKey(entry.asker.identity);
    group.byIdentity.set(own, entry);
    for (const [watcher, { asker, uses }] of [...entry.watchers]) {
      if (identityKey(asker.identity) === own) continue;
      entry.watchers.delete(watcher);
      watcher.waitingFor.delete(entry);
      const other = this.#entryFor(group, asker);
      this.#attach(other, watcher, asker, uses);
      watcher.moved(entry, other);
      movedWatchers.push(watcher);
      if (other.state === "dirty") this.#invalidate(other);
      if (other.state !== "clean") watcher.waitingFor.add(other);
    }
    if (entry.watchers.size === 0) this.#forget(entry);
    return movedWatchers;
  }
}

const everything: Commit = { ts: 0n, keys: [] };

function touches(commit: Commit, reads: ReadSet): boolean {
  return commit.keys.some(({ index, key }) =>
    reads.some(
      (range) =>
        range.index === index &&
        compareBytes(range.from, key) <= 0 &&
        (range.to === null || compareBytes(key, range.to) < 0),
    ),
  );
}

/** A request made by the reactor itself on behalf of those who watch. */
function requestFor(id: string, identity: Identity | null, publicUrl: string): Request {
  return { id, identity, origin: { ip: null, userAgent: null }, publicUrl, scheduledFunctionId: null };
}

function render(outcome: QueryOutcome, requestId: string, redact: boolean): Rendered {
  const logs = redact ? "[]" : JSON.stringify(outcome.logs);
  const journal = JSON.stringify(outcome.journal);
  lastSerial += 1;
  if (outcome.ok) {
    return {
      head: '{"type":"QueryUpdated","queryId":',
      tail: `,"value":${outcome.json},"logLines":${logs},"journal":${journal}}`,
      signature: `${journal}${outcome.json}`,
      serial: lastSerial,
    };
  }
  const { message, data } = wireError(outcome.failure, requestId, redact);
  const errorData = data === undefined ? "" : `,"errorData":${JSON.stringify(data)}`;
  return {
    head: '{"type":"QueryFailed","queryId":',
    tail: `,"errorMessage":${JSON.stringify(message)},"logLines":${logs}${errorData},"journal":${journal}}`,
    signature: `failed ${journal}${wireError(outcome.failure, "", redact).message}${errorData}`,
    serial: lastSerial,
  };
}
