import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { asker, connect } from "./clients";
import { exponentOf, keepBusy, median, timeEach } from "./measure";
import { startRuntime } from "./parts";
import { api, repeats, rounds } from "./plan";
import { add, addGrowth } from "./table";

const sizes = [1_000, 10_000, 100_000, 1_000_000];

type What = "get" | "list" | "enrol";

/** P8: how cost grows from 1,000 to 1,000,000 documents: a server for each size, asked in turns, so that all meet the same machine. */
export async function documents(): Promise<void> {
  const places = [];
  for (const size of sizes) places.push(await loaded(size));
  for (let n = 0; n < 4; n++) for (const place of places) await place.measure(repeats + n);
  for (const { took } of places) for (const times of Object.values(took)) times.length = 0;
  for (let n = 0; n < repeats * 3; n++) for (const place of places) await place.measure(n);
  for (const name of ["get", "list", "enrol"] as const) {
    const points = places.map(({ size, took }) => ({ size, cost: median(took[name]) }));
    const what = `${name}: cost exponent from 10³ to 10⁶ documents (p50 at 10⁶ beside 10³)`;
    addGrowth(`P8 ${name}`, what, points[0]!.cost, points.at(-1)!.cost, exponentOf(points), 0.06);
  }
  for (const { close } of places) await close();
}

/** A server with so many courses, and how long its answers took: a median for each time that it was measured. */
async function loaded(size: number) {
  const runtime = await startRuntime();
  const client = connect(runtime);
  const reader = asker(runtime);
  const count = Math.min(size, 4_000);
  for (let from = 0; from < size; from += count) await client.mutation(api.load!, { from, count });
  const took: Record<What, number[]> = { get: [], list: [], enrol: [] };
  const measure = async (n: number) => {
    const slug = (i: number) => `course-${(i * 7919 + n * 104_729) % size}`;
    const enroll = (i: number) => client.mutation(api.enroll!, { slug: slug(i), student: `s${n}-${i}` });
    took.get.push(median(await timeEach(rounds, (i) => reader.ask("school:bySlug", { slug: slug(i) }))));
    took.list.push(median(await timeEach(rounds, (i) => reader.ask("school:list", { category: `c${i % 50}` }))));
    took.enrol.push(median(await timeEach(rounds, enroll)));
  };
  const close = async () => {
    await client.close();
    await reader.close();
    await runtime.close();
  };
  return { size, took, measure, close };
}

function folderSize(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
    .reduce((sum, stat) => sum + (stat?.isFile() ? stat.blocks * 512 : 0), 0);
}

/**
 * Writes for some minutes over data that stays the same size: heap and files must not grow. `perSecond` bounds the
 * writes, so that a long run leaves the machine to others; without it they go as fast as they are answered.
 */
export async function endurance(minutes: number, perSecond: number): Promise<void> {
  const runtime = await startRuntime();
  const lanes = 8;
  // By HTTP, which keeps no answers for clients that come back: what is kept for a day would count as growth.
  const clients = Array.from({ length: lanes }, () => new ConvexHttpClient(runtime.url));
  let writes = 0;
  const startedAt = Date.now();
  const end = keepBusy(lanes, async (lane, n) => {
    const earlyMs = startedAt + ((n * lanes + lane) * 1_000) / perSecond - Date.now();
    if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
    writes += 1;
    await clients[lane]!.mutation(api.upsert!, { name: `e${lane}-${n % 250}` });
  });
  const samples: { heap: number; files: number; rss: number }[] = [];
  const every = Math.max(2_000, (minutes * 60_000) / 40);
  const until = Date.now() + minutes * 60_000;
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, every));
    const { heapUsed, rss } = await runtime.health();
    samples.push({ heap: heapUsed / 2 ** 20, files: folderSize(runtime.data) / 2 ** 20, rss: rss / 2 ** 20 });
  }
  await end();
  const part = (from: number, to: number) => samples.slice(samples.length * from, samples.length * to);
  const [middle, last] = [part(1 / 3, 2 / 3), part(2 / 3, 1)];
  const of = (which: typeof samples, name: "heap" | "files" | "rss") => median(which.map((sample) => sample[name]));
  const what = `after ${writes.toLocaleString("en")} writes over constant data in ${minutes} min: median of the last third beside that of the middle third`;
  for (const name of ["heap", "files", "rss"] as const)
    add(
      `endurance ${name}`,
      `${name === "rss" ? "resident memory" : name} ${what}`,
      of(last, name),
      of(middle, name),
      { atMost: 1.05 },
      "MB",
    );
  await runtime.close();
}
