import { writeFileSync } from "node:fs";
import { BaseConvexClient, ConvexClient } from "convex/browser";
import { anyApi } from "convex/server";
import { WebSocket } from "ws";
import { convexTestPointLookups } from "./convex-test-lookups";
import { exponentOf, median, quantile, timeEach, type Row } from "./measure";
import {
  bareEcho,
  bareStore,
  startNotifyStack,
  startPostgres,
  startRuntime,
  type Postgres,
  type Runtime,
} from "./parts";

/**
 * Measures the first rows of what Doctrina promises, each beside its baseline in the same run: five repeats, taken in
 * turns, of which the median counts. Absolute times drift with the machine; the ratio is what is meant.
 */

const repeats = 5;
const rounds = 200;
/** Rounds that are not counted, until the engine has compiled what is hot. */
const warmUp = 2_000;
const api = anyApi.school!;
const rows: Row[] = [];

function add(
  id: string,
  what: string,
  ours: number,
  baseline: number,
  goal: { atMost: number } | { atLeast: number },
  unit = "ms",
) {
  const ratio = ours / baseline;
  const meets = "atMost" in goal ? ratio <= goal.atMost : 1 / ratio >= goal.atLeast;
  const said = "atMost" in goal ? `≤ ${goal.atMost}×` : `≥ ${goal.atLeast}× faster`;
  rows.push({ id, what, ours: round(ours), baseline: round(baseline), ratio: round(ratio), goal: said, unit, meets });
}
const round = (value: number) => Number(value.toPrecision(3));

/** A client of the browser's kind, over its WebSocket. */
function connect(runtime: Runtime) {
  const client = new ConvexClient(runtime.url, { unsavedChangesWarning: false });
  return client;
}

/** P1: a durable mutation over the WebSocket. */
async function mutations(runtime: Runtime, postgres: Postgres | null) {
  const client = connect(runtime);
  const store = bareStore();
  const sql = await postgres?.connect();
  await sql?.query("create table counters (name text primary key, value int not null)");
  const ours: number[] = [];
  const bare: number[] = [];
  const upsert: number[] = [];
  await timeEach(warmUp, () => client.mutation(api.upsert!, { name: "warm" }));
  for (let n = 0; n < repeats; n++) {
    ours.push(median(await timeEach(rounds, (i) => client.mutation(api.upsert!, { name: `n${i % 100}` }))));
    bare.push(median(await timeEach(rounds, store.commit)));
    if (sql) {
      upsert.push(
        median(
          await timeEach(rounds, (i) =>
            sql.query({
              name: "upsert",
              text: "insert into counters values ($1, 1) on conflict (name) do update set value = counters.value + 1",
              values: [`n${i % 100}`],
            }),
          ),
        ),
      );
    }
  }
  add(
    "P1a",
    "durable mutation over the WebSocket, beside a bare durable commit of the store (p50)",
    median(ours),
    median(bare),
    { atMost: 2.5 },
  );
  if (sql)
    add(
      "P1b",
      "durable mutation over the WebSocket, beside an upsert in PostgreSQL by its driver (p50)",
      median(ours),
      median(upsert),
      { atMost: 1.5 },
    );
  await sql?.end();
  await store.close();
  await client.close();
}

