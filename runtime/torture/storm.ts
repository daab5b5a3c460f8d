import { RealClient } from "./real-client";
import { share, type Report, type Torture } from "./report";
import { ask, eventually, withServer } from "./server";

const crowd = 2_000;
const storms = 3;

/** A crowd with something under way loses its connections at the same instant and comes back: nothing is lost or doubled. */
export async function reconnectStorm({ size, say }: Torture): Promise<Report> {
  const wrong: string[] = [];
  const count = share(size, crowd);
  await withServer(async (server) => {
    const watch = { seen: () => undefined, wrong: (what: string) => void wrong.push(what) };
    const clients = Array.from({ length: count }, () => new RealClient(server.url, watch));
    for (const client of clients) client.protocol.watch("work:serial", {});
    const shown = (client: RealClient) => client.protocol.values[0]?.value;
    await eventually("everybody to be told", () => clients.every((client) => shown(client) !== undefined));
    let expected = 0;
    for (let storm = 1; storm <= storms; storm++) {
      const beganAt = performance.now();
      const answers = Promise.all(
        clients.map((client, i) => client.protocol.mutate("work:mark", { token: `s${storm} ${i}` })),
      );
      if (storm % 2 === 1) {
        await server.kill();
        await server.start();
      } else for (const client of clients) client.protocol.connection?.cut();
      const serials = new Set((await answers).map(({ result }) => (result as { serial: number } | null)?.serial));
      if (serials.size !== count) wrong.push(`storm ${storm}: ${count} writes have ${serials.size} serials`);
      expected += count;
      await eventually("everybody to see the end", () => clients.every((client) => shown(client) === expected));
      say(`storm ${storm}: ${count} clients are back after ${Math.round(performance.now() - beganAt)} ms`);
    }
    const total = await ask<number>(server.url, "work:serial");
    if (total !== expected) wrong.push(`${expected} writes have left ${total}`);
    for (const client of clients) client.leave();
  });
  return { counts: { clients: count, storms, "writes under way": count * storms }, wrong };
}
