import { fileURLToPath } from "node:url";
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

it("[JB7] a job for now runs at once, also when the clock has just been set forward past one that is waited for", async () => {
  await server.start();
  const { time } = server;
  const client = server.client();
  client.watch("counters:read", { name: "waiting" });
  client.watch("counters:read", { name: "now" });
  await server.done(client.mutate("jobs:later", { name: "waiting", delayMs: 50_000 }));
  time.jump(60 * minuteMs);
  const setAtMs = time.elapsedMs;
  await server.done(client.mutate("jobs:later", { name: "now", delayMs: 0 }));
  await server.until(() => client.values[1]?.value === 1 || time.elapsedMs > setAtMs + minuteMs);
  expect(time.elapsedMs - setAtMs).toBeLessThan(1_000);
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

it("[CR3] a clock that was wrong by days and is set right keeps no cron waiting, and a later step back repeats none", async () => {
  await server.start(projectDir);
  const { time } = server;
  const client = server.client();
  client.watch("work:jobs", {});
  const slots = () => {
    const jobs = (client.values[0]?.value ?? []) as unknown as { name: string; scheduledTime: number }[];
    return jobs
      .filter(({ name }) => name.endsWith(":tick"))
      .map(({ scheduledTime }) => new Date(Math.floor(scheduledTime / minuteMs) * minuteMs).toISOString().slice(5, 16));
  };
  const setTo = async (utc: string, forMs: number) => {
    const seen = slots().length;
    time.jump(Date.parse(utc) - time.wallMs);
    const untilMs = time.elapsedMs + forMs;
    await server.until(() => time.elapsedMs >= untilMs);
    return slots().slice(seen);
  };
  expect(await setTo("2026-03-09T12:03:00Z", 4 * minuteMs)).toEqual(["03-09T12:04", "03-09T12:05"]);
  expect(await setTo("2026-01-05T09:03:00Z", 8 * minuteMs)).toEqual(["01-05T09:05", "01-05T09:10"]);
  // What has run by the right clock is not run again; what has not is.
  expect(await setTo("2026-01-05T09:04:00Z", 12 * minuteMs)).toEqual(["01-05T09:15"]);
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

it("[CR1] [CR3] crons of every kind run once at their times while the clock leaps from one to the next", async () => {
  await server.start(fileURLToPath(new URL("clockwork/convex", import.meta.url)));
  const { time } = server;
  const client = server.client();
  client.watch("bells:strikes", {});
  const strikes = () => (client.values[0]?.value ?? []) as unknown as [name: string, atMs: number][];
  await server.until(() => strikes().length === 1);
  expect(strikes()[0]![0]).toBe("interval");
  const setTo = async (utc: string, forMs: number) => {
    const seen = strikes().length;
    time.jump(Date.parse(utc) - time.wallMs);
    const untilMs = time.elapsedMs + forMs;
    await server.until(() => time.elapsedMs >= untilMs);
    return strikes()
      .slice(seen)
      .map(([name, atMs]) => `${name} ${new Date(Math.floor(atMs / 60_000) * 60_000).toISOString().slice(0, 16)}`);
  };
  // What was missed on the way is made up for once; then each has its own minute.
  const leap = await setTo("2026-01-31T12:25:00Z", 2 * minuteMs);
  expect(leap.map((strike) => strike.split(" ")[0]).sort()).toEqual(["daily", "hourly", "interval", "weekly"]);
  expect(await setTo("2026-01-31T12:29:30Z", 2 * minuteMs)).toEqual(["monthly 2026-01-31T12:30"]);
  expect(await setTo("2026-01-31T13:16:30Z", 2 * minuteMs)).toEqual(["hourly 2026-01-31T13:17"]);
  // An hour is waited for again after the clock was set back; nothing runs in it twice.
  expect(await setTo("2026-01-31T12:29:30Z", 2 * minuteMs)).toEqual([]);
  expect(await setTo("2026-01-31T23:58:30Z", 3 * minuteMs)).toEqual(
    expect.arrayContaining(["daily 2026-01-31T23:59", "weekly 2026-02-01T00:00"]),
  );
  // There is no 31st in February, and a 29th every four years.
  await setTo("2026-02-28T12:29:30Z", 2 * minuteMs);
  expect(strikes().filter(([name]) => name === "monthly").length).toBe(1);
  await setTo("2028-02-28T06:14:30Z", 2 * minuteMs);
  expect(strikes().filter(([name]) => name === "expression")).toEqual([]);
  expect(await setTo("2028-02-29T06:14:30Z", 2 * minuteMs)).toEqual(
    expect.arrayContaining(["expression 2028-02-29T06:15"]),
  );
  expect(server.wrong).toEqual([]);
});