/** One query asked once over the WebSocket: from sending it to its result. */
function asker(runtime: Runtime) {
  let seen = () => {};
  const client = new BaseConvexClient(runtime.url, () => seen(), {
    unsavedChangesWarning: false,
    // The two sockets differ only in types that the client does not use.
    webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  return {
    ask: (path: string, args: Record<string, string>) =>
      new Promise<void>((resolve) => {
        const { queryToken, unsubscribe } = client.subscribe(path, args);
        seen = () => {
          if (client.localQueryResult(path, args) === undefined) return;
          seen = () => {};
          unsubscribe();
          resolve();
        };
        void queryToken;
      }),
    close: () => client.close(),
  };
}

/** P3: an indexed query function. */
async function queries(runtime: Runtime, postgres: Postgres | null) {
  const client = asker(runtime);
  const sql = await postgres?.connect();
  await sql?.query("create table courses (slug text primary key, title text, category text, rank int, body text)");
  await sql?.query(
    "insert into courses select 'course-' || n, 'Course ' || n, 'c' || (n % 50), n, repeat('x', 180) from generate_series(0, 4999) n",
  );
  const ours: number[] = [];
  const select: number[] = [];
  await timeEach(warmUp, (i) => client.ask("school:bySlug", { slug: `course-${i % 1000}` }));
  for (let n = 0; n < repeats; n++) {
    ours.push(
      median(await timeEach(rounds, (i) => client.ask("school:bySlug", { slug: `course-${(i * 37 + n) % 1000}` }))),
    );
    if (sql) {
      select.push(
        median(
          await timeEach(rounds, (i) =>
            sql.query({
              name: "point",
              text: "select * from courses where slug = $1",
              values: [`course-${(i * 37 + n) % 1000}`],
            }),
          ),
        ),
      );
    }
  }
  if (sql)
    add(
      "P3a",
      "an indexed query function over the WebSocket, beside a point select in PostgreSQL over its socket (p50)",
      median(ours),
      median(select),
      { atMost: 1.25 },
    );
  add(
    "P3b",
    "an indexed query function, beside convex-test at 5,000 documents (p50)",
    median(ours),
    median(await convexTestPointLookups(5_000, 20)),
    { atLeast: 50 },
  );
  await sql?.end();
  await client.close();
}

/** P4: from a mutation to the own subscription that shows it. */
async function subscriptions(runtime: Runtime, postgres: Postgres | null) {
  const client = connect(runtime);
  const store = bareStore();
  const echo = await bareEcho();
  const stack = postgres ? await startNotifyStack(postgres) : null;
  let seen: (value: number) => void = () => {};
  client.onUpdate(api.counter!, { name: "live" }, (value: number) => seen(value));
  let value = (await client.mutation(api.upsert!, { name: "live" })) as number;
  const change = () =>
    new Promise<void>((resolve) => {
      value += 1;
      const wanted = value;
      seen = (shown) => {
        if (shown >= wanted) resolve();
      };
      void client.mutation(api.upsert!, { name: "live" });
    });
  await timeEach(warmUp, change);
  const ours: number[] = [];
  const oursP95: number[] = [];
  const bare: number[] = [];
  const notify: number[] = [];
  for (let n = 0; n < repeats; n++) {
    const took = await timeEach(rounds, change);
    ours.push(median(took));
    oursP95.push(quantile(took, 0.95));
    bare.push(median(await timeEach(rounds, async (i) => (await store.commit(i), echo.echo('{"type":"Mutation"}')))));
    if (stack) notify.push(quantile(await timeEach(rounds, () => stack.change("live")), 0.95));
  }
  add(
    "P4a",
    "mutation to own subscription, beside a disk flush and a bare WebSocket echo (p50)",
    median(ours),
    median(bare),
    { atMost: 4 },
  );
  if (stack)
    add(
      "P4b",
      "mutation to own subscription, beside trigger → NOTIFY → WebSocket on PostgreSQL (p95)",
      median(oursP95),
      median(notify),
      { atMost: 0.5 },
    );
  await stack?.close();
  await echo.close();
  await store.close();
  await client.close();
}

/** P8: how cost grows from 1,000 to 100,000 documents. The first row's `ours` is the exponent itself. */
async function growth(runtime: Runtime) {
  const client = connect(runtime);
  const reader = asker(runtime);
  const costs = {
    get: [] as { size: number; cost: number }[],
    list: [] as { size: number; cost: number }[],
    enrol: [] as { size: number; cost: number }[],
  };
  let size = 1_000;
  for (const target of [1_000, 10_000, 100_000]) {
    for (; size < target; size += 1_000) await client.mutation(api.load!, { from: size, count: 1_000 });
    const get: number[] = [];
    const list: number[] = [];
    const enrol: number[] = [];
    for (let n = 0; n < repeats; n++) {
      const pick = (i: number) => Math.floor(((i * 7919 + n * 104729) % 100_000) * (target / 100_000));
      get.push(median(await timeEach(rounds, (i) => reader.ask("school:bySlug", { slug: `course-${pick(i)}` }))));
      list.push(median(await timeEach(rounds, (i) => reader.ask("school:list", { category: `c${i % 50}` }))));
      enrol.push(
        median(
          await timeEach(rounds, (i) =>
            client.mutation(api.enroll!, { slug: `course-${pick(i)}`, student: `s${target}-${n}-${i}` }),
          ),
        ),
      );
    }
    costs.get.push({ size: target, cost: median(get) });
    costs.list.push({ size: target, cost: median(list) });
    costs.enrol.push({ size: target, cost: median(enrol) });
  }
  for (const [name, points] of Object.entries(costs)) {
    const exponent = exponentOf(points);
    const first = points[0]?.cost ?? Number.NaN;
    const last = points.at(-1)?.cost ?? Number.NaN;
    rows.push({
      id: `P8 ${name}`,
      what: `${name}: cost exponent from 10³ to 10⁵ documents (p50 at 10⁵ beside 10³)`,
      ours: round(last),
      baseline: round(first),
      ratio: round(exponent),
      goal: "exponent ≤ 0.06",
      unit: "ms",
      meets: exponent <= 0.06,
    });
  }
  await client.close();
  await reader.close();
}

const postgres = await startPostgres();
if (!postgres) console.log("PostgreSQL is not on this machine: its rows are left out.");
const runtime = await startRuntime();
try {
  const client = connect(runtime);
  await client.mutation(api.load!, { from: 0, count: 1_000 });
  await client.close();
  await mutations(runtime, postgres);
  await queries(runtime, postgres);
  await subscriptions(runtime, postgres);
  await growth(runtime);
} finally {
  await runtime.close();
  await postgres?.close();
}
writeFileSync(new URL("results.json", import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
console.table(
  rows.map(({ id, what, ours, baseline, ratio, goal, unit, meets }) => ({
    id,
    what,
    ours,
    baseline,
    ratio,
    goal,
    unit,
    meets: meets ? "yes" : "NO",
  })),
);
process.exit(0);
