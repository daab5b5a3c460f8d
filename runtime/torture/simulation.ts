import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { JSONValue } from "convex/values";
import type { Project } from "../src/components/project";
import { startRuntime } from "../src/host";
import type { ConvexRuntime } from "../src/runtime";
import { DamagedStoreError } from "../src/store/key-value-store";
import { Chance } from "./chance";
import { drawWork, listKeys } from "./drawn-work";
import { faults, pauseMs, type Fault } from "./faults";
import { judge, type Applied, type Job, type Observation } from "./model";
import { ProtocolClient, type Answer } from "./protocol-client";
import { SimulatedConnection } from "./simulated-connection";
import { SimulatedDisk, type Sabotage } from "./simulated-disk";
import { SimulatedMachine, SimulatedTime } from "./simulated-world";

/** What decides a run; the same plan is the same run. */
export type SimulationPlan = {
  readonly seed: string;
  /** How long faults and work go on, in simulated ms. */
  readonly forMs?: number;
  readonly clients?: number;
  readonly faults?: readonly Fault[];
  /** Damages the product on purpose, to prove that it would be noticed. */
  readonly sabotage?: Sabotage | undefined;
};

/** What happened: the hash of everything, and what was wrong. */
export type SimulationResult = {
  readonly plan: SimulationPlan;
  readonly hash: string;
  readonly wrong: readonly string[];
  /** The end of the trace: all of what happened last. */
  readonly trace: readonly string[];
  readonly counts: {
    readonly acknowledged: number;
    readonly refused: number;
    readonly applied: number;
    readonly observations: number;
    readonly jobs: number;
    readonly boots: number;
    readonly faults: Readonly<Record<string, number>>;
  };
};

export const projectDir = fileURLToPath(new URL("project/convex", import.meta.url));
const startMs = Date.UTC(2026, 0, 5, 9, 0, 0);
export const minuteMs = 60_000;
export const defaultMs = 20 * minuteMs;
const quietMs = 25 * minuteMs;
const keptTrace = 400;
const publicUrl = "http://simulated";
const adminKey = "simulated";

/** Where a server logs to. One that has crashed has closed nothing: whatever still knows its log must not hold a world for ever. */
class ServerLog {
  #hear: ((line: string) => void) | null;

  constructor(hear: (line: string) => void) {
    this.#hear = hear;
  }

  readonly write = (line: string): void => this.#hear?.(line);

  silence(): void {
    this.#hear = null;
  }
}

/** One world, run from its seed: clients, a runtime with everything in it, a disk, a network, and what goes wrong. */
export class Simulation {
  readonly #plan: SimulationPlan;
  readonly #project: Project;
  readonly #dataDir: string;
  readonly #faults: ReadonlySet<Fault>;
  readonly #time = new SimulatedTime(startMs);
  readonly #disk: SimulatedDisk;
  readonly #hash = createHash("sha256");
  readonly #trace: string[] = [];
  readonly #wrong: string[] = [];
  readonly #clients: ProtocolClient<SimulatedConnection>[] = [];
  readonly #connections = new Set<SimulatedConnection>();
  readonly #answers = new Map<string, { work: JSONValue; answer: Answer }>();
  readonly #observations: Observation[] = [];
  readonly #outside = new Map<string, number>();
  readonly #faultCounts: Record<string, number> = {};
  #machine: SimulatedMachine | null = null;
  #log: ServerLog | null = null;
  #runtime: ConvexRuntime | null = null;
  #boots = 0;
  #acknowledgedSerial = -1;
  #nextToken = 0;
  #nextItem = 0;
  #isQuiet = false;
  #isDamaged = false;

  constructor(plan: SimulationPlan, project: Project, dataDir: string) {
    this.#plan = plan;
    this.#project = project;
    this.#dataDir = dataDir;
    this.#faults = new Set(plan.faults ?? faults);
    this.#disk = new SimulatedDisk(this.#chance("disk"), (what) => this.#note(what), plan.sabotage ?? null);
  }

