import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyApi } from "convex/server";
import { serve, type Served } from "./support/harness";

const functionsDir = fileURLToPath(new URL("data-fixture/convex", import.meta.url));
const limits = anyApi.limits!;

let served: Served;
beforeAll(async () => void (served = await serve({ functionsDir })));
afterAll(() => served.stop());

const failing = async (work: Promise<unknown>) =>
  await work.then(
    () => "it did not fail",
    (error: Error) => error.message,
  );

describe("[TX12] the limits of one transaction, in Convex's words", () => {
  test("documents written", async () => {
    expect(await failing(served.http().mutation(limits.fill!, { count: 16_001, length: 1 }))).toContain(
      "Wrote too many documents in a single function execution (limit: 16000).",
    );
  });

  test("bytes written", async () => {
    expect(await failing(served.http().mutation(limits.fill!, { count: 17, length: 1_000_000 }))).toContain(
      "Wrote too much data in a single function execution (limit: 16777216 bytes).",
    );
  });

  test("documents and bytes read", async () => {
    for (let i = 0; i < 2; i++) await served.http().mutation(limits.fill!, { count: 16_000, length: 1 });
    expect(await served.http().query(limits.readAll!, {})).toBe(32_000);
    await served.http().mutation(limits.fill!, { count: 1, length: 1 });
    expect(await failing(served.http().query(limits.readAll!, {}))).toContain(
      "Scanned too many documents in a single function execution (limit: 32000).",
    );
    const large = await serve({ functionsDir });
    for (let i = 0; i < 2; i++) await large.http().mutation(limits.fill!, { count: 9, length: 1_000_000 });
    expect(await failing(large.http().query(limits.readAll!, {}))).toContain(
      "Read too much data in a single function execution (limit: 16777216 bytes).",
    );
    await large.stop();
  });

  test("index ranges", async () => {
    await served.http().query(limits.readRanges!, { count: 4_096 });
    expect(await failing(served.http().query(limits.readRanges!, { count: 4_097 }))).toContain(
      "Too many index ranges read in a single function execution (limit: 4096).",
    );
  });

  test("scheduled functions and their arguments", async () => {
    await served.http().mutation(limits.scheduleMany!, { count: 1_000 });
    expect(await failing(served.http().mutation(limits.scheduleMany!, { count: 1_001 }))).toContain(
      "Scheduled too many functions in a single function execution (limit: 1000).",
    );
    expect(await failing(served.http().mutation(limits.scheduleLarge!, { count: 19 }))).toContain(
      "Scheduled function arguments too large in a single function execution (limit: 16777216 bytes).",
    );
  });

  test("[FN21] the arguments of one scheduled function, which have room in a document here", async () => {
    expect(await failing(served.http().mutation(limits.scheduleOne!, { length: 2 << 20 }))).toContain(
      "Arguments for the scheduled function limits:nothing are too large (actual: 2.00 MiB, limit: 1 MiB)",
    );
  });

  test("the size and the depth of a document", async () => {
    expect(await failing(served.http().mutation(limits.writeTooLarge!, {}))).toContain(
      "Value is too large (1.00 MiB > maximum size 1 MiB)",
    );
    expect(await failing(served.http().mutation(limits.nest!, { depth: 15 }))).toBe("it did not fail");
    expect(await failing(served.http().mutation(limits.nest!, { depth: 16 }))).toContain(
      "Document is too nested (nested 17 levels deep > maximum nesting 16)",
    );
  });

  test("the operators of a query", async () => {
    await served.http().query(limits.manyOperators!, { count: 255 });
    expect(await failing(served.http().query(limits.manyOperators!, { count: 256 }))).toContain(
      "Query has too many operators: 257 (maximum 256)",
    );
  });

  test("a function is told what it has used and what remains", async () => {
    expect(await served.http().mutation(limits.metrics!, {})).toMatchObject({
      documentsWritten: { used: 1, remaining: 15_999 },
      databaseQueries: { used: 1, remaining: 4_095 },
      functionsScheduled: { used: 0, remaining: 1_000 },
    });
  });
});

describe("[FN23] arguments and results", () => {
  test("have 16 MiB at most", async () => {
    expect(await failing(served.http().query(limits.large!, { length: 17 << 20 }))).toContain(
      "Function limits:large return value is too large (actual: 17.00 MiB, limit: 16 MiB)",
    );
    const text = "x".repeat(17 << 20);
    expect(await failing(served.http().query(limits.large!, { length: 1, text }))).toContain(
      "Arguments for limits:large are too large (actual: 17.00 MiB, limit: 16 MiB)",
    );
  });

  test("of fifteen reach the official client, from functions of every kind", async () => {
    const length = 15 << 20;
    const own = await serve({ functionsDir });
    const client = own.client();
    const text = "x".repeat(length);
    expect(await client.query(limits.large!, { length, text })).toHaveLength(length);
    expect(await client.action(limits.largeByAction!, { length, text })).toHaveLength(length);
    expect(await client.mutation(limits.writeAndAnswer!, { length })).toBe("a😀".repeat(length / 3));
    await own.stop();
  });

  test("[RS2] the answer to a mutation is given again whole, however large", async () => {
    const own = await serve({ functionsDir });
    const sessionId = crypto.randomUUID();
    const ask = async (connectionCount: number) => {
      const raw = await own.socket();
      raw.connect(sessionId, { connectionCount });
      raw.send({
        type: "Mutation",
        requestId: 3,
        udfPath: "limits:writeAndAnswer",
        args: [{ length: 3 << 20 }],
      });
      const { success, result } = await raw.next("MutationResponse");
      raw.terminate();
      return { success, result };
    };
    const whole = { success: true, result: "a😀".repeat(1 << 20) };
    expect(await ask(0)).toEqual(whole);
    expect(await ask(1)).toEqual(whole);
    expect(await own.http().query(limits.answered!, {})).toBe(1);
    await own.stop();
  });
});
