import { afterEach, beforeEach, expect, it } from "vitest";
import { SimulatedServer } from "./simulated-server";

const minuteMs = 60_000;
let server: SimulatedServer;
beforeEach(async () => {
  server = new SimulatedServer();
  await server.start();
});
afterEach(() => server.stop());

it("[JB7] a job whose time has come because the clock was set forward runs within a minute", async () => {
  const { time } = server;
  const client = server.client();
  client.watch("counters:read", { name: "job" });
  await server.done(client.mutate("jobs:later", { name: "job", delayMs: 40 * minuteMs }));
  expect(client.values[0]?.value).toBe(0);

  time.jump(60 * minuteMs);
  const setAtMs = time.elapsedMs;
  await server.until(() => client.values[0]?.value === 1 || time.elapsedMs > setAtMs + 30 * minuteMs);
  expect(time.elapsedMs - setAtMs).toBeLessThan(minuteMs + 1_000);
  expect(server.wrong).toEqual([]);
});
