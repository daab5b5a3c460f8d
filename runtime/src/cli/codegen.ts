import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startRuntime } from "../host";
import { UsageError } from "./usage";

/** How the official command line ended, and what it printed. */
export type Codegen = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

const officialCli = fileURLToPath(new URL("bin/main.js", import.meta.resolve("convex/package.json")));

async function runOfficial(args: readonly string[], folder: string, env: Record<string, string>): Promise<Codegen> {
  const child = spawn(process.execPath, [officialCli, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", CI: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

/**
 * Writes `_generated` of a functions folder with the official command line, against a server of its own that holds
 * nothing and ends with it. With `dryRun` nothing is written, and the files that would be are named.
 */
export async function codegen(functionsDir: string, options: { readonly dryRun: boolean }): Promise<Codegen> {
  const project = dirname(functionsDir);
  if (basename(functionsDir) !== "convex" || !existsSync(join(project, "package.json")))
    throw new UsageError(`${functionsDir} must be called "convex" and lie beside a package.json.`);
  const dataDir = mkdtempSync(join(tmpdir(), "convex-codegen-"));
  const adminKey = randomBytes(24).toString("hex");
  const runtime = await startRuntime({ dataDir, adminKey });
  const server = createServer((req, res) => runtime.handleHttp(req, res));
  try {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ["codegen", "--typecheck", "disable", ...(options.dryRun ? ["--dry-run"] : [])];
    return await runOfficial(args, project, {
      CONVEX_SELF_HOSTED_URL: url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey,
      CONVEX_VERSION_API_ORIGIN: url,
    });
  } finally {
    server.close();
    server.closeAllConnections();
    await runtime.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
