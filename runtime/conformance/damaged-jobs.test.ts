import { fileURLToPath } from "node:url";
import { anyApi } from "convex/server";
import { expect, test } from "vitest";
import {
  DamagedStoreError,
  type KeyValueStore,
  type Pair,
  type Snapshot,
  type Span,
} from "../src/store/key-value-store";
import { MemoryStore } from "../src/store/memory-store";
import { realWorld } from "../src/world";
import { api } from "./fixture/convex/_generated/api";
import { serve, Watched, type Served } from "./support/harness";

type Damage = (pair: Pair) => boolean;

/** A store of which some records are damaged, as a bit lost on a disk would have it. */
class DamagedStore implements KeyValueStore {
  readonly #whole: MemoryStore;
  readonly #isDamaged: Damage;

  constructor(whole: MemoryStore, isDamaged: Damage) {
    this.#whole = whole;
    this.#isDamaged = isDamaged;
  }

  snapshot(): Snapshot {
    const snapshot = this.#whole.snapshot();
    const checked = (pair: Pair) => {
      if (this.#isDamaged(pair)) throw new DamagedStoreError("A record does not match its checksum.");
      return pair;
    };
    return {
      get: (key) => {
        const value = snapshot.get(key);
        return value === undefined ? undefined : checked({ key, value }).value;
      },
      *range(span: Span) {
        const pairs = snapshot.range(span);
        for (let pair = pairs.next(); !pair.done; pair = pairs.next()) yield checked(pair.value);
        return undefined;
      },
      close: () => snapshot.close(),
    };
  }

  commit(...batch: Parameters<MemoryStore["commit"]>) {
    return this.#whole.commit(...batch);
  }

  close() {
    return this.#whole.close();
  }
}

const minuteMs = 60_000;
const twoMinutesLater = { ...realWorld, now: () => Date.now() + 2 * minuteMs };

/** Plans three jobs of a minute's time, closes the server, and opens another one when they are due, with damage. */
async function dueWithDamage(damageIn: (store: MemoryStore) => Damage): Promise<Served> {
  const store = new MemoryStore();
  const first = await serve({ store });
  for (const name of ["a", "b", "c"]) await first.http().mutation(api.jobs.later, { name, delayMs: minuteMs });
  await first.stop();
  const again = store.reopened();
  return await serve({ store: new DamagedStore(again, damageIn(again)), world: twoMinutesLater });
}

async function counted(served: Served, name: string): Promise<void> {
  const seen = new Watched<number>();
  served.client().onUpdate(api.counters.read, { name }, seen.push);
  await seen.until((value) => value === 1);
}

/** Everything in one of the spaces that keys are laid out in (keys.ts). */
function recordsOf(store: MemoryStore, space: number): Pair[] {
  const span = { from: new Uint8Array([space]), to: new Uint8Array([space + 1]), reverse: false };
  const pairs = store.snapshot().range(span);
  const found: Pair[] = [];
  for (let pair = pairs.next(); !pair.done; pair = pairs.next()) found.push(pair.value);
  return found;
}

/** The index entry of the second of the pending jobs. */
function secondPending(store: MemoryStore): Damage {
  const keys = recordsOf(store, 2)
    .map(({ key }) => key)
    .filter((key) => Buffer.from(key).includes("pending"));
  expect(keys).toHaveLength(3);
  return ({ key }) => Buffer.compare(key, keys[1]!) === 0;
}

const jobOfB: Damage = ({ value }) => value.includes('"scheduledTime"') && value.includes('"name":"b"');

test.each([
  ["a record", () => jobOfB],
  ["an index entry", secondPending],
] as const)("[JB11] %s that is damaged holds up no other job, and is told once", async (_what, damageIn) => {
  const served = await dueWithDamage(damageIn);
  await counted(served, "a");
  await counted(served, "c");
  await served.http().mutation(api.jobs.later, { name: "d", delayMs: 0 });
  await counted(served, "d");
  expect(await served.http().query(api.counters.read, { name: "b" })).toBe(0);
  expect(served.runtime.health().data).toMatchObject({ state: "damaged" });
  expect(served.logs.filter((line) => line.startsWith("THE DATA IS DAMAGED."))).toHaveLength(1);
  await served.stop();
});

test("[JB1] a mutation that meets damaged data waits until they are restored, and then runs once", async () => {
  let [isDamaged, aheadMs] = [false, 0];
  const counterOfA: Damage = ({ value }) => isDamaged && value.includes('"name":"a"') && value.includes('"value":');
  const world = { ...realWorld, now: () => Date.now() + aheadMs };
  const served = await serve({ store: new DamagedStore(new MemoryStore(), counterOfA), world });
  await served.http().mutation(api.jobs.later, { name: "a", delayMs: 0 });
  await counted(served, "a");
  isDamaged = true;
  const id = await served.http().mutation(api.jobs.later, { name: "a", delayMs: 0 });
  await expect.poll(() => served.logs.join("\n"), { timeout: 10_000 }).toContain("is damaged");
  await served.http().mutation(api.jobs.later, { name: "b", delayMs: 0 });
  await counted(served, "b");
  expect(await served.http().query(api.jobs.state, { id })).toMatchObject({ state: { kind: "pending" } });
  expect(served.runtime.health().data).toMatchObject({ state: "damaged" });
  [isDamaged, aheadMs] = [false, 2 * minuteMs];
  await served.http().mutation(api.jobs.later, { name: "c", delayMs: 0 });
  const seen = new Watched<number>();
  served.client().onUpdate(api.counters.read, { name: "a" }, seen.push);
  await seen.until((value) => value === 2);
  expect(await served.http().query(api.jobs.state, { id })).toMatchObject({ state: { kind: "success" } });
  await served.stop();
});

test("[JB11] a cron that is damaged starts afresh, and the others go on", async () => {
  const functionsDir = fileURLToPath(new URL("data-fixture/convex", import.meta.url));
  const tallies = anyApi.tallies!;
  const store = new MemoryStore();
  const first = await serve({ store, functionsDir });
  const atLeast = async (served: Served, name: string, count: number) => {
    const seen = new Watched<number>();
    served.client().onUpdate(tallies.read!, { name }, seen.push);
    await seen.until((value) => value >= count);
  };
  await atLeast(first, "pulse", 1);
  await first.stop();
  const again = store.reopened();
  const pulse = recordsOf(again, 3).find(({ value }) => value.includes('"spec"') && value.includes('"name":"pulse"'));
  const damaged = new DamagedStore(again, ({ key }) => Buffer.compare(key, pulse!.key) === 0);
  const second = await serve({
    store: damaged,
    functionsDir,
    world: { ...realWorld, now: () => Date.now() + 20 * minuteMs },
  });
  await atLeast(second, "tick", 1);
  await atLeast(second, "pulse", 2);
  expect(second.runtime.health().data).toMatchObject({ state: "damaged" });
  await second.stop();
});
