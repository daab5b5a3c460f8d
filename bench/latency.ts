import type { ConvexClient } from "convex/browser";
import { asker, connect, rawLine, rawPostgres, rawQueries } from "./clients";
import { keepBusy, median, quantile, throughput, timeEach } from "./measure";
import { bareEcho, bareStore, measureInside, startLeast, startNotifyStack, type Postgres, type Runtime } from "./parts";
import { api, repeats, rounds, warmUp } from "./plan";
import { add, addWithFloor } from "./table";

const upsertText = "insert into counters values ($1, 1) on conflict (name) do update set value = counters.value + 1";
const selectText = "select * from courses where slug = $1";

/** P1: a durable mutation over the WebSocket, one after the other. */
export async function mutations(runtime: Runtime, postgres: Postgres | null): Promise<void> {
  const client = connect(runtime);
  const leastServer = await startLeast();
  const least = connect(leastServer);
  const store = bareStore();
  const sql = await postgres?.connect();
  await sql?.query("create table if not exists counters (name text primary key, value int not null)");
  const upsert = (i: number) => sql!.query({ name: "upsert", text: upsertText, values: [`n${i % 100}`] });
  const ours: number[] = [];
  const floors: number[] = [];
  const bare: number[] = [];
  const theirs: number[] = [];
  const mutate = (by: ConvexClient) => (i: number) => by.mutation(api.upsert!, { name: `n${i % 100}` });
  await timeEach(warmUp, mutate(client));
  await timeEach(warmUp, mutate(least));
  if (sql) await timeEach(warmUp, upsert);
  for (let n = 0; n < repeats; n++) {
    ours.push(median(await timeEach(rounds, mutate(client))));
    floors.push(median(await timeEach(rounds, mutate(least))));
    bare.push(median(await timeEach(rounds, store.commit)));
    if (sql) theirs.push(median(await timeEach(rounds, upsert)));
  }
  const what = "durable mutation over the WebSocket, beside";
  const beside = (samples: number[]) => ({ ours: median(ours), floor: median(floors), baseline: median(samples) });
  addWithFloor("P1a", `${what} a bare durable commit of LMDB (p50)`, beside(bare), { atMost: 2.5 });
  const upserts = `${what} an upsert in PostgreSQL by its driver (p50)`;
  if (sql) addWithFloor("P1b", upserts, beside(theirs), { atMost: 1.5 });
  await sql?.end();
  await store.close();
  await least.close();
  await leastServer.close();
  await client.close();
}

/** P2: sixty-four callers at the same time. */
export async function concurrentMutations(runtime: Runtime, postgres: Postgres | null): Promise<void> {
  if (!postgres) return;
  const lanes = 64;
  const leastServer = await startLeast();
  const clients = Array.from({ length: lanes }, () => connect(runtime));
  const least = clients.map(() => connect(leastServer));
  const sql = await Promise.all(clients.map(() => postgres.connect()));
  await sql[0]!.query("create table if not exists counters (name text primary key, value int not null)");
  const ours: number[] = [];
  const theirs: number[] = [];
  const floors: number[] = [];
  const mutateBy = (all: readonly ConvexClient[]) => (lane: number, n: number) =>
    all[lane]!.mutation(api.upsert!, { name: `m${lane}-${n % 20}` });
  const upsert = (lane: number, n: number) =>
    sql[lane]!.query({ name: "upsert", text: upsertText, values: [`m${lane}-${n % 20}`] });
  await throughput(lanes, 2_000, mutateBy(clients));
  await throughput(lanes, 1_000, mutateBy(least));
  await throughput(lanes, 1_000, upsert);
  for (let n = 0; n < repeats; n++) {
    ours.push(await throughput(lanes, 2_000, mutateBy(clients)));
    floors.push(await throughput(lanes, 2_000, mutateBy(least)));
    theirs.push(await throughput(lanes, 2_000, upsert));
  }
  addWithFloor(
    "P2",
    "64 concurrent durable mutations, beside upserts of 64 PostgreSQL clients",
    { ours: median(ours), floor: median(floors), baseline: median(theirs) },
    { timesMore: 1.5 },
    "/s",
  );
  await Promise.all([...clients, ...least].map((client) => client.close()));
  await Promise.all(sql.map((client) => client.end()));
  await leastServer.close();
}

