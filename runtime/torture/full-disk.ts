import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, ServerProcess } from "../conformance/support/process";
import { RealClient } from "./real-client";
import { share, type Report, type Torture } from "./report";
import { ask, eventually, projectDir } from "./server";

const rounds = 5;
const diskMb = 64;

/** A server on a disk that fills up: it says so, keeps what it acknowledged, answers queries, and goes on when there is room. */
export async function fillDisk({ size }: Torture): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "runtime-full-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${diskMb}m,mode=0700`, "tmpfs", folder]).status === 0;
  if (!mounted) {
    rmSync(folder, { recursive: true });
    return {
      counts: { "not run": "this machine does not let us mount a disk; the simulation fills its own" },
      wrong: [],
    };
  }
  const server = new ServerProcess(await freePort(), await freePort(), join(folder, "data"), projectDir);
  const wrong: string[] = [];
  const acknowledged = new Map<string, number>();
  let refusals = 0;
  try {
    await server.start();
    for (let round = 0; round < share(size, rounds); round++) {
      // What somebody else leaves on the disk takes the last room.
      const filler = join(folder, "filler");
      const leaveNoRoom = () => {
        const { bavail, bsize } = statfsSync(folder);
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize)), { flag: "a" });
      };
      const client = new RealClient(server.url, { seen: () => undefined, wrong: (what) => void wrong.push(what) });
      let pending = 0;
      let next = 0;
      const write = (): void => {
        const token = `f${round} ${next++}`;
        pending += 1;
        void client.protocol
          .mutate("work:mark", { token: `${token} ${"x".repeat(2_000)}` })
          .then(({ success, result }) => {
            pending -= 1;
            if (success) acknowledged.set(token, (result as { serial: number }).serial);
            else wrong.push(`${token} failed: ${JSON.stringify(result)}`);
          });
      };
      for (let i = 0; i < 50; i++) write();
      await eventually("the first writes", () => pending === 0);
      leaveNoRoom();
      const closedBefore = server.said.length;
      for (let i = 0; i < 600; i++) write();
      await eventually("the disk to be full", () => /ENOSPC|no space|full/i.test(server.said.slice(closedBefore)));
      refusals += 1;
      const serial = await ask<number>(server.url, "work:serial");
      if (serial < acknowledged.size)
        wrong.push(`${acknowledged.size} are acknowledged and ${serial} there while the disk is full`);
      rmSync(filler);
      await eventually("the writes to go on", () => pending === 0);
      client.leave();
      if (round % 2 === 1) {
        await server.kill();
        await server.start();
      }
      // Each round leaves room for the next.
      execFileSync("mount", ["-o", `remount,size=${diskMb * (round + 2)}m`, folder]);
    }
    const rows: { token: string; serial: number; parts: number[] }[] = [];
    for (let more = [rows[0]]; more.length > 0; rows.push(...(more as typeof rows)))
      more = await ask<typeof rows>(server.url, "work:marked", { from: rows.length, count: 500 });
    const found = new Map(rows.map(({ token, serial }) => [token.split(" x")[0] ?? "", serial]));
    if (found.size !== rows.length) wrong.push("a write is there twice");
    for (const { token, parts } of rows)
      if (parts.sort().join() !== "0,1") wrong.push(`${token.slice(0, 20)} is half done`);
    for (const [token, serial] of acknowledged) if (found.get(token) !== serial) wrong.push(`${token} is lost`);
  } finally {
    await server.kill();
    // Something that is just ending may still hold it.
    spawnSync("umount", ["--lazy", folder]);
    rmSync(folder, { recursive: true, force: true });
  }
  return { counts: { "times full": refusals, "acknowledged writes": acknowledged.size }, wrong };
}
