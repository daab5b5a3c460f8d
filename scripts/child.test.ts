import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { howItEnded, keepRunning, pauseBeforeStart } from "./child.mjs";

function program(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "child-")), "child.mjs");
  writeFileSync(file, text);
  return file;
}

describe("a child process", () => {
  it("ends when its parent has ended before it was loaded", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "services.ts")], {
      env: { ...process.env, DOCTRINA_DATA_DIR: mkdtempSync(join(tmpdir(), "child-")) },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child.disconnect();
    expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(0);
  });

  it("is started again when it is killed, and its parent is told that it is back", async () => {
    const ready: number[] = [];
    let tellBack: () => void = () => undefined;
    const back = new Promise<void>((resolve) => (tellBack = resolve));
    const child = keepRunning({
      name: "The child",
      args: [
        program(
          `process.send({ type: "ready", pid: process.pid }); setInterval(() => {}, 1000); process.on("disconnect", () => process.exit());`,
        ),
      ],
      env: () => process.env,
      onReady: (message: { pid: number }) => {
        ready.push(message.pid);
        if (ready.length === 2) tellBack();
      },
      say: () => undefined,
    });
    await child.started;
    process.kill(child.pid() ?? 0, "SIGKILL");
    await back;
    expect(new Set(ready).size).toBe(2);
    const last = child.pid() ?? 0;
    await child.stop();
    expect(() => process.kill(last, 0)).toThrow();
  });

  it("that cannot start is not started again, and says why", async () => {
    const child = keepRunning({
      name: "The child",
      args: [program(`process.send({ type: "failed", message: "The data is damaged." }, () => process.exit(1));`)],
      env: () => process.env,
    });
    await expect(child.started).rejects.toThrow("The data is damaged.");
    expect(child.pid()).toBeNull();
    await child.stop();
  });

  it("that fails again and again is given up with the reason; one that others kill is not", async () => {
    const folder = mkdtempSync(join(tmpdir(), "child-"));
    const counts = join(folder, "counts");
    writeFileSync(counts, "");
    // Ready the first time; after that it is killed ten times from outside, and then fails by itself.
    const text = `import { appendFileSync, readFileSync } from "node:fs";
      appendFileSync(${JSON.stringify(counts)}, "x");
      const run = readFileSync(${JSON.stringify(counts)}, "utf8").length;
      if (run <= 10) process.send({ type: "ready" }, () => process.kill(process.pid, "SIGKILL"));
      else process.send({ type: "failed", message: "The file is damaged." }, () => process.exit(1));`;
    const why = await new Promise<string>((resolve) => {
      keepRunning({
        name: "The child",
        args: [program(text)],
        env: () => process.env,
        onHopeless: resolve,
        say: () => undefined,
        pauseMs: () => 0,
      });
    });
    expect(why).toBe("The child ended 8 times in a row (code 1: The file is damaged.).");
    expect(readFileSync(counts, "utf8").length).toBe(18);
  });

  it("that a damaged file has ended says what helps", () => {
    expect(howItEnded("The child", null, "SIGSEGV")).toMatch(/SIGSEGV.*backup/);
    expect(howItEnded("The child", 1, null)).toBe("The child ended before it was ready (code 1).");
  });

  it("waits longer before each new start, five seconds at most", () => {
    expect([0, 1, 2, 3, 9].map(pauseBeforeStart)).toEqual([0, 200, 400, 800, 5_000]);
  });
});
