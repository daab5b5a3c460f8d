import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mux from "@mux/mux-node";
import { afterEach, describe, expect, it } from "vitest";
import {
  newFolder,
  openEar,
  openSchool,
  ordinaryClip,
  put,
  serve,
  TOKEN_ID,
  TOKEN_SECRET,
  uploadClip,
  WEBHOOK_SECRET,
  WITHOUT_FFMPEG,
} from "./school.testing";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A service in a process of its own, that can be killed as a machine's failure kills it. */
async function spawnService(options: { folder: string; webhookUrl: string; ffmpegPath?: string }) {
  const script = `
    import { serve } from ${JSON.stringify(join(import.meta.dirname, "school.testing.ts"))};
    const { webhookUrl, ...rest } = JSON.parse(process.env.OPTIONS);
    const service = await serve({ ...rest, webhook: { url: webhookUrl, secret: ${JSON.stringify(WEBHOOK_SECRET)} } });
    process.send(service.publicUrl);
  `;
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    env: { ...process.env, OPTIONS: JSON.stringify(options) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    cwd: join(import.meta.dirname, "..", ".."),
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const publicUrl = await new Promise<string>((resolve, reject) => {
    child.once("message", (url) => resolve(typeof url === "string" ? url : ""));
    child.once("exit", () => reject(new Error("The service ended before it began")));
  });
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  ends.push(kill);
  return { kill, publicUrl, mux: new Mux({ tokenId: TOKEN_ID, tokenSecret: TOKEN_SECRET, baseURL: publicUrl }) };
}

/** Whether a process is at work; one that has ended and is not yet forgotten is not. */
function isRunning(pid: number): boolean {
  const about = `/proc/${pid}/stat`;
  if (existsSync("/proc/self/stat")) return existsSync(about) && !/\) Z /.test(readFileSync(about, "utf8"));
  try {
    return process.kill(pid, 0);
  } catch {
    // There is no such process.
    return false;
  }
}

async function open() {
  const folder = newFolder();
  const ear = await openEar();
  ends.push(ear.close);
  return { folder, ear, webhook: { url: ear.url, secret: WEBHOOK_SECRET } };
}

