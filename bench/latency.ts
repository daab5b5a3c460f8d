import { convexTestPointLookups } from "./convex-test-lookups";
import { asker, connect, rawLine, rawPostgres, rawQueries } from "./clients";
import { startInProcess } from "./in-process";
import { keepBusy, median, quantile, throughput, timeEach } from "./measure";
import { bareEcho, bareStore, startNotifyStack, type Postgres, type Runtime } from "./parts";
import { api, repeats, rounds, warmUp } from "./plan";
import { add } from "./table";

const upsertText = "insert into counters values ($1, 1) on conflict (name) do update set value = counters.value + 1";
const selectText = "select * from courses where slug = $1";

/** P1: a durable mutation over the WebSocket, one after the other. */
export async function mutations(runtime: Runtime, postgres: Postgres | null): Promise<void> {
  const client = connect(runtime);
  const store = bareStore();
  const sql = await postgres?.connect();
  await sql?.query("create table if not exists counters (name text primary key, value int not null)");
  const upsert = (i: number) => sql!.query({ name: "upsert", text: upsertText, values: [`n${i % 100}`] });
  const ours: number[] = [];
  const bare: number[] = [];
  const theirs: number[] = [];
  await timeEach(warmUp, () => client.mutation(api.upsert!, { name: "warm" }));
  if (sql) await timeEach(warmUp, upsert);
  for (let n = 0; n < repeats; n++) {
    ours.push(median(await timeEach(rounds, (i) => client.mutation(api.upsert!, { name: `n${i % 100}` }))));
    bare.push(median(await timeEach(rounds, store.commit)));
    if (sql) theirs.push(median(await timeEach(rounds, upsert)));
  }
  const what = "durable mutation over the WebSocket, beside";
  add("P1a", `${what} a bare durable commit of LMDB (p50)`, median(ours), median(bare), { atMost: 2.5 });
  if (sql)
    add("P1b", `${what} an upsert in PostgreSQL by its driver (p50)`, median(ours), median(theirs), { atMost: 1.5 });
  await sql?.end();
  await store.close();
  await client.close();
}

/** P2: sixty-four callers at the same time. */
export async function concurrentMutations(runtime: Runtime, postgres: Postgres | null): Promise<void> {
  if (!postgres) return;
  const lanes = 64;
  const clients = Array.from({ length: lanes }, () => connect(runtime));
  const sql = await Promise.all(clients.map(() => postgres.connect()));
  await sql[0]!.query("create table if not exists counters (name text primary key, value int not null)");
  const ours: number[] = [];
  const theirs: number[] = [];
  const mutate = (lane: number, n: number) => clients[lane]!.mutation(api.upsert!, { name: `m${lane}-${n % 20}` });
  const upsert = (lane: number, n: number) =>
    sql[lane]!.query({ name: "upsert", text: upsertText, values: [`m${lane}-${n % 20}`] });
  await throughput(lanes, 2_000, mutate);
  await throughput(lanes, 1_000, upsert);
  for (let n = 0; n < repeats; n++) {
    ours.push(await throughput(lanes, 2_000, mutate));
    theirs.push(await throughput(lanes, 2_000, upsert));
  }
  add(
    "P2",
    "64 concurrent durable mutations, beside upserts of 64 PostgreSQL clients",
    median(ours),
    median(theirs),
    { timesMore: 1.5 },
    "/s",
  );
  await Promise.all(clients.map((client) => client.close()));
  await Promise.all(sql.map((client) => client.end()));
}

