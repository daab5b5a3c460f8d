import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../database/database";
import { openDatabase } from "../database/open-database";
import { noteKey } from "../database/keys";
import { DamagedStoreError, type Snapshot } from "../store/key-value-store";
import { MemoryStore } from "../store/memory-store";
import { compareBytes } from "../values/bytes";
import { keptForHours, KeptAnswer, sessionKey, sweepRequestLog, takeFormerAnswers } from "./request-log";

const hourMs = 60 * 60 * 1000;
const session = sessionKey("s");
let db: Database;
beforeEach(async () => void (db = await openDatabase({ store: new MemoryStore() })));
afterEach(() => db.close());

const answer = (request: number) =>
  db.mutate(async (tx) => new KeptAnswer(session, request, false).record(tx, `"${request}"`));
const known = async (request: number) =>
  (await db.mutate(async (tx) => new KeptAnswer(session, request, false).find(tx))).value;

it("[RS2] an answer is kept for a day of sweeps and then forgotten", async () => {
  await answer(1);
  let nowMs = 0;
  for (let hour = 0; hour < keptForHours; hour++) expect(await sweepRequestLog(db, (nowMs += hourMs))).toBe(0);
  await answer(2);
  expect(await sweepRequestLog(db, (nowMs += hourMs))).toBe(1);
  expect(await known(1)).toBeNull();
  expect(await known(2)).toBe('"2"');
});

it("[RS2] a clock that is set days forward or back, and sweeps that come too often, forget no answer", async () => {
  await answer(1);
  let nowMs = Date.UTC(2026, 0, 5);
  for (const jumpMs of [0, 1, 30 * 24 * hourMs, 1, -60 * 24 * hourMs, 1, 1, 400 * 24 * hourMs, hourMs - 1])
    expect(await sweepRequestLog(db, (nowMs += jumpMs))).toBe(0);
  expect(await known(1)).toBe('"1"');
});

it("[RS2] more answers than one step takes are forgotten at once", async () => {
  await db.mutate(async (tx) => {
    for (let request = 0; request < 1_200; request++) new KeptAnswer(session, request, true).record(tx, "null");
  });
  let removed = 0;
  for (let hour = 0; hour <= keptForHours; hour++) removed += await sweepRequestLog(db, hour * hourMs);
  expect(removed).toBe(1_200);
});

it("[RS2] answers of other sessions and requests are others, and what is written in a transaction that fails is not kept", async () => {
  await answer(1);
  await db
    .mutate(async (tx) => {
      new KeptAnswer(session, 2, false).record(tx, "2");
      throw new Error("no");
    })
    .catch(() => undefined);
  expect(await known(2)).toBeNull();
  const other = new KeptAnswer(sessionKey("t"), 1, false);
  expect((await db.mutate(async (tx) => other.find(tx))).value).toBeNull();
});

it("[RS2] while nothing is kept no hour is counted, so that a server at rest writes nothing", async () => {
  const before = db.durableTs;
  for (let hour = 0; hour < 3; hour++) await sweepRequestLog(db, hour * hourMs);
  expect(db.durableTs).toBe(before);
});

it("[RS2] answers that an earlier version kept as documents are given by this one, and the documents are gone", async () => {
  const store = new MemoryStore();
  const former = await openDatabase({ store, systemTables: [{ tableName: "_session_requests", indexes: [] }] });
  await former.mutate(async (tx) => {
    for (let requestId = 0; requestId < 700; requestId++)
      tx.insert("_session_requests", { sessionId: "s", requestId, result: `"${requestId}"` }, { system: true });
  });
  await former.close();
  const later = await openDatabase({ store: store.reopened() });
  await takeFormerAnswers(later);
  const given = async (request: number) =>
    (await later.mutate(async (tx) => new KeptAnswer(session, request, false).find(tx))).value;
  expect(await given(0)).toBe('"0"');
  expect(await given(699)).toBe('"699"');
  expect(await given(700)).toBeNull();
  expect((await later.verify()).documents).toBe(0);
  await later.close();
});

/** A store on which the note of the hour has been damaged, until it is written again. */
class DamagedHour extends MemoryStore {
  isDamaged = false;
  override snapshot(): Snapshot {
    const snapshot = super.snapshot();
    return {
      get: (key) => {
        if (this.isDamaged && compareBytes(key, noteKey(new Uint8Array([0]))) === 0)
          throw new DamagedStoreError("torn");
        return snapshot.get(key);
      },
      range: (span) => snapshot.range(span),
      close: () => snapshot.close(),
    };
  }
}

it("[RS2] where the note of the hour is damaged answers are still kept and found, and the next sweep mends it", async () => {
  const store = new DamagedHour();
  db = await openDatabase({ store });
  await answer(1);
  for (let hour = 1; hour <= 3; hour++) await sweepRequestLog(db, hour * hourMs);
  await answer(2);
  store.isDamaged = true;
  // What is read from now on is read from the store.
  await db.mutate(async (tx) => tx.setNote(new Uint8Array([9]), ""));
  await answer(3);
  expect([await known(1), await known(2), await known(3)]).toEqual(['"1"', '"2"', '"3"']);
  await sweepRequestLog(db, 4 * hourMs);
  store.isDamaged = false;
  expect([await known(1), await known(2), await known(3)]).toEqual(['"1"', '"2"', '"3"']);
  let removed = 0;
  for (let hour = 5; hour <= 5 + keptForHours; hour++) removed += await sweepRequestLog(db, hour * hourMs);
  expect(removed).toBe(3);
});
