import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adminKey, fixtureDir } from "../conformance/support/harness";
import { bundleProject } from "../src/functions/bundle";
import { startRuntime } from "../src/host";
import type { ConvexRuntime } from "../src/runtime";
import type { Write } from "../src/store/key-value-store";
import { MemoryStore } from "../src/store/memory-store";
import { Chance } from "./chance";
import { ProtocolClient } from "./protocol-client";
import { SimulatedConnection } from "./simulated-connection";
import { SimulatedMachine, SimulatedTime } from "./simulated-world";

class FillingStore extends MemoryStore {
  isFull = false;

  override async commit(batch: readonly Write[]): Promise<void> {
    if (this.isFull) throw new Error("the disk is full");
    await super.commit(batch);
  }
}

/** A runtime in simulated time over a store in memory, in which nothing goes wrong unless a test does it. */
export class SimulatedServer {
  readonly time = new SimulatedTime(Date.UTC(2026, 0, 5));
  readonly wrong: string[] = [];
  readonly #machine = new SimulatedMachine(this.time, new Chance("machine"));
  readonly #dataDir = mkdtempSync(join(tmpdir(), "runtime-simulated-"));
  readonly #store = new FillingStore();
  #runtime: ConvexRuntime | null = null;
  #clients = 0;

  /** Serves the project of the conformance tests, or another one. */
  async start(functionsDir: string = fixtureDir): Promise<void> {
    const project = await bundleProject(functionsDir);
    void startRuntime({
      functionsDir,
      dataDir: this.#dataDir,
      adminKey,
      publicUrl: "http://simulated",
      world: this.#machine,
      store: this.#store,
      bundle: async () => project,
    }).then((started) => (this.#runtime = started));
    await this.until(() => this.#runtime !== null);
  }

  /** From now on the disk has no room, or has room again. */
  fill(isFull: boolean): void {
    this.#store.isFull = isFull;
  }

  /** A client whose connection is there at once. */
  client(): ProtocolClient<SimulatedConnection> {
    const name = `client ${this.#clients++}`;
    const client: ProtocolClient<SimulatedConnection> = new ProtocolClient<SimulatedConnection>(name, {
      time: this.time,
      chance: new Chance(name),
      watch: { seen: () => undefined, wrong: (what) => this.wrong.push(what) },
      connect: () => {
        if (this.#runtime === null) return null;
        const connection = new SimulatedConnection(this.time, this.#machine, new Chance(`line of ${name}`), client);
        this.#runtime.accept(connection.socket, connection.line, { ip: null, userAgent: null }, "http://simulated");
        return connection;
      },
    });
    client.open();
    return client;
  }

  /** Lets time pass until it is so; fails when nothing is left to happen. */
  async until(isSo: () => boolean): Promise<void> {
    for (let idle = 0; !isSo();) {
      if (await this.time.step()) continue;
      // What waits for no time may still be under way.
      if (++idle > 1_000) throw new Error("Nothing is left to happen.");
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  /** Lets time pass until a promise of a client has come true. */
  async done<T>(promise: Promise<T>): Promise<T> {
    let isDone = false;
    void promise.then(() => (isDone = true));
    await this.until(() => isDone);
    return await promise;
  }

  async stop(): Promise<void> {
    const runtime = this.#runtime;
    if (runtime !== null) await this.done(runtime.close().then(() => true));
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}
