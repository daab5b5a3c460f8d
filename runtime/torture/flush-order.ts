import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { constants, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
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
  let synced: readonly number[] = [];
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
          "trace=fdatasync,fsync,msync,pwrite64,write,writev,sendmsg,sendto",
          "-o",
          file,
          "-p",
          String(server.pid),
        ],
        { stdio: "ignore" },
      );
      try {
        await pause(1_000);
        synced = syncedFiles(server.pid!);
        const client = new RealClient(server.url, { seen: () => undefined, wrong: (what) => void wrong.push(what) });
        for (let i = 0; i < wanted; i++) await client.protocol.mutate("work:mark", { token: `s${i}` });
        client.leave();
      } finally {
        tracer.kill("SIGINT");
        await once(tracer, "exit");
      }
    });
    const { answers, unflushed } = readTrace(readFileSync(file, "utf8"), synced);
    if (answers < wanted) wrong.push(`${wanted} writes have left ${answers} answers in the trace`);
    if (unflushed > 0) wrong.push(`${unflushed} of ${answers} answers left without a flush since the one before`);
    return { counts: { "answers traced": answers, "without a flush before": unflushed }, wrong };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The open files of a process of which a write ends only when the disk has it (O_DSYNC), as the system itself says. */
function syncedFiles(pid: number): number[] {
  return readdirSync(`/proc/${pid}/fdinfo`)
    .filter((file) => {
      const [, flags = "0"] = /^flags:\s+0(\d+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${file}`, "utf8")) ?? [];
      return (parseInt(flags, 8) & constants.O_DSYNC) !== 0;
    })
    .map(Number);
}

/**
 * One write at a time: a flush must have ended since the answer before, or a write to one of the `synced` files, as long as it
 * was asked to be.
 */
export function readTrace(trace: string, synced: readonly number[]): { answers: number; unflushed: number } {
  let answers = 0;
  let unflushed = 0;
  let flushed = false;
  /** What the threads that are writing to such a file were asked to write, in bytes. */
  const writing = new Map<string, string>();
  for (const line of trace.split("\n")) {
    const [, thread = ""] = /^(\d+)/.exec(line) ?? [];
    const [, file, asked, written] = /pwrite64\((\d+), .*, (\d+), \d+(?:\)\s+= (\d+)| <unfinished)/.exec(line) ?? [];
    const [, ended] = /pwrite64 resumed>.*\)\s+= (\d+)/.exec(line) ?? [];
    if (file !== undefined && asked !== undefined && synced.includes(Number(file))) {
      if (written === undefined) writing.set(thread, asked);
      else if (written === asked) flushed = true;
    } else if (ended !== undefined) {
      if (writing.get(thread) === ended) flushed = true;
      writing.delete(thread);
    } else if (/(fdatasync|fsync|msync)(\(.*\)| resumed>.*\))\s+= 0/.test(line)) flushed = true;
    else if (line.includes("MutationResponse") && /write|send/.test(line)) {
      answers += 1;
      if (!flushed) unflushed += 1;
      flushed = false;
    }
  }
  return { answers, unflushed };
}
