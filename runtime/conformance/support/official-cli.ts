import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { adminKey } from "./harness";
import type { Ran } from "./process";

const main = fileURLToPath(new URL("bin/main.js", import.meta.resolve("convex/package.json")));
const here = fileURLToPath(new URL("..", import.meta.url));

/** A project folder of its own, where the packages of this repository are found. */
export class TemporaryProject {
  readonly folder = mkdtempSync(join(here, ".tmp-project-"));

  constructor(files: Record<string, string> = {}) {
    writeFileSync(
      join(this.folder, "package.json"),
      '{"name":"project","type":"module","dependencies":{"convex":"*"}}',
    );
    mkdirSync(join(this.folder, "convex"));
    this.write(files);
  }

  /** Writes files by their paths from the project's root. */
  write(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  copy(from: string, to: string): void {
    cpSync(from, join(this.folder, to), { recursive: true });
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The official command line, unmodified, in a project's folder; quiet towards everything but this server. */
export class OfficialCli {
  readonly #children = new Set<ChildProcess>();

  constructor(
    readonly project: TemporaryProject,
    readonly url: string,
    readonly key = adminKey,
  ) {}

  /** Starts a command that goes on until it is told to stop. */
  start(args: readonly string[]): { child: ChildProcess; ran: Ran } {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: this.project.folder,
      env: {
        PATH: process.env.PATH ?? "",
        HOME: this.project.folder,
        // Without it the command line reports errors to its makers.
        CI: "1",
        CONVEX_VERSION_API_ORIGIN: this.url,
        CONVEX_SELF_HOSTED_URL: this.url,
        CONVEX_SELF_HOSTED_ADMIN_KEY: this.key,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#children.add(child);
    const ran: Ran = { code: null, stdout: "", stderr: "" };
    child.stdout.on("data", (data: Buffer) => (ran.stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (ran.stderr += data.toString()));
    child.once("exit", () => this.#children.delete(child));
    return { child, ran };
  }

  /** Runs a command to its end. */
  async run(...args: string[]): Promise<Ran> {
    const { child, ran } = this.start(args);
    [ran.code] = (await once(child, "close")) as [number | null];
    return ran;
  }

  /** Runs a command that must succeed; returns what it printed for programs. */
  async succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(`convex ${args.join(" ")} ended with ${code}:\n${stderr}\n${stdout}`);
    return stdout.trim();
  }

  /** Resolves when a command that goes on has printed something that matches. */
  async until({ child, ran }: { child: ChildProcess; ran: Ran }, pattern: RegExp): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const check = () => {
        if (pattern.test(ran.stdout + ran.stderr)) resolve();
      };
      child.stdout?.on("data", check);
      child.stderr?.on("data", check);
      child.once("exit", (code) => reject(new Error(`It ended with ${code}:\n${ran.stderr}`)));
      check();
    });
  }

  /** Ends what goes on. */
  async stop(): Promise<void> {
    const ended = [...this.#children].map(async (child) => {
      child.kill("SIGKILL");
      await once(child, "exit");
    });
    await Promise.all(ended);
  }
}
