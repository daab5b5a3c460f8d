import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockDataFolder, openDataFolder } from "./data-folder.mjs";

/** Starts the school where it must refuse, and tells how it ended and what it said. */
async function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "start.mjs")], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  let said = "";
  child.stdout.on("data", (part: Buffer) => (said += part.toString()));
  child.stderr.on("data", (part: Buffer) => (said += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  return { code, said };
}

const newFolder = () => join(mkdtempSync(join(tmpdir(), "start-")), "data");

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("starting the school", () => {
  it("on a port in use says which other port to choose, and makes nothing", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    const folder = newFolder();
    const { code, said } = await start({ PORT: String(port), DOCTRINA_DATA_DIR: folder });
    taken.close();
    expect([code, said.trim(), existsSync(folder)]).toEqual([
      1,
      `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
      false,
    ]);
  });

  it("a second time on the same data is refused, and names the first", async () => {
    const folder = openDataFolder(newFolder());
    const giveBack = lockDataFolder(folder);
    const { code, said } = await start({ PORT: String(await freePort()), DOCTRINA_DATA_DIR: folder });
    giveBack();
    expect(code).toBe(1);
    expect(said.trim()).toMatch(
      new RegExp(`^This school is already running \\(process ${process.pid}, data in .*PORT\\.$`),
    );
  });

  it("on damaged secrets says which file, in one sentence and no trace", async () => {
    const folder = openDataFolder(newFolder());
    writeFileSync(join(folder, "secrets.json"), "{");
    const { code, said } = await start({ PORT: String(await freePort()), DOCTRINA_DATA_DIR: folder });
    expect(code).toBe(1);
    expect(said).toContain(join(folder, "secrets.json"));
    expect(said).not.toMatch(/^\s+at /m);
  });

  it("with the embedded identity in production has to be asked for by name", async () => {
    const { code, said } = await start({
      NODE_ENV: "production",
      PORT: String(await freePort()),
      DOCTRINA_DATA_DIR: newFolder(),
    });
    expect([code, said.includes("DOCTRINA_EMBEDDED_IDENTITY=1")]).toEqual([1, true]);
  });
});
