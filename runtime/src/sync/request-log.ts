import type { Database } from "../database/database";
import type { RequestLog } from "../functions/runner";

const table = "_session_requests";
const system = { system: true };
const rowsPerSweep = 500;

/** How long the answer to a mutation is kept for a client that asks again: longer than any client keeps trying. */
export const keptForMs = 24 * 60 * 60 * 1000;

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
      const rows = tx.stream(
        { source: { type: "IndexRange", indexName: `${table}.by_request`, range, order: null }, operators: [] },
        system,
      );
      try {
        const { value } = rows.next() as { value?: { json: string } };
        return value === undefined ? null : (JSON.parse(value.json) as { result: string }).result;
      } finally {
        rows.return?.();
      }
    },
    record(tx, result) {
      tx.insert(table, { sessionId, requestId, result }, system);
    },
  };
}

/** Forgets answers that nobody will ask for any more. Returns how many. */
export async function sweepRequestLog(db: Database, nowMs: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const { value } = await db.mutate(async (tx) => {
      const range = [{ type: "Lt", fieldPath: "_creationTime", value: nowMs - keptForMs }] as const;
      const source = { type: "IndexRange", indexName: `${table}.by_creation_time`, range, order: null } as const;
      const rows = tx.stream({ source, operators: [{ limit: rowsPerSweep }] }, system);
      const ids: string[] = [];
      for (let row = rows.next(); !row.done; row = rows.next()) ids.push(row.value.id);
      for (const id of ids) tx.remove(id, table, system);
      return ids.length;
    });
    removed += value;
    if (value < rowsPerSweep) return removed;
  }
}
