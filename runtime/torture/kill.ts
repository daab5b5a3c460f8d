import { Chance } from "./chance";
import { Markers } from "./marks";
import { share, type Report, type Torture } from "./report";
import { withServer } from "./server";

const kills = 200;
const writes = 100_000;
const clients = 16;

/** The server is killed at random moments while many clients write; afterwards everything acknowledged is there once. */
export async function killAtRandom({ seed, size, say }: Torture): Promise<Report> {
  const chance = new Chance(`${seed}/kill`);
  const rounds = share(size, kills);
  const perRound = share(size, writes) / rounds;
  return await withServer(async (server) => {
    const markers = new Markers(server.url, clients);
    for (let round = 1; round <= rounds; round++) {
      // Anywhere in the middle of the work, seldom at its beginning.
      await markers.reached(Math.round(perRound * (round - 1) + chance.between(0.2, 1) * perRound));
      await server.kill();
      await server.start();
      if (round % 20 === 0) say(`${round} kills, ${markers.acknowledged.size} acknowledged writes`);
    }
    await markers.reached(Math.round(perRound * rounds));
    await markers.finish();
    const wrong = await markers.judge(server.url);
    return { counts: { kills: rounds, "acknowledged writes": markers.acknowledged.size }, wrong };
  });
}
