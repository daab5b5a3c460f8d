import type { JSONValue } from "convex/values";
import type { Call } from "../functions/call";
import type { EndedRun } from "../functions/runner";
import { realWorld, type World } from "../world";

/** An entry of the log in the words of `npx convex logs`. */
export type LogEntry = Record<string, JSONValue>;

type Kept = { readonly cursor: number; readonly size: number; readonly entry: LogEntry };

const mostEntries = 1_000;
const mostBytes = 8 << 20;
const waitForMs = 50_000;
const types = { query: "Query", mutation: "Mutation", action: "Action", http: "HttpAction" };
const noUsage = {
  databaseReadBytes: 0,
  databaseWriteBytes: 0,
  databaseIoReadBytes: 0,
  databaseIoWriteBytes: 0,
  databaseReadDocuments: 0,
  databaseWriteDocuments: 0,
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

/** About how many bytes an entry takes: what is logged, and the names around it. Counted, not written: every run is told. */
function sizeOf({ logLines, error }: LogEntry): number {
  const lines = Array.isArray(logLines) && logLines.length > 0 ? JSON.stringify(logLines).length : 0;
  return 1_000 + lines + (typeof error === "string" ? error.length : 0);
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
    this.#add({ ...this.#head(call), kind: "Progress", logLines: [structured(line, this.#world.now())] });
  }

  /** Takes a run that has ended. */
  ended({ call, failure, ms }: EndedRun): void {
    if (call.path.startsWith("_system/")) return;
    const now = this.#world.now();
    const lines = call.reader === null ? [] : call.logs.map((line) => structured(line, now));
    this.#add({
      ...this.#head(call),
      kind: "Completion",
      logLines: lines,
      cachedResult: false,
      caller: call.request.scheduledFunctionId === null ? "Client" : "Scheduler",
      parentExecutionId: null,
      executionTime: ms / 1000,
      userExecutionTime: ms / 1000,
      success: null,
      error: failure === null ? null : failure.details,
      usageStats: noUsage,
      returnBytes: null,
      occInfo: null,
      willRetry: false,
      executionTimestamp: (now - ms) / 1000,
      identityType: call.request.identity === null ? "unknown" : "user",
      environment: "isolate",
    });
  }

  /** Everything kept after a cursor; waits for a first entry, not long. A cursor of zero is answered at once. */
  async after(cursor: number, gone: AbortSignal): Promise<{ entries: LogEntry[]; newCursor: number }> {
    if (cursor > 0 && this.#last <= cursor && !this.#isClosed) await this.#next(gone);
    const entries = this.#kept.filter((kept) => kept.cursor > cursor).map(({ entry }) => entry);
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

  #head(call: Call): LogEntry {
    return {
      udfType: types[call.kind],
      componentPath: call.component === "" ? null : call.component,
      identifier: call.path,
      timestamp: this.#world.now() / 1000,
      requestId: call.request.id,
      executionId: call.request.id,
    };
  }

  #add(entry: LogEntry): void {
    // A millisecond holds many runs: each gets a place of its own.
    this.#last = Math.max(this.#world.now(), this.#last + 0.001);
    const size = sizeOf(entry);
    this.#kept.push({ cursor: this.#last, size, entry });
    this.#bytes += size;
    while (this.#kept.length > mostEntries || this.#bytes > mostBytes) this.#bytes -= this.#kept.shift()?.size ?? 0;
    this.#wake();
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
