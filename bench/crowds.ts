import { connect } from "./clients";
import { exponentOf, median, timeEach } from "./measure";
import { monotonicMs, startBroadcaster, startCrowd, startRuntime, type Crowd, type Runtime } from "./parts";
import { api, repeats } from "./plan";
import { add, addGrowth } from "./table";

const counter = "school:counter";
const noNames: string[] = [];

/** P5: one change for everyone. Ours is a durable mutation and one computation; the baseline only sends. */
export async function broadcast(runtime: Runtime): Promise<void> {
  for (const size of [1_000, 5_000]) {
    const client = connect(runtime);
    const bare = await startBroadcaster();
    const [crowd, listeners] = [await startCrowd(), await startCrowd()];
    const together = { sockets: size, each: 1, readsValues: false };
    await client.mutation(api.upsert!, { name: `all${size}` });
    await crowd.ask({ op: "join", url: runtime.socketUrl, path: counter, names: [`all${size}`], ...together });
    await listeners.ask({ op: "join", url: bare.url, path: null, names: noNames, ...together });
    const frame = JSON.stringify({ type: "Transition", modifications: [{ type: "QueryUpdated", queryId: 0 }] });
    const text = frame.padEnd(300);
    const time = async (who: Crowd, trigger: () => unknown) => {
      await who.ask({ op: "arm", messages: size });
      const started = monotonicMs();
      await trigger();
      return (await who.ask({ op: "arrived" })).at - started;
    };
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let n = 0; n < repeats * 3; n++) {
      ours.push(await time(crowd, () => client.mutation(api.upsert!, { name: `all${size}` })));
      theirs.push(await time(listeners, () => bare.send(text)));
    }
    // The first third warms up.
    add(
      `P5 ${size.toLocaleString("en")}`,
      `a durable change to ${size.toLocaleString("en")} subscribers until the last has it, beside a bare broadcast of ws (p50)`,
      median(ours.slice(repeats)),
      median(theirs.slice(repeats)),
      { atMost: 1.5 },
    );
    await Promise.all([crowd.close(), listeners.close(), bare.close(), client.close()]);
  }
}

/** P6: counted, not timed. */
export async function sharedWork(runtime: Runtime): Promise<void> {
  const [sockets, changes] = [1_000, 20];
  const client = connect(runtime);
  const crowd = await startCrowd();
  await client.mutation(api.upsert!, { name: "page" });
  const names = ["page"];
  await crowd.ask({
    op: "join",
    url: runtime.socketUrl,
    path: "school:longPage",
    names,
    sockets,
    each: 1,
    readsValues: false,
  });
  const before = await runtime.health();
  for (let n = 0; n < changes; n++) {
    await crowd.ask({ op: "arm", messages: sockets });
    await client.mutation(api.upsert!, { name: "page" });
    await crowd.ask({ op: "arrived" });
  }
  const after = await runtime.health();
  const what = `a 50 KB result for ${sockets.toLocaleString("en")} clients:`;
  const computed = after.queryExecutions - before.queryExecutions;
  // One more frame for each change is the Transition of the client that made it.
  const written = after.framesWritten - before.framesWritten - changes;
  add("P6 computed", `${what} computations for ${changes} changes`, computed, changes, { atMost: 1 }, "times");
  add("P6 serialised", `${what} serialisations for ${changes} changes`, written, changes, { atMost: 1 }, "times");
  await Promise.all([crowd.close(), client.close()]);
}

