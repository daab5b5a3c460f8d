import { createHash } from "node:crypto";
import type { Database, StoredDocument, Writer } from "../database/database";
import type { RequestLog } from "../functions/runner";
import { DamagedStoreError } from "../store/key-value-store";

/** Answers are kept for so many hours of serving: longer than any client keeps trying. */
export const keptForHours = 24;
const hourMs = 60 * 60 * 1000;
const atOnce = 500;
const sessionLength = 16;
/** Of the bytes that say to which hour of serving an answer belongs. */
const hourLength = 5;
/** Where an earlier version kept answers, as documents. */
const formerTable = "_session_requests";
type Former = { sessionId: string; requestId: number; result: string };

/** The notes: 0 is the hour of serving and when it began; 1, hour, session, request is an answer. */
const hourNote = new Uint8Array([0]);
const answers = 1;

/** What stands for a session in the keys of its answers: the same length whatever a client calls itself. */
export function sessionKey(sessionId: string): Uint8Array {
  return createHash("sha256").update(sessionId).digest().subarray(0, sessionLength);
}

/**
 * The answer kept for one request of one session, written in the transaction of the mutation itself.
 * `isFirst` says that the session has not been connected before, so that there is nothing to find.
 */
export class KeptAnswer implements RequestLog {
  readonly always = false;

  constructor(
    readonly session: Uint8Array,
    readonly requestId: number,
    readonly isFirst: boolean,
  ) {}

  find(tx: Writer): string | null {
    if (this.isFirst) return null;
    const { hour: now } = servingHour(tx);
    for (let hour = now; hour >= Math.max(0, now - keptForHours); hour--) {
      const answer = tx.note(this.#keyIn(hour));
      if (answer !== null) return answer;
    }
    return null;
  }

  record(tx: Writer, result: string): void {
    tx.setNote(this.#keyIn(servingHour(tx).hour), result);
  }

  #keyIn(hour: number): Uint8Array {
    return answerKey(hour, this.session, this.requestId);
  }
}

/**
 * Forgets answers that nobody will ask for any more; to be called once an hour, more often does no harm. Returns how many.
 * Hours of serving are counted, one at each sweep at most: a clock that is set a day forward, or a machine that slept, forgets nothing.
 */
export async function sweepRequestLog(db: Database, nowMs: number): Promise<number> {
  const { value: hour } = await db.mutate(async (tx) => nextHour(tx, nowMs));
  const end = hourKey(Math.max(0, hour - keptForHours));
  let removed = 0;
  for (let isMore = true; isMore;) {
    const { value } = await db.mutate(async (tx) => {
      const keys = tx.noteKeys(hourKey(0), end, atOnce);
      for (const key of keys) tx.setNote(key, null);
      return keys.length;
    });
    removed += value;
    isMore = value === atOnce;
  }
  return removed;
}

/** Begins another hour of serving if the present one has lasted that long and any answer is kept. */
function nextHour(tx: Writer, nowMs: number): number {
  const { hour, atMs } = servingHour(tx);
  // A clock that was set back does not keep the next hour waiting for the old time.
  if (nowMs >= atMs && nowMs < atMs + hourMs) return hour;
  if (tx.noteKeys(hourKey(0), new Uint8Array([answers + 1]), 1).length === 0) return hour;
  tx.setNote(hourNote, `${hour + 1} ${nowMs}`);
  return hour + 1;
}

/** The hour of serving, and when it began; where the note that says so is damaged, the newest hour that has an answer. */
function servingHour(tx: Writer): { hour: number; atMs: number } {
  try {
    const [hour = 0, atMs = -Infinity] = tx.note(hourNote)?.split(" ").map(Number) ?? [];
    return { hour, atMs };
  } catch (error) {
    if (!(error instanceof DamagedStoreError)) throw error;
    // The next sweep begins another hour, and writes the note anew.
    return { hour: newestHour(tx), atMs: -Infinity };
  }
}

/** Hours are stepped through by their first answers: there are never many more than are kept. */
function newestHour(tx: Writer): number {
  let hour = 0;
  for (let from = 0; ;) {
    const [key] = tx.noteKeys(hourKey(from), new Uint8Array([answers + 1]), 1);
    if (key === undefined) return hour;
    hour = new DataView(key.buffer, key.byteOffset).getUint32(1);
    from = hour + 1;
  }
}

/**
 * Moves answers that an earlier version kept as documents, so that nothing is done twice over the change of versions; to be
 * called before anybody is served.
 */
export async function takeFormerAnswers(db: Database): Promise<void> {
  const source = { type: "FullTableScan", tableName: formerTable, order: null } as const;
  for (let isMore = true; isMore;) {
    const { value } = await db.mutate(async (tx) => {
      const { hour } = servingHour(tx);
      const rows = [...documents(tx.stream({ source, operators: [{ limit: atOnce }] }, { system: true }))];
      for (const { id, json } of rows) {
        const { sessionId, requestId, result } = JSON.parse(json) as Former;
        tx.setNote(answerKey(hour, sessionKey(sessionId), requestId), result);
        tx.remove(id, formerTable, { system: true });
      }
      return rows.length;
    });
    isMore = value === atOnce;
  }
}

function* documents(found: Iterator<StoredDocument>): Generator<StoredDocument> {
  for (let row = found.next(); row.done !== true; row = found.next()) yield row.value;
}

function answerKey(hour: number, session: Uint8Array, requestId: number): Uint8Array {
  const key = new Uint8Array(hourLength + sessionLength + 4);
  writeHour(key, hour);
  key.set(session, hourLength);
  writeNumber(key, hourLength + sessionLength, requestId);
  return key;
}

function hourKey(hour: number): Uint8Array {
  const key = new Uint8Array(hourLength);
  writeHour(key, hour);
  return key;
}

function writeHour(key: Uint8Array, hour: number): void {
  key[0] = answers;
  writeNumber(key, 1, hour);
}

function writeNumber(key: Uint8Array, at: number, value: number): void {
  key[at] = value >>> 24;
  key[at + 1] = value >>> 16;
  key[at + 2] = value >>> 8;
  key[at + 3] = value;
}
