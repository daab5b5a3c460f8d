import { expect, it } from "vitest";
import { SimulatedServer } from "./simulated-server";

const largest = 4 << 20;
const changes = 30;

/** How long each change takes until its author has seen it, in simulated ms, beside clients that do not read. */
async function changesBeside(stalled: number): Promise<{ tookMs: number[]; backlogs: number[] }> {
  const server = new SimulatedServer();
  await server.start();
  const author = server.client();
  author.watch("notes:texts", { list: "l" });
  const { result: id } = await server.done(author.mutate("notes:add", { list: "l", text: "", rank: 1 }));
  const others = Array.from({ length: stalled }, () => server.client());
  for (const other of others) other.watch("notes:texts", { list: "l" });
  await server.until(() => others.every(({ values }) => values[0]?.value !== undefined));
  const lines = others.map(({ connection }) => connection!);
  for (const line of lines) line.stall(true);
  const tookMs: number[] = [];
  let text = "";
  for (let change = 0; change < changes; change++) {
    const from = server.time.elapsedMs;
    text = String(change).padStart(4, "0").repeat(50_000);
    await server.done(author.mutate("notes:rewrite", { id, text }));
    tookMs.push(server.time.elapsedMs - from);
  }
  const backlogs = lines.map(({ largestBacklog }) => largestBacklog);
  for (const line of lines) line.stall(false);
  await server.until(() => others.every(({ values }) => JSON.stringify(values[0]?.value) === JSON.stringify([text])));
  expect(server.wrong).toEqual([]);
  await server.stop();
  return { tookMs, backlogs };
}

it("[RB5] [RB6] clients that do not read cost at most four megabytes each, make nobody wait, and see the newest state when they read again", async () => {
  const alone = await changesBeside(0);
  const crowded = await changesBeside(8);
  expect(Math.max(...crowded.backlogs)).toBeLessThanOrEqual(largest);
  // 30 results of 200 kB are six megabytes.
  expect(Math.max(...crowded.backlogs)).toBeGreaterThan(200_000);
  const slower = crowded.tookMs.map((ms, change) => ms - alone.tookMs[change]!);
  expect(Math.max(...slower)).toBeLessThan(1e-6);
}, 120_000);