// Each of these starts several processes, one after another.
describe("after the process was killed", { timeout: 240_000 }, () => {
  it("an upload goes on from what was acknowledged", async () => {
    const { folder, ear, webhook } = await open();
    const first = await spawnService({ folder, webhookUrl: ear.url });
    const upload = await first.mux.video.uploads.create({ cors_origin: "*" });
    const file = Buffer.from(Array.from({ length: 1_000 }, (_, place) => place % 251));
    await put(upload.url, file.subarray(0, 600), { "content-range": "bytes 0-599/1000" });
    await first.kill();
    const second = await serve({ folder, webhook, ffmpegPath: null });
    ends.push(second.close);
    const url = upload.url?.replace(first.publicUrl, second.publicUrl);
    const question = await put(url, new Uint8Array(0), { "content-range": "bytes */1000" });
    expect([question.status, question.headers.get("range")]).toEqual([308, "bytes=0-599"]);
    expect((await put(url, file.subarray(600), { "content-range": "bytes 600-999/1000" })).status).toBe(200);
    const { data } = await ear.hear("video.upload.asset_created", upload.id);
    expect(readFileSync(join(folder, "assets", String(data.asset_id), "source")).equals(file)).toBe(true);
  });

  it.skipIf(WITHOUT_FFMPEG)("a job that was cut off is done again, whole, and what it left is swept", async () => {
    const { folder, ear, webhook } = await open();
    const bin = newFolder();
    const begun = join(bin, "begun");
    // An ffmpeg that says when it is at work, has made half a file, and never comes to an end.
    const stuck = join(bin, "ffmpeg");
    const script = [
      "#!/bin/sh",
      'case "$*" in *seg-*) echo half > seg-00000.ts; echo $$ > "' + begun + '"; exec sleep 600;; esac',
      'exec ffmpeg "$@"',
    ];
    writeFileSync(stuck, script.join("\n"), { mode: 0o700 });
    const first = await spawnService({ folder, webhookUrl: ear.url, ffmpegPath: stuck });
    const settings = { playback_policies: ["public" as const] };
    const upload = await first.mux.video.uploads.create({ cors_origin: "*", new_asset_settings: settings });
    expect((await put(upload.url, ordinaryClip())).status).toBe(200);
    while (!existsSync(begun) || !readFileSync(begun, "utf8")) await new Promise((resolve) => setTimeout(resolve, 20));
    await first.kill();
    const leftover = Number(readFileSync(begun, "utf8"));
    ends.push(async () => void (isRunning(leftover) && process.kill(leftover, "SIGKILL")));
    const second = await serve({ folder, webhook });
    ends.push(second.close);
    // Where the system tells which process works where, the tool does not outlive its service for long.
    if (existsSync("/proc/self/cwd")) {
      while (isRunning(leftover)) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { data } = await ear.hear("video.asset.ready");
    const [{ id } = { id: "" }] = data.playback_ids as { id: string }[];
    const playlist = await fetch(`${second.publicUrl}/${id}/rendition/full/index.m3u8`);
    expect([playlist.status, (await playlist.text()).includes("#EXT-X-ENDLIST")]).toEqual([200, true]);
    expect(readdirSync(join(folder, "assets", data.id)).filter((name) => name.startsWith("work-"))).toEqual([]);
    expect(ear.events.filter(({ type }) => type === "video.asset.ready")).toHaveLength(1);
  });

  it.skipIf(WITHOUT_FFMPEG)("a file that kills the service each time is given up and says so", async () => {
    const { folder, ear, webhook } = await open();
    const bin = newFolder();
    const fatal = join(bin, "ffmpeg");
    // The process that runs it dies with it, as if the machine had run out of memory.
    const script = ["#!/bin/sh", 'case "$*" in *seg-*) kill -9 $PPID; exit 1;; esac', 'exec ffmpeg "$@"'];
    writeFileSync(fatal, script.join("\n"), { mode: 0o700 });
    const first = await spawnService({ folder, webhookUrl: ear.url });
    const upload = await first.mux.video.uploads.create({ cors_origin: "*" });
    await first.kill();
    let url = upload.url ?? "";
    let before = first.publicUrl;
    for (let time = 0; time < 3; time += 1) {
      const next = await spawnService({ folder, webhookUrl: ear.url, ffmpegPath: fatal }).catch(() => null);
      if (!next) continue;
      url = url.replace(before, next.publicUrl);
      before = next.publicUrl;
      // It dies while it answers, or soon after.
      if (time === 0) await put(url, ordinaryClip()).catch(() => undefined);
      while (
        await fetch(`${next.publicUrl}/x`).then(
          () => true,
          () => false,
        )
      )
        continue;
    }
    const last = await serve({ folder, webhook });
    ends.push(last.close);
    const { data } = await ear.hear("video.asset.errored");
    expect(data).toMatchObject({ errors: { messages: [expect.stringContaining("several times") as string] } });
  });
});

describe("webhooks", () => {
  it.skipIf(WITHOUT_FFMPEG)("come again, each of them, after their first attempt was refused", async () => {
    const school = await openSchool({ refusesFirst: true });
    ends.push(school.close);
    const { mux, ear } = school;
    const { upload, asset } = await uploadClip(school, ordinaryClip());
    const url = `data:text/plain,${encodeURIComponent("1\n00:00:01,000 --> 00:00:02,000\nHello\n")}`;
    const words = { type: "text", language_code: "en", name: "English", url } as const;
    const track = await mux.video.assets.createTrack(asset.id, words);
    await ear.hear("video.asset.track.ready", track.id);
    const bad = await mux.video.assets.createTrack(asset.id, { ...words, name: "Bad", url: "data:text/plain,nothing" });
    await ear.hear("video.asset.track.errored", bad.id);
    await mux.video.assets.deleteTrack(asset.id, track.id ?? "");
    await ear.hear("video.asset.track.deleted", track.id);
    await mux.video.assets.update(asset.id, { passthrough: "changed" });
    await ear.hear("video.asset.updated", asset.id);
    await mux.video.assets.delete(asset.id);
    await ear.hear("video.asset.deleted", asset.id);
    const cancelled = await mux.video.uploads.create({ cors_origin: "*" });
    await mux.video.uploads.cancel(cancelled.id);
    await ear.hear("video.upload.cancelled", cancelled.id);
    const broken = await uploadClip(school, Buffer.from("no video at all".repeat(100)));
    expect(broken.asset.status).toBe("errored");
    const heard = new Set(ear.events.map(({ type }) => type));
    expect([...heard].sort()).toEqual([
      "video.asset.created",
      "video.asset.deleted",
      "video.asset.errored",
      "video.asset.ready",
      "video.asset.track.created",
      "video.asset.track.deleted",
      "video.asset.track.errored",
      "video.asset.track.ready",
      "video.asset.updated",
      "video.upload.asset_created",
      "video.upload.cancelled",
      "video.upload.created",
    ]);
    // None came at its first attempt, and none came twice once it was taken.
    expect(new Set(ear.attempts.values())).toEqual(new Set([2]));
    const ready = ear.events.find(({ type }) => type === "video.asset.ready");
    expect(ready).toMatchObject({
      object: { type: "asset", id: asset.id },
      data: { id: asset.id, status: "ready", upload_id: upload.id, created_at: expect.any(Number) as number },
    });
  });

  it("wait over a restart for a school that is away", async () => {
    const folder = newFolder();
    const away = await serve({
      folder,
      webhook: { url: "http://127.0.0.1:5999/nobody", secret: WEBHOOK_SECRET },
      ffmpegPath: null,
    });
    const upload = await away.mux.video.uploads.create({ cors_origin: "*" });
    await away.mux.video.uploads.cancel(upload.id);
    await away.close();
    const ear = await openEar();
    ends.push(ear.close);
    const back = await serve({
      folder,
      webhook: { url: ear.url, secret: WEBHOOK_SECRET },
      ffmpegPath: null,
      now: () => Date.now() + 120_000,
    });
    ends.push(back.close);
    await ear.hear("video.upload.created", upload.id);
    await ear.hear("video.upload.cancelled", upload.id);
    expect(ear.events).toHaveLength(2);
  });
});