/** P3: an indexed query function. Each line has the same boundary on both sides. */
export async function queries(runtime: Runtime, postgres: Postgres | null): Promise<void> {
  const client = asker(runtime);
  const line = await rawLine(runtime);
  const raw = rawQueries(line, "school:bySlug");
  const ours: number[] = [];
  const oursRaw: number[] = [];
  const theirs: number[] = [];
  const theirsRaw: number[] = [];
  const echoed: number[] = [];
  const echo = await bareEcho();
  // As many bytes as a course has.
  const course = "x".repeat(600);
  const slug = (i: number, n: number) => `course-${(i * 37 + n) % 1000}`;
  await timeEach(warmUp, (i) => client.ask("school:bySlug", { slug: slug(i, 0) }));
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
      theirs.push(median(await timeEach(rounds, (i) => point(i, n))));
      oursRaw.push(median(await timeEach(rounds, (i) => raw({ slug: slug(i, n) }))));
      theirsRaw.push(median(await timeEach(rounds, (i) => bare.ask(slug(i, n)))));
      echoed.push(median(await timeEach(rounds, () => echo.echo(course))));
    }
    bare.close();
    const what = "an indexed query function over the WebSocket (watched, answered, ended)";
    add(
      "P3a",
      `${what} by the official client, beside a point select in PostgreSQL by its driver (p50)`,
      median(ours),
      median(theirs),
      { atMost: 1.25 },
    );
    add(
      "P3a raw",
      `${what}, beside a point select in PostgreSQL, both by ready-made bytes without a client's work (p50)`,
      median(oursRaw),
      median(theirsRaw),
      { atMost: 1.25 },
    );
    add(
      "P3 floor",
      "the same bytes by a bare WebSocket echo of ws, beside that point select by its driver (p50)",
      median(echoed),
      median(theirs),
      { atMost: 1.25 },
    );
    await sql.end();
  }
  line.close();
  await echo.close();
  await client.close();

  const inside = await startInProcess(5_000);
  const within: number[] = [];
  const test: number[] = [];
  const lookup = await convexTestPointLookups(5_000);
  await timeEach(warmUp, (i) => inside.ask({ slug: slug(i, 0) }));
  await lookup(5);
  for (let n = 0; n < repeats; n++) {
    within.push(median(await timeEach(rounds, (i) => inside.ask({ slug: `course-${(i * 37 + n) % 5_000}` }))));
    test.push(median(await lookup(10)));
  }
  await inside.close();
  add(
    "P3b",
    "an indexed query function, beside convex-test at 5,000 documents, both in the caller's process (p50)",
    median(within),
    median(test),
    { fasterBy: 50 },
  );
}

/** P4: from a mutation to the own subscription that shows it, alone and beside sixteen other writers. */
export async function subscriptions(runtime: Runtime, postgres: Postgres | null): Promise<void> {
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
  if (stack) await timeEach(warmUp, stack.change);
  const ours: number[] = [];
  const oursP95: number[] = [];
  const bare: number[] = [];
  const notify: number[] = [];
  for (let n = 0; n < repeats; n++) {
    const took = await timeEach(rounds, change);
    ours.push(median(took));
    oursP95.push(quantile(took, 0.95));
    bare.push(median(await timeEach(rounds, async (i) => (await store.commit(i), echo.echo('{"type":"Mutation"}')))));
    if (stack) notify.push(quantile(await timeEach(rounds, stack.change), 0.95));
  }
  add(
    "P4a",
    "mutation to own subscription, beside a disk flush and a bare WebSocket echo (p50)",
    median(ours),
    median(bare),
    { atMost: 4 },
  );
  if (postgres && stack) {
    const what = "mutation to own subscription, beside trigger → NOTIFY → WebSocket on PostgreSQL";
    add("P4b idle", `${what}, idle (p95)`, median(oursP95), median(notify), { atMost: 0.5 });
    const lanes = 16;
    const clients = Array.from({ length: lanes }, () => connect(runtime));
    const sql = await Promise.all(clients.map(() => postgres.connect()));
    const oursLoaded: number[] = [];
    const notifyLoaded: number[] = [];
    for (let n = 0; n < repeats; n++) {
      let end = keepBusy(lanes, (lane, i) => clients[lane]!.mutation(api.upsert!, { name: `b${lane}-${i % 20}` }));
      oursLoaded.push(quantile(await timeEach(rounds, change), 0.95));
      await end();
      end = keepBusy(lanes, (lane, i) => stack.upsert(sql[lane]!, `b${lane}-${i % 20}`));
      notifyLoaded.push(quantile(await timeEach(rounds, stack.change), 0.95));
      await end();
    }
    add("P4b loaded", `${what}, beside 16 writers of other rows (p95)`, median(oursLoaded), median(notifyLoaded), {
      atMost: 0.5,
    });
    await Promise.all([...clients.map((one) => one.close()), ...sql.map((one) => one.end())]);
  }
  await stack?.close();
  await echo.close();
  await store.close();
  await client.close();
}
