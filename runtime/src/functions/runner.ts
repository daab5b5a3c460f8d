import { jsonToConvex, type JSONValue, type Value } from "convex/values";
import { resolveAddress, shownName, type Address, type FunctionName } from "../components/function-address";
import type { VectorRequest } from "../search/vector-query";
import type { VectorHit } from "../search/vector-search";
import type { Database, Reader, ReadSet, Writer } from "../database/database";
import { componentOfTable, fullName, shortTableName } from "../database/table-names";
import { parseValue } from "../values/documents";
import { validateValue, type TableOfId } from "../values/validators";
import { currentCall, newCall, type Call, type FunctionKind, type Request } from "./call";
import type { DamagedStoreError } from "../store/key-value-store";
import { realWorld, type World } from "../world";
import { Deadlines, Thrown } from "./deadlines";
import { canonicalPath, type Deployment, type ProjectFunction } from "./deployment";
import { failureOf, FunctionFailure, plainFailure } from "./errors";
import { timeoutMessage, type NestedRuns } from "./syscalls";

/** How long functions may run, in ms of the clock on the wall. */
export type TimeLimits = { readonly transactionMs: number; readonly actionMs: number };

/** What a function returned, as Convex-JSON text, or how it failed; and what it logged. */
export type Outcome = { readonly logs: readonly string[] } & (
  { readonly ok: true; readonly json: string } | { readonly ok: false; readonly failure: FunctionFailure }
);

/** A query's outcome with all that decides how long and for whom it holds. */
export type QueryOutcome = Outcome & {
  readonly ts: bigint;
  readonly reads: ReadSet;
  readonly usedIdentity: boolean;
  readonly usedTime: boolean;
  readonly journal: string | null;
};

/**
 * A mutation's outcome; `ts` is when its writes became visible, or the newest moment it saw. `damage` says that something it
 * asked for is damaged on the disk: another time it may do better.
 */
export type MutationOutcome = Outcome & { readonly ts: bigint; readonly damage: DamagedStoreError | null };

/** Finds and keeps the answers of mutations, so that a request sent twice has one effect. */
export type RequestLog = {
  find(tx: Writer): string | null;
  record(tx: Writer, json: string): void;
  /** Whether `record` is also called when the mutation itself wrote nothing. */
  readonly always: boolean;
};

/** What to call. Without `internal` only the app's public functions are found. */
export type Target = {
  /** The component's path; the app when it is left out. */
  readonly component?: string | undefined;
  readonly path: string;
  readonly args: JSONValue;
  readonly internal: boolean;
};

/** A run that has ended: a whole transaction, or an action; `ms` is how long it took. */
export type EndedRun = { readonly call: Call; readonly failure: FunctionFailure | null; readonly ms: number };

const deepestNesting = 64;

const largestValue = 16 << 20;

/** Refuses arguments and results beyond Convex's limit. */
function checkSize(json: string, what: () => string): void {
  if (json.length <= largestValue) return;
  throw plainFailure(`${what()} (actual: ${(json.length / (1 << 20)).toFixed(2)} MiB, limit: 16 MiB)`);
}

/** Runs the functions of the version that is loaded now, each in its transaction. */
export class Runner implements NestedRuns {
  readonly #db: Database;
  readonly #limits: TimeLimits;
  readonly #tableOfId = new Map<string, TableOfId>();
  readonly #world: World;
  readonly #deadlines: Deadlines;
  #deployment: Deployment;
  #ownFunctions: ReadonlyMap<string, ProjectFunction> = new Map();
  #onEnded: (run: EndedRun) => void = () => undefined;

  constructor(db: Database, deployment: Deployment, limits: TimeLimits, world: World = realWorld) {
    this.#db = db;
    this.#deployment = deployment;
    this.#limits = limits;
    this.#world = world;
    this.#deadlines = new Deadlines(world);
  }

  /** The version that new calls run. */
  get deployment(): Deployment {
    return this.#deployment;
  }

  /** Lets new calls run another version; running ones end in theirs. */
  use(deployment: Deployment): void {
    this.#deployment = deployment;
  }

  /** Serves functions of the host's own beside the project's, to holders of the admin key; `onEnded` hears of every run that has ended. */
  serveHost(functions: ReadonlyMap<string, ProjectFunction>, onEnded: (run: EndedRun) => void): void {
    this.#ownFunctions = functions;
    this.#onEnded = onEnded;
  }

  /** The kind of a function; null when a client may not know of it. */
  kindOf(target: Omit<Target, "args">): ProjectFunction["kind"] | null {
    return this.#reach(target)?.kind ?? null;
  }