/** P3: an indexed query function. Each line has the same boundary on both sides. */
export async function queries(runtime: Runtime, postgres: Postgres | null): Promise<void> {
  const client = asker(runtime);
  const leastServer = await startLeast();
  const least = asker(leastServer);
  const line = await rawLine(runtime);
  const raw = rawQueries(line, "school:bySlug");
  const ours: number[] = [];
  const oursRaw: number[] = [];
  const theirs: number[] = [];
  const theirsRaw: number[] = [];
  const echoed: number[] = [];
  const floors: number[] = [];
  const echo = await bareEcho();
  // As many bytes as a course has.
  const course = "x".repeat(600);
  const slug = (i: number, n: number) => `course-${(i * 37 + n) % 1000}`;
  const loader = connect(leastServer);
  await loader.mutation(api.load!, { from: 0, count: 1_000 });
  await loader.close();
  await timeEach(warmUp, (i) => client.ask("school:bySlug", { slug: slug(i, 0) }));
  await timeEach(warmUp, (i) => least.ask("school:bySlug", { slug: slug(i, 0) }));
  await timeEach(warmUp, (i) => raw({ slug: slug(i, 0) }));
  const sql = await postgres?.connect();
  if (postgres && sql) {
    await sql.query("create table courses (slug text primary key, title text, category text, rank int, body text)");
    await sql.query(
      "insert into courses select 'course-' || n, 'Course ' || n, 'c' || (n % 50), n, repeat('x', 180) from generate_series(0, 4999) n",
    );
    await sql.query("analyze courses");
    const point = (i: number, n: number) => sql.query({ name: "point", text: selectText, values: [slug(i, n)] });
    const bare = await rawPostgres(postgres, selectText);
    await timeEach(warmUp, (i) => point(i, 0));
    await timeEach(warmUp, (i) => bare.ask(slug(i, 0)));
    for (let n = 0; n < repeats; n++) {
      ours.push(median(await timeEach(rounds, (i) => client.ask("school:bySlug", { slug: slug(i, n) }))));
      floors.push(median(await timeEach(rounds, (i) => least.ask("school:bySlug", { slug: slug(i, n) }))));
      theirs.push(median(await timeEach(rounds, (i) => point(i, n))));
      oursRaw.push(median(await timeEach(rounds, (i) => raw({ slug: slug(i, n) }))));
      theirsRaw.push(median(await timeEach(rounds, (i) => bare.ask(slug(i, n)))));
      echoed.push(median(await timeEach(rounds, () => echo.echo(course))));
    }
    bare.close();
    const what = "an indexed query function over the WebSocket (watched, answered, ended)";
    addWithFloor(
      "P3a",
      `${what} by the official client, beside a point select in PostgreSQL by its driver (p50)`,
      { ours: median(ours), floor: median(floors), baseline: median(theirs) },
      { atMost: 1.25 },
    );
    // Under ready-made bytes lies a bare WebSocket that sends as many of them back.
    addWithFloor(
      "P3a raw",
      `${what}, beside a point select in PostgreSQL, both by ready-made bytes without a client's work (p50)`,
      { ours: median(oursRaw), floor: median(echoed), baseline: median(theirsRaw) },
      { atMost: 1.25 },
    );
    await sql.end();
  }
  line.close();
  await echo.close();
  await least.close();
  await leastServer.close();
  await client.close();

  const { ours: within, theirs: test } = await measureInside();
  add(
    "P3b",
    "an indexed query function, beside convex-test at 5,000 documents, both in the caller's process (p50)",
    within,
    test,
    { fasterBy: 50 },
  );
}

