import type { Database, StoredDocument, Writer } from "../database/database";
import type { RequestLog } from "../functions/runner";

const table = "_session_requests";
const system = { system: true };
const rowsPerSweep = 500;

/** Answers are kept for so many hours of serving: longer than any client keeps trying. */
export const keptForHours = 24;
const hourMs = 60 * 60 * 1000;
const marksName = "answered requests";

/**
 * How far the answers reached at one sweep of each hour, the newest last. What was kept by the hour cannot be forgotten by a clock
 * that is set a day forward, or by a machine that slept: however much time has passed, a sweep adds one mark at most.
 */
type Marks = { readonly atMs: number; readonly reached: readonly number[] };

/**
 * The answer kept for one request of one session, written in the transaction of the mutation itself.
 * `isFirst` says that the session has not been connected before, so that there is nothing to find.
 */
export function requestLog(sessionId: string, requestId: number, isFirst: boolean): RequestLog {
  return {
    always: false,
    find(tx) {
      if (isFirst) return null;
      const range = [
        { type: "Eq", fieldPath: "sessionId", value: sessionId },
        { type: "Eq", fieldPath: "requestId", value: requestId },
      ] as const;
      const row = first(tx, { type: "IndexRange", indexName: `${table}.by_request`, range, order: null });
      return row === null ? null : (JSON.parse(row.json) as { result: string }).result;
    },
    record(tx, result) {
      tx.insert(table, { sessionId, requestId, result }, system);
    },
  };
}

/** Forgets answers that nobody will ask for any more; to be called once an hour, more often does no harm. Returns how many. */
export async function sweepRequestLog(db: Database, nowMs: number): Promise<number> {
  const { value: forgetTo } = await db.mutate(async (tx) => mark(tx, nowMs));
  let removed = 0;
  for (let isMore = forgetTo !== null; isMore;) {
    const { value } = await db.mutate(async (tx) => {
      const range = [{ type: "Lte", fieldPath: "_creationTime", value: forgetTo }] as const;
      const source = { type: "IndexRange", indexName: `${table}.by_creation_time`, range, order: null } as const;
      const rows = tx.stream({ source, operators: [{ limit: rowsPerSweep }] }, system);
      const ids: string[] = [];
      for (let row = rows.next(); !row.done; row = rows.next()) ids.push(row.value.id);
      for (const id of ids) tx.remove(id, table, system);
      return ids.length;
    });
    removed += value;
    isMore = value === rowsPerSweep;
  }
  return removed;
}

/** Marks how far the answers reach, if the last mark is an hour old; tells up to where they may be forgotten. */
function mark(tx: Writer, nowMs: number): number | null {
  const range = [{ type: "Eq", fieldPath: "name", value: marksName }] as const;
  const known = first(tx, { type: "IndexRange", indexName: "_host.by_name", range, order: null });
  const { value } = known === null ? { value: null } : (JSON.parse(known.json) as { value: string });
  const { atMs, reached }: Marks = value === null ? { atMs: -Infinity, reached: [] } : (JSON.parse(value) as Marks);
  // A clock that was set back does not keep the next mark waiting for the old time.
  if (nowMs >= atMs && nowMs < atMs + hourMs) return null;
  const newest = first(tx, { type: "IndexRange", indexName: `${table}.by_creation_time`, range: [], order: "desc" });
  if (newest === null && known === null) return null;
  const at =
    newest === null ? (reached.at(-1) ?? 0) : (JSON.parse(newest.json) as { _creationTime: number })._creationTime;
  const marks: Marks = { atMs: nowMs, reached: [...reached, at].slice(-(keptForHours + 1)) };
  const text = JSON.stringify(marks);
  if (known === null) tx.insert("_host", { name: marksName, value: text }, system);
  else tx.patch(known.id, { value: text }, "_host", system);
  return marks.reached.length > keptForHours ? marks.reached[0]! : null;
}

function first(tx: Writer, source: Parameters<Writer["stream"]>[0]["source"]): StoredDocument | null {
  const rows = tx.stream({ source, operators: [{ limit: 1 }] }, system);
  try {
    const row = rows.next();
    return row.done === true ? null : row.value;
  } finally {
    rows.return?.();
  }
}
