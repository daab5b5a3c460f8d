import type { JSONValue, Value } from "convex/values";
import { jsonToConvex } from "convex/values";
import type { Database, QueryJson, Reader, Writer } from "../database/database";
import type { Call, Request } from "../functions/call";
import { wireError } from "../functions/errors";
import type { RequestLog, Runner } from "../functions/runner";
import type { Jobs } from "../functions/syscalls";
import { newRequestId } from "../sync/request-id";
import { realWorld, type Timer, type World } from "../world";

/** The table that `ctx.db.system` shows; its rows are the jobs themselves. */
export const jobTable = "_scheduled_functions";
const system = { system: true };
const mostAtOnce = 8;
const mostPerTransaction = 1_000;
const mostArgumentBytes = 16 << 20;
const longestTimer = 2 ** 31 - 1;
const retryAfterMs = 1_000;
const keptForMs = 7 * 24 * 60 * 60 * 1000;
const rowsPerSweep = 200;

type JobState = { kind: "pending" | "inProgress" | "success" | "canceled" } | { kind: "failed"; error: string };
type Job = { id: string; path: string; args: JSONValue; scheduledTime: number; state: JobState };

export type SchedulerOptions = {
  readonly publicUrl: () => string;
  readonly onError: (error: unknown) => void;
  readonly world?: World;
};

/** "dir/module:name" as the documents of `_scheduled_functions` write it. */
function storedName(path: string): string {
  const [module = "", name = ""] = path.split(":");
  return `${module}.js:${name}`;
}

function readJob(json: string): Job {
  const row = JSON.parse(json) as {
    _id: string;
    name: string;
    args: JSONValue[];
    scheduledTime: number;
    state: JobState;
  };
  return {
    id: row._id,
    path: row.name.replace(".js:", ":"),
    args: row.args[0] ?? {},
    scheduledTime: row.scheduledTime,
    state: row.state,
  };
}

function jobsByState(kind: JobState["kind"], dueMs: number | null, limit: number): QueryJson {
  const range = [
    { type: "Eq", fieldPath: "state.kind", value: kind } as const,
    ...(dueMs === null ? [] : [{ type: "Lte", fieldPath: "scheduledTime", value: dueMs } as const]),
  ];
  return {
    source: { type: "IndexRange", indexName: `${jobTable}.by_state`, range, order: "asc" },
    operators: [{ limit }],
  };
}

function readJobs(reader: Reader, query: QueryJson): Job[] {
  const rows = reader.stream(query, system);
  const jobs: Job[] = [];
  for (let row = rows.next(); !row.done; row = rows.next()) jobs.push(readJob(row.value.json));
  return jobs;
}

/** Runs functions later: mutations exactly once, actions at most once, also over restarts. */
export class Scheduler implements Jobs {
  readonly #db: Database;
  readonly #runner: () => Runner;
  readonly #options: SchedulerOptions;
  readonly #world: World;
  readonly #running = new Set<string>();
  #timer: Timer | null = null;
  #timerMs = Infinity;
  #isStopped = true;

  constructor(db: Database, runner: () => Runner, options: SchedulerOptions) {
    this.#db = db;
    this.#runner = runner;
    this.#options = options;
    this.#world = options.world ?? realWorld;
  }

