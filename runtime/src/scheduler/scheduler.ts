import { shownName, type FunctionName } from "../components/function-address";
import type { JSONValue, Value } from "convex/values";
import { jsonToConvex } from "convex/values";
import type { Access, Database, Reader, Writer } from "../database/database";
import { componentOfTable } from "../database/table-names";
import type { Call, Request } from "../functions/call";
import { wireError } from "../functions/errors";
import type { RequestLog, Runner } from "../functions/runner";
import type { Jobs } from "../functions/syscalls";
import { DamagedStoreError } from "../store/key-value-store";
import { newRequestId } from "../sync/request-id";
import { realWorld, type Timer, type World } from "../world";
import { soundRows } from "./sound-rows";

/** The table that `ctx.db.system` shows; its rows are the jobs themselves. Every component has one, for the jobs it has scheduled. */
export const jobTable = "_scheduled_functions";
const mostAtOnce = 8;
/** A job that has met damaged data is tried again after this long. */
const afterDamageMs = 60_000;
const mostPerTransaction = 1_000;
const mostArgumentBytes = 16 << 20;
/** A job's arguments lie in its document. */
const largestArguments = 1 << 20;
/** A clock on the wall that is set, or a machine that slept, is noticed after this long: timers do not notice. */
const longestTimer = 60_000;
const aboutLimits = "This is a Convex limit: https://docs.convex.dev/production/state/limits";
const retryAfterMs = 1_000;
const keptForMs = 7 * 24 * 60 * 60 * 1000;
const rowsPerSweep = 200;

type JobState = { kind: "pending" | "inProgress" | "success" | "canceled" } | { kind: "failed"; error: string };
/** `home` is the component that has scheduled it and whose row it is; what is called may be another one's. */
type Job = { id: string; home: string; name: FunctionName; args: JSONValue; scheduledTime: number; state: JobState };

export type SchedulerOptions = {
  readonly publicUrl: () => string;
  readonly onError: (error: unknown) => void;
  readonly world?: World;
};

function access(home: string): Access {
  return { system: true, component: home };
}

/** "dir/module.js:name" as the documents of `_scheduled_functions` write it, after the component when that is another one. */
function storedName({ component, path }: FunctionName, home: string): string {
  const [module = "", name = ""] = path.split(":");
  return `${component === home ? "" : `${component};`}${module}.js:${name}`;
}

function readName(text: string, home: string): FunctionName {
  const at = text.indexOf(";");
  return { component: at < 0 ? home : text.slice(0, at), path: text.slice(at + 1).replace(".js:", ":") };
}

function readJob(json: string, home: string): Job {
  const row = JSON.parse(json) as {
    _id: string;
    name: string;
    args: JSONValue[];
    scheduledTime: number;
    state: JobState;
  };
  return {
    id: row._id,
    home,
    name: readName(row.name, home),
    args: row.args[0] ?? {},
    scheduledTime: row.scheduledTime,
    state: row.state,
  };
}

function jobsByState(kind: JobState["kind"], dueMs: number | null, limit: number) {
  const range = [
    { type: "Eq", fieldPath: "state.kind", value: kind } as const,
    ...(dueMs === null ? [] : [{ type: "Lte", fieldPath: "scheduledTime", value: dueMs } as const]),
  ];
  return {
    source: { type: "IndexRange", indexName: `${jobTable}.by_state`, range, order: "asc" },
    operators: [{ limit }],
  } as const;
}

/** Runs functions later: mutations exactly once, actions at most once, also over restarts. */
export class Scheduler implements Jobs {
  readonly #db: Database;
  readonly #runner: () => Runner;
  readonly #options: SchedulerOptions;
  readonly #world: World;
  readonly #running = new Set<string>();
  /** The components whose jobs are run, and those whose jobs a crash cannot have cut off any more. */
  #homes: readonly string[] = [];
  readonly #mended = new Set<string>();
  #timer: Timer | null = null;
  /** When the timer goes, by the clock that nobody sets. */
  #looksAt = Infinity;
  #isStopped = true;

