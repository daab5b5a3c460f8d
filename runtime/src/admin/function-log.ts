import type { JSONValue } from "convex/values";
import type { Reader } from "../database/database";
import type { Call } from "../functions/call";
import type { EndedRun } from "../functions/runner";
import { realWorld, type World } from "../world";

/** An entry of the log in the words of `npx convex logs`. */
export type LogEntry = Record<string, JSONValue>;

type Used = ReturnType<Reader["metrics"]>;

/** What is kept of an entry until somebody reads it: every run is told here, few are ever read. */
type Kept = {
  readonly cursor: number;
  readonly size: number;
  readonly atMs: number;
  readonly kind: Call["kind"];
  readonly component: string;
  readonly path: string;
  readonly requestId: string;
  readonly lines: readonly string[];
  readonly end: {
    readonly ms: number;
    readonly error: string | null;
    readonly caller: string;
    readonly identityType: string;
    /** What its transaction has used; null for a run that is none. */
    readonly used: Used | null;
  } | null;
};

const mostEntries = 1_000;
const mostBytes = 8 << 20;
const waitForMs = 50_000;
const noLines: readonly string[] = [];
const types = { query: "Query", mutation: "Mutation", action: "Action", http: "HttpAction" };
/** What the command line expects and is not counted here. */
const notCounted = {
  databaseIoReadBytes: 0,
  databaseIoWriteBytes: 0,
  databaseWriteIndexRows: 0,
  storageReadBytes: 0,
  storageWriteBytes: 0,
  vectorIndexReadBytes: 0,
  vectorIndexWriteBytes: 0,
  textIndexQueryBytes: 0,
  textIndexWriteQueryBytes: 0,
  vectorIndexReadQueryBytes: 0,
  vectorIndexWriteQueryBytes: 0,
  networkEgressBytes: 0,
  memoryUsedMb: 0,
};

/** A line such as "[WARN] 'low'" in the parts that the command line prints. */
function structured(line: string, timestamp: number): JSONValue {
  const [, level = "LOG", text = line] = /^\[(LOG|DEBUG|INFO|WARN|ERROR)\] (.*)$/s.exec(line) ?? [];
  const isTruncated = text.endsWith(" (truncated due to length)");
  return { messages: [text], level, timestamp, isTruncated };
}

function entryOf({ atMs, kind, component, path, requestId, lines, end }: Kept): LogEntry {
  const head = {
    udfType: types[kind],
    componentPath: component === "" ? null : component,
    identifier: path,
    timestamp: atMs / 1000,
    requestId,
    executionId: requestId,
    logLines: lines.map((line) => structured(line, atMs)),
  };
  if (end === null) return { ...head, kind: "Progress" };
  return {
    ...head,
    kind: "Completion",
    cachedResult: false,
    caller: end.caller,
    parentExecutionId: null,
    executionTime: end.ms / 1000,
    userExecutionTime: end.ms / 1000,
    success: null,
    error: end.error,
    usageStats: {
      ...notCounted,
      databaseReadBytes: end.used?.bytesRead ?? 0,
      databaseWriteBytes: end.used?.bytesWritten ?? 0,
      databaseReadDocuments: end.used?.rowsRead ?? 0,
      databaseWriteDocuments: end.used?.rowsWritten ?? 0,
    },
    returnBytes: null,
    occInfo: null,
    willRetry: false,
    executionTimestamp: (atMs - end.ms) / 1000,
    identityType: end.identityType,
    environment: "isolate",
  };
}

/**
 * The newest thousand runs of functions with what they logged. Queries and mutations are told when they end; what
 * actions log is told as it comes. A cursor is the time of an entry in ms, made unique.
 */
export class FunctionLog {
  readonly #world: World;
  readonly #kept: Kept[] = [];
  readonly #waiting = new Set<() => void>();
  #bytes = 0;
  #last: number;
  #isClosed = false;

  constructor(world: World = realWorld) {
    this.#world = world;
    this.#last = world.now();
  }

  /** Takes a line that is logged now; only actions' lines are told before their end. */
  line(line: string, call: Call | undefined): void {
    if (call === undefined || call.reader !== null) return;
    this.#add(call, [line], null);
  }

  /** Takes a run that has ended. */
  ended({ call, failure, ms }: EndedRun): void {
    if (call.path.startsWith("_system/")) return;
    this.#add(call, call.reader === null || call.logs.length === 0 ? noLines : [...call.logs], {
      ms,
      error: failure === null ? null : failure.details,
      caller: call.request.scheduledFunctionId === null ? "Client" : "Scheduler",
      identityType: call.request.identity === null ? "unknown" : "user",
      used: call.reader?.metrics() ?? null,
    });
  }

  /** Everything kept after a cursor; waits for a first entry, not long. A cursor of zero is answered at once. */
  async after(cursor: number, gone: AbortSignal): Promise<{ entries: LogEntry[]; newCursor: number }> {
    if (cursor > 0 && this.#last <= cursor && !this.#isClosed) await this.#next(gone);
    const entries = this.#kept
      .slice(-mostEntries)
      .filter((kept) => kept.cursor > cursor)
      .map(entryOf);
    return { entries, newCursor: Math.max(cursor, this.#last) };
  }

  /** Answers everyone who waits. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  #next(gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        timer.cancel();
        this.#waiting.delete(done);
        gone.removeEventListener("abort", done);
        resolve();
      };
      const timer = this.#world.after(waitForMs, done);
      this.#waiting.add(done);
      gone.addEventListener("abort", done);
    });
  }

  #add({ kind, component, path, request }: Call, lines: readonly string[], end: Kept["end"]): void {
    const atMs = this.#world.now();
    // A millisecond holds many runs: each gets a place of its own.
    this.#last = Math.max(atMs, this.#last + 0.001);
    const size = 1_000 + lines.reduce((sum, line) => sum + line.length, 0) + (end?.error?.length ?? 0);
    this.#kept.push({ cursor: this.#last, size, atMs, kind, component, path, requestId: request.id, lines, end });
    this.#bytes += size;
    // Many are let go at once: moving the rest of the list for each would cost more than the rest of a query.
    if (this.#kept.length >= mostEntries * 2 || this.#bytes > mostBytes) {
      const kept = this.#kept;
      let first = Math.max(0, kept.length - mostEntries);
      for (let i = 0; i < first; i++) this.#bytes -= kept[i]!.size;
      for (; this.#bytes > mostBytes; first++) this.#bytes -= kept[first]!.size;
      kept.splice(0, first);
    }
    if (this.#waiting.size > 0) this.#wake();
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
