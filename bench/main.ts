import { parseArgs } from "node:util";
import { connect } from "./clients";
import { broadcast, comeback, distinct, sharedWork } from "./crowds";
import { documents, endurance } from "./growth";
import { concurrentMutations, mutations, queries, subscriptions } from "./latency";
import { startPostgres, startRuntime } from "./parts";
import { api } from "./plan";
import { searchRows } from "./search";
import { finish, keep } from "./table";

/**
 * Measures what Doctrina promises of its runtime, each line beside its baseline in the same run: five repeats, taken in
 * turns, of which the median counts. Absolute times drift with the machine; the ratio is what is meant.
 * `--only=P1,P3` measures some; `--minutes` is how long the endurance run takes, `--rate` its writes a second.
 */
const { values } = parseArgs({
  options: { only: { type: "string" }, minutes: { type: "string", default: "3" }, rate: { type: "string" } },
});
const postgres = await startPostgres();
if (!postgres) console.log("PostgreSQL is not on this machine: its rows are left out.");

/** A fresh runtime with a thousand documents for each part, so that none is measured over what another left behind. */
async function withRuntime(work: (runtime: Awaited<ReturnType<typeof startRuntime>>) => Promise<void>): Promise<void> {
  const runtime = await startRuntime();
  try {
    const client = connect(runtime);
    await client.mutation(api.load!, { from: 0, count: 1_000 });
    await client.close();
    await work(runtime);
  } finally {
    await runtime.close();
  }
}

const parts: Record<string, () => Promise<void>> = {
  P1: () => withRuntime((runtime) => mutations(runtime, postgres)),
  P2: () => withRuntime((runtime) => concurrentMutations(runtime, postgres)),
  P3: () => withRuntime((runtime) => queries(runtime, postgres)),
  P4: () => withRuntime((runtime) => subscriptions(runtime, postgres)),
  P5: () => withRuntime(broadcast),
  P6: () => withRuntime(sharedWork),
  P7: () => withRuntime(distinct),
  P8: documents,
  P14: comeback,
  endurance: () => endurance(Number(values.minutes), Number(values.rate ?? Infinity)),
  search: async () => (await searchRows()).forEach(keep),
};
const chosen = values.only?.split(",") ?? Object.keys(parts);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`There is no ${unknown.join(", ")}: choose from ${Object.keys(parts).join(", ")}.`);
try {
  for (const name of chosen) {
    const started = performance.now();
    await parts[name]!();
    console.log(`${name} took ${((performance.now() - started) / 1_000).toFixed(0)} s`);
  }
} finally {
  await postgres?.close();
}
finish(values.only === undefined);
process.exit(0);