  /** Begins to run jobs. An action that a crash has cut off is not tried again: it is told as failed. */
  async start(): Promise<void> {
    for (;;) {
      const { value } = await this.#db.mutate(async (tx) => {
        const cut = readJobs(tx, jobsByState("inProgress", null, rowsPerSweep));
        const error = "The server was stopped while this action was running. Actions are not run twice.";
        for (const { id } of cut) this.#mark(tx, id, { kind: "failed", error });
        return cut.length;
      });
      if (value < rowsPerSweep) break;
    }
    this.#isStopped = false;
    this.#look();
  }

  /** Begins no more jobs. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  /** Makes sure that jobs due at that time are looked for. */
  wake(atMs: number): void {
    if (this.#isStopped || atMs >= this.#timerMs) return;
    this.#timer?.cancel();
    this.#timerMs = atMs;
    const waitMs = Math.min(Math.max(0, atMs - this.#world.now()), longestTimer);
    this.#timer = this.#world.after(waitMs, () => this.#look());
  }

  async schedule(call: Call, path: string, args: JSONValue, atMs: number): Promise<string> {
    const found = this.#runner().deployment.app.functions.get(path);
    if (found === undefined) throw new Error(`Attempted to schedule function at nonexistent path: ${path}`);
    if (found.kind === "query")
      throw new Error(`Cannot schedule ${path}: only mutations and actions can be scheduled, it is a query.`);
    if (!Number.isFinite(atMs)) throw new Error("The time of a scheduled function must be a finite number.");
    if (call.writer === null) {
      if (call.kind !== "action" && call.kind !== "http") throw new Error("Queries cannot schedule functions.");
      const { value } = await this.#db.mutate(async (tx) => this.add(tx, path, args, atMs));
      this.wake(atMs);
      return value;
    }
    const { effects } = call;
    effects.writes += 1;
    effects.scheduled += 1;
    effects.scheduledBytes += JSON.stringify(args).length;
    if (effects.scheduled > mostPerTransaction)
      throw new Error(`Too many functions scheduled by this mutation (limit: ${mostPerTransaction})`);
    if (effects.scheduledBytes > mostArgumentBytes)
      throw new Error("Too large total size of the arguments of scheduled functions (limit: 16 MiB)");
    effects.afterCommit.push(() => this.wake(atMs));
    return this.add(call.writer, path, args, atMs);
  }

  /** Writes a job in a transaction; the caller wakes the scheduler once it is durable. */
  add(tx: Writer, path: string, args: JSONValue, atMs: number): string {
    const value: Record<string, Value> = {
      name: storedName(path),
      args: [jsonToConvex(args)],
      scheduledTime: atMs,
      state: { kind: "pending" },
    };
    return tx.insert(jobTable, value, system);
  }

  async cancel(call: Call, id: string): Promise<void> {
    if (call.writer !== null) {
      call.effects.writes += 1;
      this.#cancel(call.writer, id);
    } else if (call.kind === "action" || call.kind === "http")
      await this.#db.mutate(async (tx) => this.#cancel(tx, id));
    else throw new Error("Queries cannot cancel scheduled functions.");
  }

  /** Whether a job has not ended yet. */
  isOpen(reader: Reader, id: string): boolean {
    const found = reader.get(id, jobTable, system);
    const kind = found === null ? null : readJob(found.json).state.kind;
    return kind === "pending" || kind === "inProgress";
  }

  /** Forgets jobs that ended a week ago. */
  async sweep(): Promise<void> {
    for (;;) {
      const { value } = await this.#db.mutate(async (tx) => {
        const range = [
          { type: "Gte", fieldPath: "completedTime", value: 0 },
          { type: "Lt", fieldPath: "completedTime", value: this.#world.now() - keptForMs },
        ] as const;
        const source = { type: "IndexRange", indexName: `${jobTable}.by_completed`, range, order: null } as const;
        const old = readJobs(tx, { source, operators: [{ limit: rowsPerSweep }] });
        for (const { id } of old) tx.remove(id, jobTable, system);
        return old.length;
      });
      if (value < rowsPerSweep) return;
    }
  }

  #cancel(tx: Writer, id: string): void {
    if (this.isOpen(tx, id)) this.#mark(tx, id, { kind: "canceled" });
  }

  #mark(tx: Writer, id: string, state: JobState): void {
    const completed =
      state.kind === "pending" || state.kind === "inProgress" ? {} : { completedTime: this.#world.now() };
    tx.patch(id, { state, ...completed }, jobTable, system);
  }

  #look(): void {
    if (this.#isStopped) return;
    this.#timerMs = Infinity;
    const reader = this.#db.read();
    let next: number | undefined;
    try {
      const nowMs = this.#world.now();
      const due = readJobs(reader, jobsByState("pending", nowMs, mostAtOnce * 2)).filter(
        ({ id }) => !this.#running.has(id),
      );
      for (const job of due.slice(0, mostAtOnce - this.#running.size)) void this.#runJob(job);
      if (due.length === 0) {
        const later = readJobs(reader, jobsByState("pending", null, this.#running.size + 1));
        next = later.find(({ id }) => !this.#running.has(id))?.scheduledTime;
      }
    } finally {
      reader.end();
    }
    if (next !== undefined) this.wake(next);
  }

  async #runJob(job: Job): Promise<void> {
    this.#running.add(job.id);
    try {
      const kind = this.#runner().deployment.app.functions.get(job.path)?.kind;
      if (kind === "action") await this.#runAction(job);
      else await this.#runMutation(job);
    } catch (error) {
      this.#options.onError(error);
      if (!this.#isStopped) await new Promise<void>((resolve) => this.#world.after(retryAfterMs, resolve));
    } finally {
      this.#running.delete(job.id);
      this.wake(0);
    }
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
        const found = tx.get(job.id, jobTable, system);
        return found !== null && readJob(found.json).state.kind === "pending" ? null : "null";
      },
      record: (tx) => this.#mark(tx, job.id, { kind: "success" }),
    };
    const outcome = await this.#runner().mutation({ path: job.path, args: job.args, internal: true }, request, log);
    if (outcome.ok) return;
    const error = wireError(outcome.failure, request.id, false).message;
    await this.#end(job.id, "pending", { kind: "failed", error });
  }

  async #runAction(job: Job): Promise<void> {
    if (!(await this.#end(job.id, "pending", { kind: "inProgress" }))) return;
    const request = this.#request(job);
    const outcome = await this.#runner().action({ path: job.path, args: job.args, internal: true }, request);
    const error = outcome.ok ? "" : wireError(outcome.failure, request.id, false).message;
    await this.#end(job.id, "inProgress", outcome.ok ? { kind: "success" } : { kind: "failed", error });
  }

  async #end(id: string, from: JobState["kind"], to: JobState): Promise<boolean> {
    const { value } = await this.#db.mutate(async (tx) => {
      const found = tx.get(id, jobTable, system);
      if (found === null || readJob(found.json).state.kind !== from) return false;
      this.#mark(tx, id, to);
      return true;
    });
    return value;
  }
}
