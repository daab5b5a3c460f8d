import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RealClient } from "./real-client";
import { share, type Report, type Torture } from "./report";
import { pause, withServer } from "./server";

const writes = 200;

/** Watches the system calls of a server: between the request for a write and its answer there is a flush that has succeeded. */
export async function traceFlushes({ size }: Torture): Promise<Report> {
  if (spawnSync("strace", ["-V"]).status !== 0)
    return {
      counts: { "not run": "strace is not installed; the order at the store's own door is a test of its own" },
      wrong: [],
    };
  const folder = mkdtempSync(join(tmpdir(), "runtime-strace-"));
  const file = join(folder, "trace");
  const wrong: string[] = [];
  const wanted = share(size, writes);
  try {
    await withServer(async (server) => {
      const tracer = spawn(
        "strace",
        [
          "-f",
          "-qq",
          "-s",
          "160",
          "-e",
          "trace=fdatasync,fsync,msync,write,writev,sendmsg,sendto",
          "-o",
          file,
          "-p",
          String(server.pid),
        ],
        { stdio: "ignore" },
      );
      try {
        await pause(1_000);
        const client = new RealClient(server.url, { seen: () => undefined, wrong: (what) => void wrong.push(what) });
        for (let i = 0; i < wanted; i++) await client.protocol.mutate("work:mark", { token: `s${i}` });
        client.leave();
      } finally {
        tracer.kill("SIGINT");
        await once(tracer, "exit");
      }
    });
    const { answers, unflushed } = readTrace(readFileSync(file, "utf8"));
    if (answers < wanted) wrong.push(`${wanted} writes have left ${answers} answers in the trace`);
    if (unflushed > 0) wrong.push(`${unflushed} of ${answers} answers left without a flush since the one before`);
    return { counts: { "answers traced": answers, "without a flush before": unflushed }, wrong };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One write at a time: a flush must have ended since the answer before. */
export function readTrace(trace: string): { answers: number; unflushed: number } {
  let answers = 0;
  let unflushed = 0;
  let flushed = false;
  for (const line of trace.split("\n")) {
    if (/(fdatasync|fsync|msync)(\(.*\)| resumed>.*\))\s+= 0/.test(line)) flushed = true;
    else if (line.includes("MutationResponse") && /write|send/.test(line)) {
      answers += 1;
      if (!flushed) unflushed += 1;
      flushed = false;
    }
  }
  return { answers, unflushed };
}
