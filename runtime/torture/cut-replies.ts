import { Chance } from "./chance";
import { RealClient } from "./real-client";
import { share, type Report, type Torture } from "./report";
import { ask, eventually, withServer } from "./server";

const requests = 1_000;
const restartEvery = 20;

/** The answer to a write is lost after the write is durable, sometimes with the server: its client asks again, and it is done once. */
export async function cutReplies({ seed, size }: Torture): Promise<Report> {
  const chance = new Chance(`${seed}/replies`);
  const wrong: string[] = [];
  const wanted = share(size, requests);
  let restarts = 0;
  await withServer(async (server) => {
    const client = new RealClient(server.url, { seen: () => undefined, wrong: (what) => void wrong.push(what) });
    for (let serial = 0; serial < wanted; serial++) {
      await eventually("a connection", () => client.protocol.connection !== null);
      const line = client.protocol.connection;
      if (line === null) throw new Error("The client has no connection.");
      line.hears = false;
      const answer = client.protocol.mutate("work:mark", { token: `r${serial}` });
      await eventually(
        "the commit",
        async () => (await ask<unknown[]>(server.url, "work:marked", { from: serial, count: 2 })).length === 1,
      );
      if (serial % restartEvery === restartEvery - 1 || chance.happens(1 / restartEvery)) {
        restarts += 1;
        await server.kill();
        await server.start();
      } else line.cut();
      const { success, result } = await answer;
      if (!success || (result as { serial: number }).serial !== serial)
        wrong.push(`request ${serial} was answered ${JSON.stringify(result)}`);
    }
    const rows = await ask<unknown[]>(server.url, "work:marked", { from: 0, count: 1_500 });
    if (rows.length !== wanted) wrong.push(`${wanted} requests have left ${rows.length} effects`);
    client.leave();
  });
  return { counts: { "answers cut": wanted, "of these with a restart": restarts }, wrong };
}
