import { Chance } from "./chance";
import { findAnomalies, type Step, type Transaction } from "./checker";
import { RealClient } from "./real-client";
import { share, type Report, type Torture } from "./report";
import { ask, pause, withServer } from "./server";

const transactions = 40_000;
const kills = 20;
const keysAtOnce = 5;
/** A list that grows long is left for a new one. */
const itemsPerKey = 60;

/** Clients read and append in random transactions while lines are cut and the server is killed; the history must be serial. */
export async function checkHistories({ seed, size, say }: Torture): Promise<Report> {
  const rounds = [8, 16, 32, 64];
  const counts: Record<string, number> = {};
  const wrong: string[] = [];
  for (const clients of size < 0.1 ? [8] : rounds) {
    const part = size < 0.1 ? size : size / rounds.length;
    const history = await record(
      new Chance(`${seed}/history ${clients}`),
      clients,
      share(part, transactions),
      share(part, kills),
    );
    const anomalies = findAnomalies(history);
    counts[`transactions of ${clients} clients`] = history.length;
    wrong.push(...anomalies.map(({ kind, what }) => `${kind}: ${what}`));
    say(`${clients} clients: ${history.length} transactions, ${anomalies.length} anomalies`);
  }
  return { counts, wrong };
}

async function record(chance: Chance, clients: number, wanted: number, kills: number): Promise<Transaction[]> {
  const history: Transaction[] = [];
  const wrong: string[] = [];
  let nextItem = 0;
  const keyAt = (at: number) => `k${at}`;
  const keys = () =>
    Array.from({ length: keysAtOnce }, (_, i) =>
      keyAt(Math.floor(nextItem / (itemsPerKey * keysAtOnce)) * keysAtOnce + i),
    );
  return await withServer(async (server) => {
    const connected = Array.from(
      { length: clients },
      (_, i) =>
        new RealClient(
          server.url,
          { seen: () => undefined, wrong: (what) => void wrong.push(what) },
          `h${i} ${crypto.randomUUID()}`,
        ),
    );
    const work = connected.map(async (client, i) => {
      const mine = chance.named(`client ${i}`);
      while (history.length < wanted) {
        if (mine.happens(0.25)) await look(server.url, keys(), mine, history, `c${i}`);
        else await transact(client, keys(), mine, () => nextItem++, history, `c${i}`);
      }
    });
    let isDone = false;
    const all = Promise.all(work).then(() => (isDone = true));
    for (let kill = 1; kill <= kills && !isDone; kill++) {
      const at = (wanted * (kill - chance.number() * 0.9)) / kills;
      while (history.length < at && !isDone) {
        await pause(5);
        if (chance.happens(0.1)) chance.pick(connected).protocol.connection?.cut();
      }
      await server.kill();
      await server.start();
    }
    await all;
    for (const client of connected) client.leave();
    // The whole truth, read last.
    for (let at = 0; at <= Math.ceil(nextItem / itemsPerKey) + keysAtOnce; at++)
      await look(server.url, [keyAt(at)], chance, history, "judge");
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
    return history;
  });
}

type Asked = { do: "read"; key: string } | { do: "append"; key: string; item: number };

async function transact(
  client: RealClient,
  keys: string[],
  chance: Chance,
  item: () => number,
  history: Transaction[],
  name: string,
): Promise<void> {
  const asked = Array.from({ length: 1 + chance.below(4) }, (): Asked => {
    const key = chance.pick(keys);
    return chance.happens(0.5) ? { do: "read", key } : { do: "append", key, item: item() };
  });
  const refuses = chance.happens(0.05);
  const startedAt = performance.now();
  const { success, result } = await client.protocol.mutate("work:transact", { steps: asked, refuses });
  const reads = success ? (result as number[][]) : [];
  let nextRead = 0;
  const steps = asked.flatMap((one): Step[] => {
    if (one.do === "append") return [one];
    const items = reads[nextRead++];
    return items === undefined ? [] : [{ do: "read", key: one.key, items }];
  });
  const outcome = success ? "done" : refuses ? "refused" : "unknown";
  history.push({ id: `T${history.length}`, client: name, outcome, steps, startedAt, endedAt: performance.now() });
}

async function look(url: string, keys: string[], chance: Chance, history: Transaction[], name: string): Promise<void> {
  const startedAt = performance.now();
  try {
    const lists = await ask<number[][]>(url, "work:look", { keys });
    const steps = lists.map((items, i): Step => ({ do: "read", key: keys[i] ?? "", items }));
    history.push({
      id: `T${history.length}`,
      client: name,
      outcome: "done",
      steps,
      startedAt,
      endedAt: performance.now(),
    });
  } catch (error) {
    // A read that found no server has seen nothing.
    if (name === "judge") throw error;
    await pause(chance.between(1, 30));
  }
}
