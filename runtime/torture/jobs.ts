import { Chance } from "./chance";
import { judge, type Applied, type Job } from "./model";
import { RealClient } from "./real-client";
import type { Answer } from "./protocol-client";
import { share, type Report, type Torture } from "./report";
import { ask, eventually, pause, withServer } from "./server";

const plans = 3_000;
const kills = 60;

/** Jobs are planned and cancelled while the server is killed: mutations run exactly once, actions at most once. */
export async function killSchedulers({ seed, size }: Torture): Promise<Report> {
  const chance = new Chance(`${seed}/jobs`);
  const wrong: string[] = [];
  const [wanted, rounds] = [share(size, plans), share(size, kills)];
  const answers = new Map<string, { work: null; answer: Answer }>();
  return await withServer(async (server) => {
    const client = new RealClient(server.url, { seen: () => undefined, wrong: (what) => void wrong.push(what) });
    for (let round = 0, token = 0; round < rounds; round++) {
      const asked = Array.from({ length: Math.ceil(wanted / rounds) }, async () => {
        const name = `t${token++}`;
        const isCancel = chance.happens(0.2);
        const answer = isCancel
          ? await client.protocol.mutate("work:cancel", { token: name, of: `t${chance.below(token)}` })
          : await client.protocol.mutate("work:plan", {
              token: name,
              as: chance.pick(["mutation", "action"]),
              delayMs: chance.pick([0, 0, 10, 150, 1_500]),
            });
        answers.set(name, { work: null, answer });
      });
      await pause(chance.between(5, 250));
      await server.kill();
      await server.start();
      await Promise.all(asked);
    }
    client.leave();
    const jobs = () => ask<Job[]>(server.url, "work:jobs");
    await eventually("every job to end", async () =>
      (await jobs()).every(({ name, state }) => !/run|act/.test(name) || !/pending|inProgress/.test(state)),
    );
    const applied: Applied[] = [];
    for (let rows = [null as unknown as Applied]; rows.length > 0; applied.push(...rows))
      rows = await ask<Applied[]>(server.url, "work:applied", { from: applied.length, count: 2_000 });
    const ended = await jobs();
    const cut = ended.filter(({ state }) => state === "failed").length;
    wrong.push(
      ...judge({
        applied,
        answers,
        observations: [],
        final: { lists: {}, balances: {} },
        jobs: ended,
        outside: null,
        quiet: { fromMs: 0, toMs: 0, jobsBefore: 0 },
      }),
    );
    return { counts: { kills: rounds, jobs: ended.length, "actions cut off": cut }, wrong };
  });
}