/** P4: from a mutation to the own subscription that shows it, alone and beside sixteen other writers. */
export async function subscriptions(runtime: Runtime, postgres: Postgres | null): Promise<void> {
  const client = connect(runtime);
  const leastServer = await startLeast();
  const least = connect(leastServer);
  const store = bareStore();
  const echo = await bareEcho();
  const stack = postgres ? await startNotifyStack(postgres) : null;
  const change = await watchedChange(client);
  const leastChange = await watchedChange(least);
  await timeEach(warmUp, change);
  await timeEach(warmUp, leastChange);
  if (stack) await timeEach(warmUp, stack.change);
  const ours: number[] = [];
  const oursP95: number[] = [];
  const floors: number[] = [];
  const floorsP95: number[] = [];
  const bare: number[] = [];
  const notify: number[] = [];
  for (let n = 0; n < repeats; n++) {
    const took = await timeEach(rounds, change);
    ours.push(median(took));
    oursP95.push(quantile(took, 0.95));
    const least = await timeEach(rounds, leastChange);
    floors.push(median(least));
    floorsP95.push(quantile(least, 0.95));
    bare.push(median(await timeEach(rounds, async (i) => (await store.commit(i), echo.echo('{"type":"Mutation"}')))));
    if (stack) notify.push(quantile(await timeEach(rounds, stack.change), 0.95));
  }
  addWithFloor(
    "P4a",
    "mutation to own subscription, beside a disk flush and a bare WebSocket echo (p50)",
    { ours: median(ours), floor: median(floors), baseline: median(bare) },
    { atMost: 4 },
  );
  if (postgres && stack) {
    const what = "mutation to own subscription, beside trigger → NOTIFY → WebSocket on PostgreSQL";
    const idle = { ours: median(oursP95), floor: median(floorsP95), baseline: median(notify) };
    addWithFloor("P4b idle", `${what}, idle (p95)`, idle, { atMost: 0.5 });
    const lanes = 16;
    const clients = Array.from({ length: lanes }, () => connect(runtime));
    const leastClients = clients.map(() => connect(leastServer));
    const sql = await Promise.all(clients.map(() => postgres.connect()));
    const [oursLoaded, floorLoaded, notifyLoaded]: number[][] = [[], [], []];
    const besideWriters = async (
      measured: () => Promise<unknown>,
      write: (lane: number, n: number) => Promise<unknown>,
    ) => {
      const end = keepBusy(lanes, write);
      const p95 = quantile(await timeEach(rounds, measured), 0.95);
      await end();
      return p95;
    };
    const mutateBy = (all: readonly ConvexClient[]) => (lane: number, i: number) =>
      all[lane]!.mutation(api.upsert!, { name: `b${lane}-${i % 20}` });
    for (let n = 0; n < repeats; n++) {
      oursLoaded!.push(await besideWriters(change, mutateBy(clients)));
      floorLoaded!.push(await besideWriters(leastChange, mutateBy(leastClients)));
      notifyLoaded!.push(
        await besideWriters(stack.change, (lane, i) => stack.upsert(sql[lane]!, `b${lane}-${i % 20}`)),
      );
    }
    const loaded = { ours: median(oursLoaded!), floor: median(floorLoaded!), baseline: median(notifyLoaded!) };
    addWithFloor("P4b loaded", `${what}, beside 16 writers of other rows (p95)`, loaded, { atMost: 0.5 });
    await Promise.all([...clients, ...leastClients].map((one) => one.close()));
    await Promise.all(sql.map((one) => one.end()));
  }
  await stack?.close();
  await echo.close();
  await store.close();
  await least.close();
  await leastServer.close();
  await client.close();
}

/** A change whose own client watches it: gives a function that makes it and resolves when the client shows it. */
async function watchedChange(client: ConvexClient): Promise<() => Promise<void>> {
  let seen: (value: number) => void = () => {};
  client.onUpdate(api.counter!, { name: "live" }, (value: number) => seen(value));
  let value = (await client.mutation(api.upsert!, { name: "live" })) as number;
  return () =>
    new Promise<void>((resolve) => {
      value += 1;
      const wanted = value;
      seen = (shown) => {
        if (shown >= wanted) resolve();
      };
      void client.mutation(api.upsert!, { name: "live" });
    });
}