  constructor(db: Database, runner: () => Runner, options: SchedulerOptions) {
    this.#db = db;
    this.#runner = runner;
    this.#options = options;
    this.#world = options.world ?? realWorld;
  }

  /** Begins to run jobs. */
  start(): void {
    this.#isStopped = false;
    this.#look();
  }

  /**
   * Takes the components whose jobs are run from now on; those of others wait. An action that a crash has cut off is not
   * tried again: it is told as failed.
   */
  async use(components: readonly string[]): Promise<void> {
    for (const home of components) {
      if (!this.#mended.has(home)) await this.#mend(home);
      this.#mended.add(home);
    }
    this.#homes = components;
    this.wake(0);
  }

  async #mend(home: string): Promise<void> {
    for (;;) {
      const { value } = await this.#db.mutate(async (tx) => {
        const cut = this.#jobs(tx, home, jobsByState("inProgress", null, rowsPerSweep));
        const error = "The server was stopped while this action was running. Actions are not run twice.";
        for (const job of cut) this.#mark(tx, job, { kind: "failed", error });
        return cut.length;
      });
      if (value < rowsPerSweep) return;
    }
  }

  /** Begins no more jobs. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  /** Makes sure that jobs due at that time are looked for. */
  wake(atMs: number): void {
    if (this.#isStopped) return;
    const waitMs = Math.min(Math.max(0, atMs - this.#world.now()), longestTimer);
    const looksAt = this.#world.elapsed() + waitMs;
    if (looksAt >= this.#looksAt) return;
    this.#timer?.cancel();
    this.#looksAt = looksAt;
    this.#timer = this.#world.after(waitMs, () => this.#look());
  }

  async schedule(call: Call, name: FunctionName, args: JSONValue, atMs: number): Promise<string> {
    const kind = this.#kindOf(name);
    if (kind === undefined) throw new Error(`Attempted to schedule function at nonexistent path: ${shownName(name)}`);
    if (kind === "query")
      throw new Error(
        `Cannot schedule ${shownName(name)}: only mutations and actions can be scheduled, it is a query.`,
      );
    const size = Buffer.byteLength(JSON.stringify(args));
    if (size > largestArguments)
      throw new Error(
        `Arguments for the scheduled function ${shownName(name)} are too large (actual: ${(size / (1 << 20)).toFixed(2)} MiB, limit: 1 MiB): this server keeps them in the job's document.`,
      );
    if (!Number.isFinite(atMs)) throw new Error("The time of a scheduled function must be a finite number.");
    if (call.writer === null) {
      if (call.kind !== "action" && call.kind !== "http") throw new Error("Queries cannot schedule functions.");
      const { value } = await this.#db.mutate(async (tx) => this.#addFrom(call, tx, name, args, atMs));
      this.wake(atMs);
      return value;
    }
    const { effects } = call;
    effects.writes += 1;
    effects.scheduled += 1;
    effects.scheduledBytes += size;
    if (effects.scheduled > mostPerTransaction)
      throw new Error(
        `Scheduled too many functions in a single function execution (limit: ${mostPerTransaction}). ${aboutLimits}`,
      );
    if (effects.scheduledBytes > mostArgumentBytes)
      throw new Error(
        `Scheduled function arguments too large in a single function execution (limit: ${mostArgumentBytes} bytes). ${aboutLimits}`,
      );
    effects.afterCommit.push(() => this.wake(atMs));
    return this.#addFrom(call, call.writer, name, args, atMs);
  }

  /** Writes a job of the component `home` in a transaction; the caller wakes the scheduler once it is durable. */
  add(tx: Writer, home: string, name: FunctionName, args: JSONValue, atMs: number): string {
    const value: Record<string, Value> = {
      name: storedName(name, home),
      args: [jsonToConvex(args)],
      scheduledTime: atMs,
      state: { kind: "pending" },
    };
    return tx.insert(jobTable, value, access(home));
  }

  /** What a job that has been cancelled goes on to schedule is cancelled as well. */
  #addFrom(call: Call, tx: Writer, name: FunctionName, args: JSONValue, atMs: number): string {
    const id = this.add(tx, call.component, name, args, atMs);
    const parent = call.request.scheduledFunctionId;
    if (parent !== null) {
      const home = componentOfTable(this.#db.tableOfId(parent) ?? "");
      const found = tx.get(parent, jobTable, access(home));
      if (found !== null && readJob(found.json, home).state.kind === "canceled") this.#cancel(tx, call.component, id);
    }
    return id;
  }

  async cancel(call: Call, id: string): Promise<void> {
    if (call.writer !== null) {
      call.effects.writes += 1;
      this.#cancel(call.writer, call.component, id);
    } else if (call.kind === "action" || call.kind === "http")
      await this.#db.mutate(async (tx) => this.#cancel(tx, call.component, id));
    else throw new Error("Queries cannot cancel scheduled functions.");
  }

  /** Whether a job of the component `home` has not ended yet; one that cannot be read never runs. */
  isOpen(reader: Reader, home: string, id: string): boolean {
    try {
      const found = reader.get(id, jobTable, access(home));
      const kind = found === null ? null : readJob(found.json, home).state.kind;
      return kind === "pending" || kind === "inProgress";
    } catch (error) {
      if (!(error instanceof DamagedStoreError)) throw error;
      this.#options.onError(error);
      return false;
    }
  }

  /** Forgets jobs that ended a week ago. */
  async sweep(): Promise<void> {
    for (const home of this.#homes) await this.#sweep(home);
  }

  async #sweep(home: string): Promise<void> {
    for (;;) {
      const { value } = await this.#db.mutate(async (tx) => {
        const range = [
          { type: "Gte", fieldPath: "completedTime", value: 0 },
          { type: "Lt", fieldPath: "completedTime", value: this.#world.now() - keptForMs },
        ] as const;
        const source = { type: "IndexRange", indexName: `${jobTable}.by_completed`, range, order: null } as const;
        const old = this.#jobs(tx, home, { source, operators: [{ limit: rowsPerSweep }] });
        for (const { id } of old) tx.remove(id, jobTable, access(home));
        return old.length;
      });
      if (value < rowsPerSweep) return;
    }
  }

  #jobs(reader: Reader, home: string, query: Parameters<typeof soundRows>[1]): Job[] {
    return soundRows(reader, query, access(home), this.#options.onError).map(({ json }) => readJob(json, home));
  }

  #kindOf({ component, path }: FunctionName) {
    return this.#runner().deployment.components.get(component)?.functions.get(path)?.kind;
  }

  #cancel(tx: Writer, home: string, id: string): void {
    if (this.isOpen(tx, home, id)) this.#mark(tx, { id, home }, { kind: "canceled" });
  }

  #mark(tx: Writer, { id, home }: Pick<Job, "id" | "home">, state: JobState): void {
    const completed =
      state.kind === "pending" || state.kind === "inProgress" ? {} : { completedTime: this.#world.now() };
    tx.patch(id, { state, ...completed }, jobTable, access(home));
  }

  /** A look that fails is told, and is not the last one. */
  #look(): void {
    if (this.#isStopped) return;
    this.#looksAt = Infinity;
    try {
      this.#beginDue();
    } catch (error) {
      this.#options.onError(error);
      this.wake(this.#world.now() + retryAfterMs);
    }
  }

  #beginDue(): void {
    const reader = this.#db.read();
    let next: number | undefined;
    try {
      const nowMs = this.#world.now();
      const waiting = (dueMs: number | null, limit: number) =>
        this.#homes
          .flatMap((home) => this.#jobs(reader, home, jobsByState("pending", dueMs, limit)))
          .filter(({ id }) => !this.#running.has(id))
          .sort((a, b) => a.scheduledTime - b.scheduledTime);
      const due = waiting(nowMs, mostAtOnce * 2);
      for (const job of due.slice(0, mostAtOnce - this.#running.size)) void this.#runJob(job);
      if (due.length === 0) {
        next = waiting(null, this.#running.size + 1)[0]?.scheduledTime;
      }
    } finally {
      reader.end();
    }
    if (next !== undefined) this.wake(next);
  }

  async #runJob(job: Job): Promise<void> {
    this.#running.add(job.id);
    try {
      if (this.#kindOf(job.name) === "action") await this.#runAction(job);
      else await this.#runMutation(job);
    } catch (error) {
      this.#options.onError(error);
      if (!this.#isStopped) await this.#pause(retryAfterMs);
    } finally {
      this.#running.delete(job.id);
      this.wake(0);
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.#world.after(ms, resolve));
  }

  #request(job: Job): Request {
    return {
      id: newRequestId(this.#world),
      identity: null,
      origin: { ip: null, userAgent: null },
      publicUrl: this.#options.publicUrl(),
      scheduledFunctionId: job.id,
    };
  }

  /** The mutation and the note that it has run are one transaction. */
  async #runMutation(job: Job): Promise<void> {
    const request = this.#request(job);
    const log: RequestLog = {
      always: true,
      find: (tx) => {
        const found = tx.get(job.id, jobTable, access(job.home));
        return found !== null && readJob(found.json, job.home).state.kind === "pending" ? null : "null";
      },
      record: (tx) => this.#mark(tx, job, { kind: "success" }),
    };
    const target = { ...job.name, args: job.args, internal: true };
    const outcome = await this.#runner().mutation(target, request, log);
    if (outcome.ok) return;
    if (outcome.damage !== null) return this.#putOff(job, outcome.damage);
    const error = wireError(outcome.failure, request.id, false).message;
    await this.#end(job, "pending", { kind: "failed", error });
  }

  /** Whoever reads damaged data has not failed: it is tried again until somebody has restored them. */
  async #putOff(job: Job, damage: DamagedStoreError): Promise<void> {
    this.#options.onError(damage);
    const scheduledTime = this.#world.now() + afterDamageMs;
    await this.#db.mutate(async (tx) => {
      const found = tx.get(job.id, jobTable, access(job.home));
      if (found === null || readJob(found.json, job.home).state.kind !== "pending") return;
      tx.patch(job.id, { scheduledTime }, jobTable, access(job.home));
    });
    this.wake(scheduledTime);
  }

  async #runAction(job: Job): Promise<void> {
    if (!(await this.#end(job, "pending", { kind: "inProgress" }))) return;
    const request = this.#request(job);
    const outcome = await this.#runner().action({ ...job.name, args: job.args, internal: true }, request);
    const error = outcome.ok ? "" : wireError(outcome.failure, request.id, false).message;
    const state: JobState = outcome.ok ? { kind: "success" } : { kind: "failed", error };
    // It is not run again: how it ended must not get lost because the disk is full just now.
    for (;;) {
      try {
        return void (await this.#end(job, "inProgress", state));
      } catch (trouble) {
        if (this.#isStopped || trouble instanceof DamagedStoreError) throw trouble;
        this.#options.onError(trouble);
        await this.#pause(retryAfterMs);
      }
    }
  }

  async #end(job: Job, from: JobState["kind"], to: JobState): Promise<boolean> {
    const { value } = await this.#db.mutate(async (tx) => {
      const found = tx.get(job.id, jobTable, access(job.home));
      if (found === null || readJob(found.json, job.home).state.kind !== from) return false;
      this.#mark(tx, job, to);
      return true;
    });
    return value;
  }
}
