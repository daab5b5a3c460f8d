import { afterEach, beforeEach, expect, it } from "vitest";
import { projectDir } from "./server";
import { SimulatedServer } from "./simulated-server";

const minuteMs = 60_000;
let server: SimulatedServer;
beforeEach(() => void (server = new SimulatedServer()));
afterEach(() => server.stop());

it("[JB7] a job whose time has come because the clock was set forward runs within a minute", async () => {
  await server.start();
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

it("[CR3] a clock that was set back makes a cron that runs every so often wait no longer than that", async () => {
  await server.start(projectDir);
  const { time } = server;
  const client = server.client();
  client.watch("work:jobs", {});
  const pulses = () => {
    const jobs = client.values[0]?.value as unknown as { name: string }[] | undefined;
    return jobs?.filter(({ name }) => name.endsWith(":pulse")).length ?? 0;
  };
  await server.until(() => pulses() > 0);
  time.jump(-60 * minuteMs);
  const [before, setAtMs] = [pulses(), time.elapsedMs];
  await server.until(() => pulses() > before || time.elapsedMs > setAtMs + 30 * minuteMs);
  expect(time.elapsedMs - setAtMs).toBeLessThan(3 * minuteMs);
});

it("[CR3] a disk that was full when a cron was due does not end the crons", async () => {
  await server.start(projectDir);
  const { time } = server;
  const passed = (ms: number) => {
    const atMs = time.elapsedMs + ms;
    return server.until(() => time.elapsedMs >= atMs);
  };
  server.fill(true);
  await passed(10 * minuteMs);
  server.fill(false);
  const fromMs = time.wallMs;
  await passed(11 * minuteMs);
  const client = server.client();
  client.watch("work:jobs", {});
  await server.until(() => client.values[0]?.value !== undefined);
  const jobs = client.values[0]?.value as unknown as { name: string; scheduledTime: number }[];
  const ticks = jobs.filter(({ name, scheduledTime }) => name.endsWith(":tick") && scheduledTime > fromMs);
  // The next two; the one that was missed is made up for somewhere around the moment when there is room again.
  expect(ticks.length).toBeGreaterThanOrEqual(2);
});