  /** Runs a query on the newest durable snapshot, or on the one of `at`. */
  async query(
    target: Target,
    request: Request,
    options: { journal?: string | null; at?: bigint } = {},
  ): Promise<QueryOutcome> {
    const reader = this.#db.read(options.at);
    const call = newCall(this.#world, {
      kind: "query",
      component: target.component,
      path: canonicalPath(target.path),
      request,
      reader,
      writer: null,
      journal: options.journal ?? null,
      limitMs: this.#limits.transactionMs,
    });
    try {
      const outcome = await this.#outcome(call, () => this.#invoke(call, target));
      return {
        ...outcome,
        ts: reader.ts,
        reads: reader.readSet(),
        usedIdentity: call.observed.identity,
        usedTime: call.observed.time,
        journal: call.journal.written,
      };
    } finally {
      reader.end();
    }
  }

  /** Runs a mutation alone among writers; resolves when the disk has it. Nothing stays of one that fails. */
  async mutation(target: Target, request: Request, log?: RequestLog): Promise<MutationOutcome> {
    const logs: string[] = [];
    let afterCommit: readonly (() => void)[] = [];
    let damage: DamagedStoreError | null = null;
    try {
      const done = await this.#db.mutate(async (tx) => {
        const known = log?.find(tx) ?? null;
        if (known !== null) return known;
        const path = canonicalPath(target.path);
        const call = newCall(this.#world, {
          kind: "mutation",
          component: target.component,
          path,
          request,
          reader: tx,
          writer: tx,
          limitMs: this.#limits.transactionMs,
        });
        const outcome = await this.#outcome(call, () => this.#invoke(call, target));
        logs.push(...outcome.logs);
        ({ damage } = call.effects);
        if (!outcome.ok) throw outcome.failure;
        if (log !== undefined && (call.effects.writes > 0 || log.always)) log.record(tx, outcome.json);
        ({ afterCommit } = call.effects);
        return outcome.json;
      });
      for (const work of afterCommit) work();
      return { ok: true, json: done.value, logs, ts: done.ts, damage };
    } catch (error) {
      if (!(error instanceof FunctionFailure)) throw error;
      return { ok: false, failure: error, logs, ts: this.#db.durableTs, damage };
    }
  }

  /** Runs an action: any code, at most once, with no transaction of its own. */
  async action(target: Target, request: Request, parent?: Call): Promise<Outcome> {
    const call = newCall(this.#world, {
      kind: "action",
      component: target.component,
      path: canonicalPath(target.path),
      request,
      reader: null,
      writer: null,
      ...(parent ? { parent } : {}),
      limitMs: this.#limits.actionMs,
    });
    return await this.#outcome(call, () => this.#invoke(call, target));
  }

  /** Runs one HTTP action of a component; `work` lasts until the response's body has been sent. */
  async http(
    { component, path }: FunctionName,
    request: Request,
    work: () => Promise<void>,
  ): Promise<FunctionFailure | null> {
    const call = newCall(this.#world, {
      kind: "http",
      component,
      path,
      request,
      reader: null,
      writer: null,
      limitMs: this.#limits.actionMs,
    });
    const outcome = await this.#outcome(call, async () => {
      await work();
      return "null";
    });
    return outcome.ok ? null : outcome.failure;
  }

  resolve(call: Call, address: Address): FunctionName {
    const { component, path, internal } = resolveAddress(call.component, address);
    if (!internal) {
      const mounted = this.#deployment.components.get(component);
      if (mounted === undefined) throw plainFailure(`There is no component "${component}".`);
      if (mounted.functions.get(path)?.isPublic !== true) throw notFound({ component, path }, false);
    }
    return { component, path };
  }

  async inTransaction(call: Call, kind: "query" | "mutation", name: FunctionName, args: JSONValue): Promise<string> {
    if (call.reader === null) throw new Error("runUdf is not available in actions.");
    if (kind === "query") return await this.#nested(call, { kind, ...name, reader: call.reader, writer: null }, args);
    if (call.writer === null) throw new Error(`Can't run the mutation ${shownName(name)} in a query.`);
    let finished: () => void = () => undefined;
    call.nested = new Promise((resolve) => (finished = resolve));
    const child = call.writer.child();
    try {
      const json = await this.#nested(call, { kind, ...name, reader: child, writer: child }, args);
      child.keep();
      return json;
    } catch (error) {
      child.drop();
      throw error;
    } finally {
      call.nested = null;
      finished();
    }
  }

  searchVectors(call: Call, request: VectorRequest): Promise<readonly VectorHit[]> {
    return this.#db.searchVectors({ ...request, indexName: fullName(request.indexName, call) });
  }

  async onSnapshot(call: Call, name: FunctionName, args: JSONValue): Promise<string> {
    const reader = this.#db.read();
    try {
      return await this.#nested(call, { kind: "query", ...name, reader, writer: null }, args);
    } finally {
      reader.end();
    }
  }

  async fromAction(
    parent: Call,
    kind: "query" | "mutation" | "action",
    name: FunctionName,
    args: JSONValue,
  ): Promise<string> {
    this.#checkDepth(parent, name);
    const target = { ...name, args, internal: true };
    const outcome =
      kind === "query"
        ? await this.query(target, parent.request)
        : kind === "mutation"
          ? await this.mutation(target, parent.request)
          : await this.action(target, parent.request, parent);
    if (kind !== "action") for (const line of outcome.logs) parent.logs.push(line);
    if (!outcome.ok) throw outcome.failure;
    return outcome.json;
  }

  #checkDepth(call: Call, name: FunctionName): void {
    if (call.depth >= deepestNesting)
      throw plainFailure(`Cannot call ${shownName(name)}: functions are nested more than ${deepestNesting} deep.`);
  }

  async #nested(
    parent: Call,
    place: FunctionName & { kind: "query" | "mutation"; reader: Reader; writer: Writer | null },
    args: JSONValue,
  ): Promise<string> {
    this.#checkDepth(parent, place);
    const call = newCall(this.#world, {
      ...place,
      request: parent.request,
      parent,
      limitMs: this.#limits.transactionMs,
    });
    const { component, path } = place;
    const outcome = await this.#outcome(call, () => this.#invoke(call, { component, path, args, internal: true }));
    if (!outcome.ok) throw outcome.failure;
    return outcome.json;
  }

  /** Runs `work` as `call` and ends the call: open streams are given back, and what it left behind cannot read or write. */
  async #outcome(call: Call, work: () => Promise<string>): Promise<Outcome> {
    const startedAt = this.#world.elapsed();
    let failure: FunctionFailure | null = null;
    try {
      const running = currentCall.run(call, work);
      const json = await this.#deadlines.before(call.deadline, running, () => plainFailure(timeoutMessage(call)));
      return { ok: true, json, logs: call.logs };
    } catch (error) {
      const thrown = error instanceof Thrown ? error.value : error;
      failure = failureOf(thrown, this.#deployment.where);
      return { ok: false, failure, logs: call.logs };
    } finally {
      if (call.depth === 1 || call.reader === null)
        this.#onEnded({ call, failure, ms: this.#world.elapsed() - startedAt });
      call.open = false;
      for (const stream of call.streams.values()) stream.return?.();
      call.streams.clear();
    }
  }

  async #invoke(call: Call, target: Target): Promise<string> {
    const found = this.#find(call, target);
    const tableOfId = this.#tablesOf(call.component);
    checkArgs(found, target.args, tableOfId);
    const args = JSON.stringify([target.args]);
    checkSize(args, () => `Arguments for ${shownName(call)} are too large`);
    const json = await found.invoke(call.request.id, args);
    checkSize(json, () => `Function ${shownName(call)} return value is too large`);
    if (found.returns !== null) {
      validateValue(found.returns, parseValue(json), "returns", tableOfId);
    }
    return json;
  }

  /** The function that a target names, if whoever names it may reach it. */
  #reach({ component = "", path, internal }: Omit<Target, "args">): ProjectFunction | null {
    const canonical = canonicalPath(path);
    const functions = canonical.startsWith("_system/")
      ? this.#ownFunctions
      : this.#deployment.components.get(component)?.functions;
    const found = functions?.get(canonical);
    return found !== undefined && (internal || (found.isPublic && component === "")) ? found : null;
  }

  #find(call: Call, target: Target): ProjectFunction {
    const found = this.#reach(target);
    if (found === null) throw notFound(call, target.internal);
    if (found.kind === call.kind) return found;
    throw plainFailure(
      `Trying to execute ${shownName(call)} as ${named(call.kind)}, but it is defined as ${named(found.kind)}.`,
    );
  }

  /** The tables of a component, by the ids in them and as it calls them. */
  #tablesOf(component: string): TableOfId {
    let tables = this.#tableOfId.get(component);
    if (tables === undefined) {
      tables = (id) => {
        const full = this.#db.tableOfId(id);
        return full !== null && componentOfTable(full) === component ? shortTableName(full) : null;
      };
      this.#tableOfId.set(component, tables);
    }
    return tables;
  }
}

function checkArgs(found: ProjectFunction, args: JSONValue, tableOfId: TableOfId): void {
  let value: Value;
  try {
    value = jsonToConvex(args);
  } catch (error) {
    throw plainFailure(`ArgumentValidationError: ${(error as Error).message}`);
  }
  if (typeof args !== "object" || args === null || Array.isArray(args)) {
    throw plainFailure("ArgumentValidationError: The arguments of a function must be an object.");
  }
  if (found.args !== null) validateValue(found.args, value, "arguments", tableOfId);
}

function notFound(name: FunctionName, internal: boolean): FunctionFailure {
  const adjective = internal ? "" : "public ";
  return plainFailure(
    `Could not find ${adjective}function for '${shownName(name)}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`,
  );
}

function named(kind: FunctionKind): string {
  return kind === "http" ? "HTTP action" : kind[0]!.toUpperCase() + kind.slice(1);
}
