import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { adminKey, fixtureDir } from "./places";

const bin = join(import.meta.dirname, "../../bin/convex-runtime.mjs");

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** What the command line printed, and how it ended. */
export type Ran = { code: number | null; stdout: string; stderr: string };

/** Runs the command line to its end. */
export async function run(args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [bin, ...args]);
  const ran: Ran = { code: null, stdout: "", stderr: "" };
  child.stdout.on("data", (data: Buffer) => (ran.stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (ran.stderr += data.toString()));
  [ran.code] = (await once(child, "exit")) as [number | null];
  return ran;
}

/** A server in a process of its own, to be killed. */
export class ServerProcess {
  readonly url: string;
  /** What it has written to its log, over all its lives. */
  said = "";
  #child: ChildProcess | null = null;

  constructor(
    readonly port: number,
    readonly sitePort: number,
    readonly dataDir: string,
    readonly functionsDir: string = fixtureDir,
    readonly envFile: string | null = null,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when it serves. */
  async start(): Promise<void> {
    const { port, sitePort, dataDir, functionsDir } = this;
    const options = { functions: functionsDir, data: dataDir, port, "site-port": sitePort, "admin-key": adminKey };
    if (this.envFile !== null) Object.assign(options, { "env-file": this.envFile });
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn(process.execPath, [bin, "serve", ...args], { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    child.stderr.on("data", (data: Buffer) => (this.said += data.toString()));
    await new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (data: Buffer) => data.toString().includes("Serving") && resolve());
      child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${this.said}`)));
    });
  }

  /** Ends it without a word, as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
}