/** P7: distinct subscriptions: what a commit costs beside ever more of them, and that none of them misses anything. */
export async function distinct(runtime: Runtime): Promise<void> {
  const client = connect(runtime);
  const crowd = await startCrowd();
  const each = 100;
  const costs: { size: number; cost: number }[] = [];
  let size = 0;
  await timeEach(1_000, (i) => client.mutation(api.upsert!, { name: `d${i % 100}` }));
  for (const target of [100, 1_000, 5_000, 20_000]) {
    const names = Array.from({ length: target - size }, (_, i) => `d${size + i}`);
    const sockets = names.length / each;
    await crowd.ask({ op: "join", url: runtime.socketUrl, path: counter, names, sockets, each, readsValues: true });
    size = target;
    const p50s: number[] = [];
    for (let n = 0; n < repeats; n++)
      p50s.push(
        median(await timeEach(200, (i) => client.mutation(api.upsert!, { name: `d${(i * 7919 + n) % target}` }))),
      );
    costs.push({ size: target, cost: median(p50s) });
  }
  const grown =
    "a commit that touches one of 100 to 20,000 distinct subscriptions: cost exponent (p50 at 20,000 beside 100)";
  addGrowth("P7 cost", grown, costs[0]!.cost, costs.at(-1)!.cost, exponentOf(costs), 0.15);

  const writes = 10_000;
  const lanes = 8;
  const clients = Array.from({ length: lanes }, () => connect(runtime));
  const truth = new Map<string, number>();
  const before = await runtime.health();
  let seed = 1;
  let left = writes;
  const write = async (_: unknown, lane: number) => {
    while (left-- > 0) {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      // Every lane has names of its own, so that the order of its answers is the order of their values.
      const name = `d${(seed % (size / lanes)) * lanes + lane}`;
      truth.set(name, (await clients[lane]!.mutation(api.upsert!, { name })) as number);
    }
  };
  await Promise.all(Array.from({ length: lanes }, write));
  const names = [...truth.keys()];
  const missed = async () => {
    const { values = [] } = await crowd.ask({ op: "values", names });
    return names.filter((name, i) => values[i] !== truth.get(name)).length;
  };
  let late = await missed();
  for (let tries = 0; late > 0 && tries < 50; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    late = await missed();
  }
  const { queryExecutions } = await runtime.health();
  add(
    "P7 missed",
    "10,000 random writes beside 20,000 distinct subscriptions: subscriptions that show an old value",
    late,
    writes,
    { absolute: 0 },
    "missed",
  );
  add(
    "P7 runs",
    "10,000 random writes beside 20,000 distinct subscriptions: queries run again, beside the necessary",
    queryExecutions - before.queryExecutions,
    writes,
    { atMost: 1.05 },
    "times",
  );
  await Promise.all([crowd.close(), client.close(), ...clients.map((one) => one.close())]);
}

/** P14: five thousand clients, what each costs, and how they come back after the server was killed. */
export async function comeback(): Promise<void> {
  const runtime = await startRuntime();
  const client = connect(runtime);
  for (let from = 0; from < 100_000; from += 2_000) await client.mutation(api.load!, { from, count: 2_000 });
  await client.close();
  const sockets = 5_000;
  const crowd = await startCrowd();
  const before = await runtime.health();
  const names = Array.from({ length: sockets }, (_, i) => `s${i}`);
  await crowd.ask({ op: "join", url: runtime.socketUrl, path: counter, names, sockets, each: 1, readsValues: false });
  const during = await runtime.health();
  const kilobytes = (during.rss - before.rss) / sockets / 1024;
  const heap = (during.heapUsed - before.heapUsed) / sockets / 1024;
  add(
    "P14 memory",
    `memory for each of ${sockets.toLocaleString("en")} clients with a query of its own: resident or heap, whichever grew more, beside the heap`,
    Math.max(kilobytes, heap),
    heap,
    { absolute: 30 },
    "KB",
  );
  let started = monotonicMs();
  await runtime.killAndRestart();
  const up = monotonicMs() - started;
  started = monotonicMs();
  const { at } = await crowd.ask({ op: "return" });
  add(
    "P14 up",
    "the killed runtime with 100,000 documents until it serves again, beside the goal",
    up / 1_000,
    5,
    { absolute: 5 },
    "s",
  );
  add(
    "P14 return",
    `${sockets.toLocaleString("en")} clients until all have connected and subscribed again, beside the goal`,
    (at - started) / 1_000,
    10,
    { absolute: 10 },
    "s",
  );
  await crowd.close();
  await runtime.close();
}
