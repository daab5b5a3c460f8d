import { beforeEach, describe, expect, test } from "vitest";
import { memoryJobStore } from "../jobs/memory-job-store";
import { backOff } from "./back-off";
import { endLeases } from "./end-leases";
import { enqueue } from "./enqueue";
import { memoryOutboxStore } from "./memory-outbox-store";
import type { Outcome } from "./outbox-item";
import { settleBatch } from "./settle-batch";
import { leaseMs, takeBatch } from "./take-batch";

let now = 1_000;
const open = () => ({ outbox: memoryOutboxStore(), jobs: memoryJobStore(), clock: { now: () => now } });
let deps = open();
beforeEach(() => {
  now = 1_000;
  deps = open();
});

const put = (key: string, payload: unknown = key) => enqueue(deps, "mail", { key, payload });
const take = (lease: string) => takeBatch(deps, "mail", { lease, limit: 10 });
const settle = (lease: string, outcomes: Outcome[]) => settleBatch(deps, "mail", { lease, outcomes });
const as = (result: Outcome["result"], key: string, revision = 1): Outcome => ({
  ...{ key, revision, result },
  error: result === "delivered" ? "" : "mailbox on fire",
});

describe("what waits for a vendor", () => {
  test("that was being told when the backend ended is told again as soon as it is back", async () => {
    await put("a");
    await take("one");
    await put("b");
    await endLeases(deps);
    expect(deps.jobs.asked.at(-1)).toEqual({ name: "deliver", args: { channel: "mail" }, delayMs: 0 });
    expect(await take("two")).toMatchObject([{ key: "a" }, { key: "b" }]);
  });
  test("is told once in its newest form", async () => {
    await put("a", "old");
    await put("a", "new");
    expect(await take("one")).toMatchObject([{ key: "a", payload: "new", revision: 2 }]);
    expect(deps.jobs.asked).toEqual([{ name: "deliver", args: { channel: "mail" }, delayMs: 0 }]);
  });
  test("changed while it is being delivered, it is delivered again", async () => {
    await put("a", "old");
    await take("one");
    await put("a", "new");
    await settle("one", [as("delivered", "a")]);
    expect(await take("two")).toMatchObject([{ key: "a", payload: "new", revision: 2 }]);
    await settle("two", [as("delivered", "a", 2)]);
    expect(await take("three")).toBeNull();
  });
  test("is delivered by one at a time; a delivery that never answers gives way", async () => {
    await put("a");
    await take("one");
    expect(await take("two")).toBeNull();
    now += leaseMs + 1;
    expect(await take("two")).toMatchObject([{ key: "a" }]);
    // The lost one answers after all: what it did is true, and the lease of the other one stays.
    await settle("one", [as("delivered", "a")]);
    expect((await deps.outbox.state("mail")).lease).toBe("two");
  });
  test("waits longer after each failure, and the channel says why", async () => {
    await put("a");
    await take("one");
    await settle("one", [as("failed", "a")]);
    expect(await take("two")).toBeNull();
    expect(deps.jobs.asked.at(-1)).toMatchObject({ name: "deliver", delayMs: backOff(1, "mail") });
    now += backOff(1, "mail");
    expect(await take("two")).toMatchObject([{ key: "a", attempts: 1 }]);
    expect(await deps.outbox.state("mail")).toMatchObject({ lastError: "mailbox on fire", lastErrorAt: 1_000 });
  });
  test("refused for good, it waits for a newer form", async () => {
    await put("a");
    await take("one");
    await settle("one", [as("refused", "a")]);
    now += 24 * 60 * 60_000;
    expect(await take("two")).toBeNull();
    expect(await deps.outbox.refused("mail", 10)).toMatchObject([{ key: "a", lastError: "mailbox on fire" }]);
    await put("a", "mended");
    expect(await take("two")).toMatchObject([{ key: "a", payload: "mended", attempts: 0 }]);
  });
  test("never waits longer than five minutes between attempts", () => {
    expect([1, 2, 3, 9, 40].map((attempts) => backOff(attempts, "mail"))).toEqual([
      2_000, 4_000, 8_000, 300_000, 300_000,
    ]);
  });
});
