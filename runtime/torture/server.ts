import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference, type DefaultFunctionArgs } from "convex/server";
import { freePort, ServerProcess } from "../conformance/support/process";

/** The project that is tortured. */
export const projectDir = fileURLToPath(new URL("project/convex", import.meta.url));

/** Runs work with a server in a process of its own over a fresh folder, and leaves nothing of both. */
export async function withServer<T>(
  work: (server: ServerProcess, folder: string) => Promise<T>,
  functionsDir = projectDir,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "runtime-torture-"));
  const server = new ServerProcess(await freePort(), await freePort(), join(folder, "data"), functionsDir);
  try {
    await server.start();
    return await work(server, folder);
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks a query over HTTP. */
export async function ask<T>(url: string, path: string, args: DefaultFunctionArgs = {}): Promise<T> {
  const client = new ConvexHttpClient(url, { logger: false, skipConvexDeploymentUrlCheck: true });
  return (await client.query(makeFunctionReference<"query">(path), args)) as T;
}

/** Resolves after so many ms. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const patienceMs = 15 * 60_000;

/** Resolves when it is so, looking now and then; rejects with what was waited for when it takes a quarter of an hour. */
export async function eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain: ${what}`);
    await pause(20);
  }
}