  async run(): Promise<SimulationResult> {
    const forMs = this.#plan.forMs ?? defaultMs;
    this.#boot();
    const count = this.#plan.clients ?? 5;
    for (let i = 0; i < count; i++) this.#addClient(`client ${i}`);
    for (const fault of faults) if (this.#faults.has(fault)) this.#plague(fault);
    await this.#runUntil(() => this.#time.elapsedMs >= forMs);

    this.#note("quiet");
    this.#isQuiet = true;
    this.#disk.full = "no";
    this.#disk.repair();
    if (this.#isDamaged) this.#crash("to read the repaired disk");
    this.#isDamaged = false;
    for (const connection of this.#connections) connection.stall(false);
    const quietFrom = { elapsed: this.#time.elapsedMs, wall: this.#time.wallMs };
    const jobsBefore = ((await this.#query("work:jobs", {})) as unknown as Job[] | null)?.length ?? 0;
    await this.#runUntil(() => this.#time.elapsedMs >= quietFrom.elapsed + quietMs);
    await this.#judge(quietFrom.wall, jobsBefore);
    await this.#stop();
    this.#time.end();
    this.#log?.silence();
    const boots = this.#boots;
    const succeeded = [...this.#answers.values()].filter(({ answer }) => answer.success).length;
    return {
      plan: this.#plan,
      hash: this.#hash.digest("hex"),
      wrong: this.#wrong,
      trace: this.#trace,
      counts: {
        acknowledged: succeeded,
        refused: this.#answers.size - succeeded,
        applied: this.#applied.length,
        observations: this.#observations.length,
        jobs: this.#jobs.length,
        boots,
        faults: this.#faultCounts,
      },
    };
  }

  #applied: readonly Applied[] = [];
  #jobs: readonly Job[] = [];

  #chance(name: string): Chance {
    return new Chance(`${this.#plan.seed}/${name}`);
  }

  #note(what: string): void {
    const line = `${this.#time.elapsedMs.toFixed(3)} ${what}`;
    this.#hash.update(`${line}\n`);
    this.#trace.push(line);
    if (this.#trace.length > keptTrace) this.#trace.shift();
  }

  #fail(what: string): void {
    this.#note(`WRONG ${what}`);
    if (this.#wrong.length < 20) this.#wrong.push(what);
  }

  async #runUntil(isOver: () => boolean): Promise<void> {
    (globalThis as { happenedOutside?: (of: string) => void }).happenedOutside = (of) => {
      this.#note(`outside: ${of}`);
      this.#outside.set(of, (this.#outside.get(of) ?? 0) + 1);
    };
    while (!isOver() && this.#wrong.length === 0) if (!(await this.#step())) break;
  }

  /** What a timer meets of damage has nobody above it to tell: it counts as found out, like what a client is told. */
  async #step(): Promise<boolean> {
    try {
      return await this.#time.step();
    } catch (error) {
      if (!(error instanceof DamagedStoreError)) throw error;
      this.#note(`a timer met damage: ${error.message}`);
      return true;
    }
  }

  // The server

  #boot(): void {
    const boot = ++this.#boots;
    const machine = new SimulatedMachine(this.#time, this.#chance(`machine ${boot}`));
    this.#machine = machine;
    const log = new ServerLog((line) => this.#note(`log: ${line}`));
    this.#log = log;
    this.#note(`boot ${boot}`);
    const start = async () =>
      await startRuntime({
        functionsDir: projectDir,
        dataDir: this.#dataDir,
        adminKey,
        publicUrl,
        world: machine,
        store: this.#disk.attach(machine),
        bundle: async () => this.#project,
        log: log.write,
      });
    start().then(
      (runtime) => {
        if (!machine.isOn) return;
        this.#runtime = runtime;
        this.#note("serving");
      },
      (error: unknown) => {
        if (!machine.isOn) return;
        this.#note(`not started: ${String(error)}`);
        if (this.#disk.full === "no" && !this.#isDamaged) this.#fail(`the server does not start: ${String(error)}`);
        machine.halt();
        log.silence();
        this.#disk.cut();
        this.#time.after(2_000, () => this.#boot());
      },
    );
  }

  /** The machine stops in the middle of whatever it does. */
  #crash(why: string): void {
    if (this.#machine?.isOn !== true) return;
    this.#note(`crash ${why}`);
    this.#machine.halt();
    this.#log?.silence();
    this.#runtime = null;
    this.#disk.cut();
    for (const connection of this.#connections) connection.serverIsGone();
    this.#connections.clear();
    this.#time.after(this.#chance(`pause ${this.#boots}`).between(5, 20_000), () => this.#boot());
  }

  async #stop(): Promise<void> {
    const runtime = this.#runtime;
    if (runtime === null) return;
    let isClosed = false;
    void runtime.close().then(() => (isClosed = true));
    for (let step = 0; step < 10_000 && !isClosed; step++) await this.#time.step();
    if (!isClosed) this.#fail("the runtime does not close");
  }

  // The clients

  #addClient(name: string): void {
    const chance = this.#chance(name);
    const client: ProtocolClient<SimulatedConnection> = new ProtocolClient<SimulatedConnection>(name, {
      time: this.#time,
      chance: chance.named("line"),
      connect: () => this.#connect(client, chance.named(`connection ${this.#time.elapsedMs}`)),
      watch: { seen: () => this.#seen(client), wrong: (what) => this.#fail(what) },
    });
    this.#clients.push(client);
    client.open();
    client.watch("work:serial", {});
    let watched: number | null = null;
    const act = () => {
      if (this.#isQuiet) return;
      if (chance.happens(0.15)) {
        if (watched !== null) client.unwatch(watched);
        watched = chance.happens(0.3)
          ? client.watch("work:balances", {})
          : client.watch("work:list", { key: chance.pick(listKeys) });
      } else if (client.pending < 8) this.#ask(client, chance);
      this.#time.after(chance.between(1, chance.happens(0.3) ? 20_000 : 3_000), act);
    };
    this.#time.after(chance.between(1, 1_000), act);
  }

  #connect(client: ProtocolClient<SimulatedConnection>, chance: Chance): SimulatedConnection | null {
    const [machine, runtime] = [this.#machine, this.#runtime];
    if (machine === null || runtime === null || !machine.isOn) return null;
    client.floor = this.#acknowledgedSerial;
    const connection = new SimulatedConnection(this.#time, machine, chance, {
      onMessage: (text) => {
        this.#note(`${client.name} < ${text}`);
        if (client.connection === connection) client.onMessage(text);
      },
      onClose: (reason) => {
        this.#note(`${client.name} closed: ${reason}`);
        this.#connections.delete(connection);
        if (client.connection === connection) client.onClose();
      },
    });
    this.#connections.add(connection);
    runtime.accept(connection.socket, connection.line, { ip: null, userAgent: null }, publicUrl);
    return connection;
  }

  #ask(client: ProtocolClient<SimulatedConnection>, chance: Chance): void {
    const token = `t${this.#nextToken++}`;
    const [path, work] = drawWork(chance, this.#nextItem++, this.#nextToken);
    this.#note(`${client.name} asks ${token} ${path} ${JSON.stringify(work)}`);
    void client.mutate(`work:${path}`, { token, ...work }).then((answer) => {
      this.#note(`${client.name} has ${token}: ${JSON.stringify(answer)}`);
      if (this.#answers.has(token)) this.#fail(`${token} ended twice`);
      this.#answers.set(token, { work, answer });
      if (!answer.success) return;
      const { serial } = answer.result as { serial: number };
      this.#acknowledgedSerial = Math.max(this.#acknowledgedSerial, serial);
      const shown = serialShown(client);
      if (shown !== undefined && shown <= serial)
        this.#fail(`${client.name} is told that ${token} is done and does not see it: ${shown} of ${serial + 1}`);
    });
  }

  #seen(client: ProtocolClient<SimulatedConnection>): void {
    const serial = serialShown(client);
    if (serial === undefined) return;
    if (serial <= client.floor)
      this.#fail(
        `${client.name} is shown ${serial} transactions; ${client.floor + 1} were acknowledged before it came`,
      );
    for (const { path, args, value } of client.values)
      if (value !== undefined) this.#observations.push({ who: client.name, serial, path, args, value });
  }

  // What goes wrong

  #plague(fault: Fault): void {
    const chance = this.#chance(`fault ${fault}`);
    const [least, most] = pauseMs[fault];
    const again = () => this.#time.after(chance.between(least, most), strike);
    const strike = () => {
      if (this.#isQuiet) return;
      this.#faultCounts[fault] = (this.#faultCounts[fault] ?? 0) + 1;
      this.#note(`fault: ${fault}`);
      this.#strike(fault, chance);
      again();
    };
    again();
  }

  #strike(fault: Fault, chance: Chance): void {
    switch (fault) {
      case "crash":
        return this.#crash("by chance");
      case "cut":
        return chance.pick(this.#clients).connection?.cut();
      case "stall": {
        const connection = chance.pick(this.#clients).connection;
        connection?.stall(true);
        this.#time.after(chance.between(1_000, 60_000), () => connection?.stall(false));
        return;
      }
      case "clock":
        return this.#time.jump(Math.round(chance.pick([-7, -1, 1, 7, 26]) * chance.between(1, 60) * minuteMs));
      case "full":
        this.#disk.full = chance.pick(["pages", "everything"]);
        this.#time.after(chance.between(500, 30_000), () => {
          this.#disk.full = "no";
          this.#note("disk: has room");
        });
        return;
      case "damage": {
        if (this.#isDamaged || this.#runtime === null) return;
        this.#isDamaged = true;
        this.#disk.damage();
        // Somebody notices, stops the server, restores the record from a backup and starts it again.
        this.#time.after(chance.between(500, 10_000), () => {
          if (!this.#isDamaged) return;
          this.#isDamaged = false;
          this.#disk.repair();
          this.#note("disk: repaired");
          this.#crash("to read the repaired disk");
        });
        return;
      }
    }
  }

  // The judgement

  /** Asks the runtime what it holds, through its own front door. */
  async #query(path: string, args: JSONValue): Promise<JSONValue> {
    const asker = new ProtocolClient<SimulatedConnection>(`judge of ${path} ${JSON.stringify(args)}`, {
      time: this.#time,
      chance: this.#chance("judge"),
      connect: (client) => this.#connect(client, this.#chance("judge's line")),
      watch: { seen: () => undefined, wrong: (what) => this.#fail(what) },
    });
    asker.open();
    asker.watch(path, args);
    const found = () => asker.values[0]?.value;
    await this.#runUntil(() => found() !== undefined);
    const value = found();
    asker.connection?.cut();
    return value ?? null;
  }

  async #judge(quietFromMs: number, jobsBefore: number): Promise<void> {
    if (this.#wrong.length > 0) return;
    if (this.#disk.overlaps > 0) return this.#fail("two batches were given to the disk at the same time");
    if (this.#machine?.isOn !== true || this.#runtime === null)
      return this.#fail("the runtime is not up after the quiet");
    for (const client of this.#clients)
      if (client.pending > 0) this.#fail(`${client.name} still waits for ${client.pending} answers after the quiet`);
    const applied: Applied[] = [];
    for (;;) {
      const rows = (await this.#query("work:applied", { from: applied.length, count: 2_000 })) as unknown as
        Applied[] | null;
      if (rows === null || rows.length === 0) break;
      applied.push(...rows);
    }
    this.#applied = applied;
    this.#jobs = ((await this.#query("work:jobs", {})) ?? []) as unknown as Job[];
    const lists: Record<string, JSONValue> = {};
    for (const key of listKeys) lists[key] = await this.#query("work:list", { key });
    const balances = await this.#query("work:balances", {});
    const shownNow = this.#clients.flatMap((client) =>
      client.values.map(({ path, args, value }) => ({
        who: client.name,
        serial: applied.length,
        path,
        args,
        value: value ?? null,
      })),
    );
    const verdict = judge({
      applied,
      answers: this.#answers,
      observations: [...this.#observations, ...shownNow],
      final: { lists, balances },
      jobs: this.#jobs,
      outside: this.#outside,
      quiet: { fromMs: quietFromMs + minuteMs, toMs: this.#time.wallMs, jobsBefore },
    });
    for (const what of verdict) this.#fail(what);
  }
}

function serialShown(client: ProtocolClient<SimulatedConnection>): number | undefined {
  return client.values.find(({ path }) => path === "work:serial")?.value as number | undefined;
}
