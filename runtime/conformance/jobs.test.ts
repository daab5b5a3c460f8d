import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./fixture/convex/_generated/api";
import { nextRun } from "../src/scheduler/cron-schedule";
import type { Write } from "../src/store/key-value-store";
import { MemoryStore } from "../src/store/memory-store";
import { serve, temporaryFolder, Watched, type Served } from "./support/harness";

let served: Served;
beforeAll(async () => void (served = await serve()));
afterAll(() => served.stop());

const unique = () => crypto.randomUUID();

function counter(from: Served, name: string): Watched<number> {
  const seen = new Watched<number>();
  from.client().onUpdate(api.counters.read, { name }, seen.push);
  return seen;
}

describe("scheduled functions", () => {
  test("[JB1] a scheduled mutation runs once and its document says so", async () => {
    const name = unique();
    const id = await served.http().mutation(api.jobs.later, { name, delayMs: 0 });
    const seen = new Watched<unknown>();
    served.client().onUpdate(api.jobs.state, { id }, seen.push);
    await seen.until((job) => (job as { state: { kind: string } }).state.kind === "success");
    expect(seen.last).toEqual({
      name: "counters.js:addInternally",
      args: [{ name, by: 1 }],
      state: { kind: "success" },
    });
    expect(await served.http().query(api.counters.read, { name })).toBe(1);
  });

  test("[JB2] what a failed mutation has scheduled never runs", async () => {
    const [name, after] = [unique(), unique()];
    await expect(served.http().mutation(api.jobs.laterThenFail, { name })).rejects.toThrow();
    await served.http().mutation(api.jobs.later, { name: after, delayMs: 0 });
    await counter(served, after).until((value) => value === 1);
    expect(await served.http().query(api.counters.read, { name })).toBe(0);
  });

  test("[JB3] a job that is cancelled does not run", async () => {
    const [name, after] = [unique(), unique()];
    const id = await served.http().mutation(api.jobs.later, { name, delayMs: 60_000 });
    await served.http().mutation(api.jobs.cancel, { id });
    expect(await served.http().query(api.jobs.state, { id })).toMatchObject({ state: { kind: "canceled" } });
    await served.http().mutation(api.jobs.later, { name: after, delayMs: 0 });
    await counter(served, after).until((value) => value === 1);
    expect(await served.http().query(api.counters.read, { name })).toBe(0);
  });

  test("[JB4] a job that fails keeps its error and none of its writes", async () => {
    const name = unique();
    const id = await served.http().mutation(api.jobs.failing, { name });
    const seen = new Watched<unknown>();
    served.client().onUpdate(api.jobs.state, { id }, seen.push);
    const job = (await seen.until((found) => (found as { state: { kind: string } }).state.kind === "failed")) as {
      state: { error: string };
    };
    expect(job.state.error).toContain("the job fails");
    expect(await served.http().query(api.counters.read, { name })).toBe(0);
  });

  test("[JB5] actions schedule and cancel too", async () => {
    const name = unique();
    const seen = counter(served, name);
    await served.http().action(api.jobs.fromAction, { name });
    expect(await seen.until((value) => value > 0)).toBe(1);
  });

  test("[JB6] jobs outlive a restart: a mutation still runs once, an action that was cut off is not run again", async () => {
    const { folder, remove } = temporaryFolder();
    const [name, slow] = [unique(), unique()];
    const before = await serve({ dataDir: folder });
    const waiting = await before.http().mutation(api.jobs.later, { name, delayMs: 400 });
    const cut = await before.http().mutation(api.jobs.startSlow, { name: slow, forMs: 60_000 });
    await counter(before, slow).until((value) => value === 1);
    await before.stop();
    const after = await serve({ dataDir: folder });
    await counter(after, name).until((value) => value === 1);
    expect(await after.http().query(api.jobs.state, { id: waiting })).toMatchObject({ state: { kind: "success" } });
    expect(await after.http().query(api.jobs.state, { id: cut })).toMatchObject({ state: { kind: "failed" } });
    expect(await after.http().query(api.counters.read, { name: slow })).toBe(1);
    await after.stop();
    remove();
  });
});

/** A store on a disk that has no room just when it is to be written that something has succeeded. */
class FullStore extends MemoryStore {
  refusals = 0;

  override async commit(batch: readonly Write[]): Promise<void> {
    const tells = batch.some(({ value }) => value?.includes('"kind":"success"'));
    if (tells && this.refusals < 2) {
      this.refusals += 1;
      throw new Error("the disk is full");
    }
    await super.commit(batch);
  }
}

test("[JB6] how an action ended is kept, also when the disk was full just then", async () => {
  const store = new FullStore();
  const full = await serve({ store });
  const id = await full.http().mutation(api.jobs.startSlow, { name: "slow", forMs: 1 });
  const seen = new Watched<unknown>();
  full.client().onUpdate(api.jobs.state, { id }, seen.push);
  await seen.until((job) => (job as { state: { kind: string } }).state.kind === "success");
  expect(store.refusals).toBe(2);
  expect(await full.http().query(api.counters.read, { name: "slow" })).toBe(2);
  await full.stop();
});

describe("when a cron is due", () => {
  const at = (text: string) => Date.parse(`${text}Z`);
  test.each([
    ["interval", { type: "interval", minutes: 5 }, "2026-01-01T00:00", "2026-01-01T00:05"],
    ["hourly", { type: "hourly", minuteUTC: 30 }, "2026-01-01T00:30", "2026-01-01T01:30"],
    ["daily", { type: "daily", hourUTC: 3, minuteUTC: 15 }, "2026-02-28T04:00", "2026-03-01T03:15"],
    [
      "weekly",
      { type: "weekly", dayOfWeek: "monday", hourUTC: 9, minuteUTC: 0 },
      "2026-11-20T12:00",
      "2026-11-23T09:00",
    ],
    ["monthly", { type: "monthly", day: 31, hourUTC: 0, minuteUTC: 0 }, "2026-02-01T00:00", "2026-03-31T00:00"],
    ["every quarter of an hour", { type: "cron", cron: "*/15 * * * *" }, "2026-01-01T00:16", "2026-01-01T00:30"],
    ["working days at nine", { type: "cron", cron: "0 9 * * 1-5" }, "2026-11-20T09:00", "2026-11-23T09:00"],
    ["the 13th or a Friday", { type: "cron", cron: "0 0 13 * 5" }, "2026-11-11T00:00", "2026-11-13T00:00"],
    ["named days", { type: "cron", cron: "0 9 * * Mon-wed,FRI" }, "2026-11-18T09:00", "2026-11-20T09:00"],
    ["a named month", { type: "cron", cron: "30 4 1,15 jan,jul *" }, "2026-01-15T04:30", "2026-07-01T04:30"],
    ["steps in a range", { type: "cron", cron: "0-30/10,45 8 * * *" }, "2026-01-01T08:30", "2026-01-01T08:45"],
    ["a leap day", { type: "cron", cron: "0 0 29 2 *" }, "2026-01-01T00:00", "2028-02-29T00:00"],
  ])("[CR1] %s", (_name, schedule, from, expected) => {
    expect(new Date(nextRun("job", schedule, at(from))).toISOString()).toBe(new Date(at(expected)).toISOString());
  });

  test.each(["* * * *", "0 0 * * monday", "0 0 jan * *", "60 * * * *", "a * * * *", "* * * * * *", "*/0 * * * *"])(
    "[CR2] the schedule '%s' is refused",
    (cron) => {
      expect(() => nextRun("job", { type: "cron", cron }, 0)).toThrow();
    },
  );
});
