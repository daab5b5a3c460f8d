import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyApi } from "convex/server";
import { realWorld, type World } from "../src/world";
import { serve, temporaryFolder, Watched, type Served } from "./support/harness";

const functionsDir = fileURLToPath(new URL("data-fixture/convex", import.meta.url));
const tallies = anyApi.tallies!;
const unique = () => crypto.randomUUID();
const dayMs = 24 * 60 * 60_000;

let served: Served;
beforeAll(async () => void (served = await serve({ functionsDir })));
afterAll(() => served.stop());

type Job = { name: string; args: unknown[]; scheduledTime: number; completedTime?: number; state: { kind: string } };

async function counted(from: Served, name: string, value = 1): Promise<void> {
  const seen = new Watched<number>();
  const client = from.client();
  client.onUpdate(tallies.read!, { name }, seen.push);
  await seen.until((found) => found >= value);
  await client.close();
}

const jobOf = async (from: Served, id: unknown) => (await from.http().query(tallies.job!, { id })) as Job | null;

/** A clock that stands where it is put; timers run as they do. */
const worldAt = (nowMs: number): World => ({ ...realWorld, now: () => nowMs });

describe("scheduled functions", () => {
  test("[JB8] a time that has passed means now, and the document tells when it was due and done", async () => {
    const name = unique();
    const atMs = Date.now() - dayMs;
    const id: unknown = await served.http().mutation(tallies.later!, { name, atMs });
    await counted(served, name);
    const job = await jobOf(served, id);
    expect(job).toMatchObject({
      _id: id,
      name: "tallies.js:count",
      args: [{ name }],
      scheduledTime: atMs,
      state: { kind: "success" },
    });
    expect(job?.completedTime).toBeGreaterThan(atMs + dayMs - 1);
    const done = (await served.http().query(tallies.jobs!, { state: "success" })) as Job[];
    expect(done.map((one) => one.args[0])).toContainEqual({ name });
  });

  test("[JB9] an action that is cancelled while it runs goes on, and nothing that it schedules begins", async () => {
    const name = unique();
    const id: unknown = await served.http().action(tallies.startSlow!, { name });
    await counted(served, `${name} began`);
    expect(await jobOf(served, id)).toMatchObject({ state: { kind: "inProgress" } });
    await served.http().mutation(tallies.cancel!, { id });
    await served.http().mutation(tallies.countNow!, { name: `${name} may go on` });
    await counted(served, `${name} ended`);
    expect(await jobOf(served, id)).toMatchObject({ state: { kind: "canceled" } });
    const after = unique();
    await served.http().mutation(tallies.later!, { name: after, atMs: 0 });
    await counted(served, after);
    expect(await served.http().query(tallies.read!, { name: `${name} afterwards` })).toBe(0);
    const cancelled = (await served.http().query(tallies.jobs!, { state: "canceled" })) as Job[];
    expect(cancelled.filter(({ args }) => JSON.stringify(args).includes(`${name} afterwards`))).toHaveLength(2);
  });

  test("[JB10] a finished job is kept for a week", async () => {
    const { folder, remove } = temporaryFolder();
    const at = (nowMs: number) => serve({ functionsDir, dataDir: folder, world: worldAt(nowMs) });
    const startMs = Date.UTC(2027, 0, 1, 12, 5);
    const ids: unknown[] = [];
    for (const nowMs of [startMs, startMs + 2 * dayMs]) {
      const runtime = await at(nowMs);
      const name = unique();
      ids.push(await runtime.http().mutation(tallies.later!, { name, atMs: 0 }));
      await counted(runtime, name);
      await runtime.stop();
    }
    const later = await at(startMs + 8 * dayMs);
    const oldest = new Watched<unknown>();
    later.client().onUpdate(tallies.job!, { id: ids[0] }, oldest.push);
    await oldest.until((job) => job === null);
    expect(await jobOf(later, ids[1])).toMatchObject({ state: { kind: "success" } });
    await later.stop();
    remove();
  });
});

describe("crons", () => {
  test("[CR3] across restarts none is doubled, and missed times are made up for once", async () => {
    const { folder, remove } = temporaryFolder();
    const counts = async (nowMs: number) => {
      const runtime = await serve({ functionsDir, dataDir: folder, world: worldAt(nowMs) });
      const name = unique();
      // Jobs run in the order of their times: when this one has run, those of the crons have.
      await runtime.http().mutation(tallies.later!, { name, atMs: nowMs });
      await counted(runtime, name);
      const ran: unknown[] = await Promise.all(
        ["tick", "morning", "pulse"].map((cron) => runtime.http().query(tallies.read!, { name: cron })),
      );
      await runtime.stop();
      return ran;
    };
    const at = (hour: number, minute: number) => Date.UTC(2027, 0, 1, hour, minute);
    expect(await counts(at(5, 5))).toEqual([0, 0, 1]);
    expect(await counts(at(5, 11))).toEqual([1, 0, 1]);
    expect(await counts(at(5, 11))).toEqual([1, 0, 1]);
    expect(await counts(at(8, 0))).toEqual([2, 1, 2]);
    expect(await counts(at(8, 0))).toEqual([2, 1, 2]);
    // A clock that is set back repeats nothing.
    expect(await counts(at(7, 0))).toEqual([2, 1, 2]);
    // What runs every hour waits an hour from then, not two.
    expect(await counts(at(8, 10))).toEqual([3, 1, 3]);
    remove();
  });

  test("[CR1] a cron that still runs is not begun again; its next time after that is kept", async () => {
    let nowMs = Date.UTC(2027, 0, 1, 3, 5);
    // The clock goes where the test puts it; whoever waits for it looks often.
    const after: World["after"] = (ms, work) => realWorld.after(Math.min(ms, 20), work);
    const runtime = await serve({ functionsDir, world: { ...realWorld, now: () => nowMs, after } });
    const read = (name: string) => runtime.http().query(tallies.read!, { name }) as Promise<number>;
    const minutes = (count: number) => (nowMs += count * 60_000);
    minutes(6);
    await counted(runtime, "slow began", 1);
    await counted(runtime, "quick", 1);
    minutes(10);
    await counted(runtime, "quick", 2);
    minutes(10);
    await counted(runtime, "quick", 3);
    expect(await read("slow began")).toBe(1);
    await runtime.http().mutation(tallies.countNow!, { name: "slow may go on" });
    await counted(runtime, "slow ended", 1);
    await expect
      .poll(() => runtime.http().query(tallies.jobs!, { state: "inProgress" }) as Promise<unknown>)
      .toEqual([]);
    minutes(10);
    await counted(runtime, "slow ended", 2);
    expect(await read("slow began")).toBe(2);
    await runtime.stop();
  });
});
