import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { adminKey, fixtureDir } from "../conformance/support/harness";
import { bundleProject } from "../src/functions/bundle";
import { startRuntime } from "../src/host";
import { MemoryStore } from "../src/store/memory-store";
import { Chance } from "./chance";
import { ProtocolClient } from "./protocol-client";
import { SimulatedConnection } from "./simulated-connection";
import { SimulatedMachine, SimulatedTime } from "./simulated-world";

const minuteMs = 60_000;
const dataDir = mkdtempSync(join(tmpdir(), "runtime-clock-"));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it("[JB7] a job whose time has come because the clock was set forward runs within a minute", async () => {
  const time = new SimulatedTime(Date.UTC(2026, 0, 5));
  const machine = new SimulatedMachine(time, new Chance("clock"));
  const project = await bundleProject(fixtureDir);
  const until = async (isSo: () => boolean) => {
    while (!isSo()) expect(await time.step()).toBe(true);
  };
  const wrong: string[] = [];
  let runtime: Awaited<ReturnType<typeof startRuntime>> | null = null;
  void startRuntime({
    functionsDir: fixtureDir,
    dataDir,
    adminKey,
    publicUrl: "http://simulated",
    world: machine,
    store: new MemoryStore(),
    bundle: async () => project,
  }).then((started) => (runtime = started));
  const client: ProtocolClient<SimulatedConnection> = new ProtocolClient<SimulatedConnection>("someone", {
    time,
    chance: new Chance("client"),
    watch: { seen: () => undefined, wrong: (what) => wrong.push(what) },
    connect: () => {
      if (runtime === null) return null;
      const connection = new SimulatedConnection(time, machine, new Chance("line"), client);
      runtime.accept(connection.socket, connection.line, { ip: null, userAgent: null }, "http://simulated");
      return connection;
    },
  });
  client.open();
  client.watch("counters:read", { name: "job" });
  let isPlanned = false;
  void client.mutate("jobs:later", { name: "job", delayMs: 40 * minuteMs }).then(() => (isPlanned = true));
  await until(() => isPlanned);
  expect(client.values[0]?.value).toBe(0);

  time.jump(60 * minuteMs);
  const setAtMs = time.elapsedMs;
  await until(() => client.values[0]?.value === 1 || time.elapsedMs > setAtMs + 30 * minuteMs);
  expect(time.elapsedMs - setAtMs).toBeLessThan(minuteMs + 1_000);
  expect(wrong).toEqual([]);
});
