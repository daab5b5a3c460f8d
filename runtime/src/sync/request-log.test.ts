import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../database/database";
import { openDatabase } from "../database/open-database";
import { MemoryStore } from "../store/memory-store";
import { keptForHours, requestLog, sweepRequestLog } from "./request-log";

const hourMs = 60 * 60 * 1000;
const systemTables = [
  { tableName: "_session_requests", indexes: [{ indexDescriptor: "by_request", fields: ["sessionId", "requestId"] }] },
  { tableName: "_host", indexes: [{ indexDescriptor: "by_name", fields: ["name"] }] },
];
let db: Database;
beforeEach(async () => void (db = await openDatabase({ store: new MemoryStore(), systemTables })));
afterEach(() => db.close());

const answer = (request: number) => db.mutate(async (tx) => requestLog("s", request, false).record(tx, `"${request}"`));
const known = async (request: number) =>
  (await db.mutate(async (tx) => requestLog("s", request, false).find(tx))).value;

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
    for (let request = 0; request < 1_200; request++) requestLog("s", request, true).record(tx, "null");
  });
  let removed = 0;
  for (let hour = 0; hour <= keptForHours; hour++) removed += await sweepRequestLog(db, hour * hourMs);
  expect(removed).toBe(1_200);
});
