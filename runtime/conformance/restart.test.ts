import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { api } from "./fixture/convex/_generated/api";
import { adminKey, fixtureDir, RawSocket, serve, temporaryFolder, Watched } from "./support/harness";
import { freePort, run, ServerProcess } from "./support/process";

const unique = () => crypto.randomUUID();
const { folder, remove } = temporaryFolder();
let server: ServerProcess;
const clients: ConvexClient[] = [];

function client(): ConvexClient {
  const webSocketConstructor = WebSocket as unknown as typeof globalThis.WebSocket;
  const made = new ConvexClient(server.url, {
    logger: false,
    webSocketConstructor,
    unsavedChangesWarning: false,
    skipConvexDeploymentUrlCheck: true,
  });
  clients.push(made);
  return made;
}
const http = () => new ConvexHttpClient(server.url, { logger: false, skipConvexDeploymentUrlCheck: true });

beforeAll(async () => {
  server = new ServerProcess(await freePort(), await freePort(), folder);
  await server.start();
});
afterAll(async () => {
  await Promise.all(clients.map((made) => made.close()));
  await server.kill();
  remove();
});

// A client waits longer after each refused attempt to come back: on a busy machine that adds up.
const patience = { timeout: 180_000 };

describe("kill -9", patience, () => {
  test("[RS1] mutations that were under way resolve after the restart, each exactly once, and nothing acknowledged is lost", async () => {
    const name = unique();
    const made = Array.from({ length: 4 }, client);
    const seen = new Watched<number>();
    made[0]?.onUpdate(api.counters.read, { name }, seen.push);
    await seen.until((value) => value === 0);
    for (let round = 1; round <= 3; round++) {
      const work = made.map((one) =>
        Promise.all(Array.from({ length: 50 }, () => one.mutation(api.counters.add, { name, by: 1 }))),
      );
      await seen.until((value) => value > (round - 1) * 200 + 20);
      const acknowledged = seen.last ?? 0;
      await server.kill();
      await server.start();
      expect(await http().query(api.counters.read, { name })).toBeGreaterThanOrEqual(acknowledged);
      const results = (await Promise.all(work)).flat();
      expect(new Set(results).size).toBe(200);
      await seen.until((value) => value === round * 200);
      expect(await http().query(api.counters.read, { name })).toBe(round * 200);
    }
  });

  test("[RS2] the same request of the same session has one effect and one answer, also after a restart", async () => {
    const name = unique();
    const sessionId = unique();
    let connectionCount = 0;
    const ask = async () => {
      const raw = await RawSocket.open(`${server.url.replace("http", "ws")}/api/1.48.0/sync`);
      raw.connect(sessionId, { connectionCount: connectionCount++ });
      raw.send({ type: "Mutation", requestId: 7, udfPath: "counters:add", args: [{ name, by: 1 }] });
      const { success, result } = await raw.next("MutationResponse");
      await raw.next("Transition");
      raw.terminate();
      return { success, result };
    };
    expect(await ask()).toEqual({ success: true, result: 1 });
    expect(await ask()).toEqual({ success: true, result: 1 });
    await server.kill();
    await server.start();
    expect(await ask()).toEqual({ success: true, result: 1 });
    expect(await http().query(api.counters.read, { name })).toBe(1);
  });

  test("[RS3] a client that comes back is told what changed while it was away", async () => {
    const name = unique();
    const seen = new Watched<number>();
    client().onUpdate(api.counters.read, { name }, seen.push);
    await seen.until((value) => value === 0);
    await server.kill();
    await server.start();
    await http().mutation(api.counters.add, { name, by: 9 });
    await seen.until((value) => value === 9);
  });
});

describe("the command line", () => {
  test("[CL1] a second server on the same data is refused with a sentence", async () => {
    const ports = [await freePort(), await freePort()];
    const args = [
      "--functions",
      fixtureDir,
      "--data",
      folder,
      "--port",
      `${ports[0]}`,
      "--site-port",
      `${ports[1]}`,
      "--admin-key",
      adminKey,
    ];
    const { code, stderr } = await run(["serve", ...args]);
    expect(code).toBe(1);
    expect(stderr).toContain(folder);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("[CL2] a port in use is refused with a sentence", async () => {
    const args = [
      "--functions",
      fixtureDir,
      "--data",
      `${folder}-other`,
      "--port",
      `${server.port}`,
      "--site-port",
      "0",
      "--admin-key",
      adminKey,
    ];
    const { code, stderr } = await run(["serve", ...args]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `Port ${server.port} is in use. Choose another one.\n` });
  });

  test.each([
    [["serve", "--functions", "/nowhere"], "There is no folder /nowhere."],
    [["serve", "--functions", fixtureDir], "--data is missing."],
    [
      ["serve", "--functions", fixtureDir, "--data", "x", "--admin-key", "k", "--port", "abc"],
      "--port must be a port number, 0 for any free one.",
    ],
    [["codegen"], "--functions is missing."],
    [["serve", "--colour"], "Unknown option '--colour'"],
  ])("[CL3] %j is refused with a sentence", async (args, sentence) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("[RS4] a client that has seen newer data than there is cannot mistake old data for new", async () => {
    const served = await serve();
    const raw = await served.socket();
    raw.connect(unique(), { maxObservedTimestamp: Buffer.from("ffffffffffffff7f", "hex").toString("base64") });
    expect((await raw.closed).reason).toMatch(/^InternalServerError/);
    await served.stop();
  });
});
