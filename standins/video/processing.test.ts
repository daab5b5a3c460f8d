import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import {
  clip,
  FFMPEG,
  FFPROBE,
  newFolder,
  openSchool,
  ordinaryClip,
  put,
  uploadClip,
  WITHOUT_FFMPEG,
} from "./school.testing";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function school(options: Parameters<typeof openSchool>[0] = {}) {
  const opened = await openSchool(options);
  ends.push(opened.close);
  return opened;
}
type School = Awaited<ReturnType<typeof school>>;

/** What a player finds at an address: the streams that ffprobe sees over HTTP. */
async function play(url: string) {
  const args = ["-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "json", url];
  // Not in this thread: the service that is asked runs in it.
  const { stdout } = await promisify(execFile)(FFPROBE, args, { timeout: 30_000 });
  return (JSON.parse(stdout) as { streams: { codec_name: string; width?: number; height?: number }[] }).streams;
}

/** The master playlist when all work is done. */
async function finishedMaster(opened: School, playbackId: string): Promise<string> {
  while (opened.video.waiting().jobs > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  return (await fetch(`${opened.publicUrl}/${playbackId}.m3u8`)).text();
}

const resolutions = (master: string) => [...master.matchAll(/RESOLUTION=(\d+x\d+)/g)].map((found) => found[1]);

describe.skipIf(WITHOUT_FFMPEG)(`a video that is taken in${WITHOUT_FFMPEG && ` (${WITHOUT_FFMPEG})`}`, () => {
  it("is copied where browsers play it as it is, gets a small quality, and is never made larger", async () => {
    const opened = await school();
    const large = await uploadClip(opened, ordinaryClip({ size: "1280x720", seconds: 4 }));
    expect(large.asset).toMatchObject({ status: "ready", resolution_tier: "720p", meta: { standin_delivery: "hls" } });
    expect(resolutions(await finishedMaster(opened, large.playbackId))).toEqual(["1280x720", "640x360"]);
    const small = await uploadClip(opened, ordinaryClip());
    expect(resolutions(await finishedMaster(opened, small.playbackId))).toEqual(["320x180"]);
    const streams = await play(`${opened.publicUrl}/${small.playbackId}.m3u8`);
    expect(streams.map(({ codec_name: codec }) => codec).sort()).toEqual(["aac", "h264"]);
  });

  it("is written anew where browsers do not play it, upright if it was turned", async () => {
    const opened = await school();
    const vp9 = clip(["-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"], { extension: "webm" });
    const { playbackId } = await uploadClip(opened, vp9);
    expect(await play(`${opened.publicUrl}/${playbackId}.m3u8`)).toContainEqual({
      codec_name: "h264",
      width: 320,
      height: 180,
    });
    const folder = newFolder();
    writeFileSync(join(folder, "flat.mp4"), ordinaryClip());
    const turn = ["-display_rotation", "90", "-i", join(folder, "flat.mp4"), "-c", "copy", join(folder, "turned.mp4")];
    const oldTurn = [
      "-i",
      join(folder, "flat.mp4"),
      "-c",
      "copy",
      "-metadata:s:v:0",
      "rotate=90",
      join(folder, "turned.mp4"),
    ];
    try {
      execFileSync(FFMPEG, ["-v", "error", "-y", ...turn], { stdio: "ignore" });
    } catch {
      // Before its sixth version, ffmpeg says it so.
      execFileSync(FFMPEG, ["-v", "error", "-y", ...oldTurn]);
    }
    const turned = await uploadClip(opened, readFileSync(join(folder, "turned.mp4")));
    expect(turned.asset).toMatchObject({ status: "ready", aspect_ratio: "9:16" });
    expect(await play(`${opened.publicUrl}/${turned.playbackId}.m3u8`)).toContainEqual({
      codec_name: "h264",
      width: 180,
      height: 320,
    });
  });

  it("is written anew when whole pictures are so seldom that nobody could seek in it", async () => {
    const opened = await school();
    const sparse = [
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-pix_fmt",
      "yuv420p",
      "-g",
      "9999",
      "-sc_threshold",
      "0",
    ];
    const { asset, playbackId } = await uploadClip(
      opened,
      clip([...sparse, "-c:a", "aac"], { seconds: 25, size: "160x90" }),
    );
    expect(asset.status).toBe("ready");
    const playlist = await (await fetch(`${opened.publicUrl}/${playbackId}/rendition/full/index.m3u8`)).text();
    const longest = Math.max(...[...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map((found) => Number(found[1])));
    expect(longest).toBeLessThan(10);
  });

  it("may be sound alone", async () => {
    const opened = await school();
    const { asset, playbackId } = await uploadClip(
      opened,
      clip(["-c:a", "libmp3lame"], { picture: false, extension: "mp3" }),
    );
    expect(asset).toMatchObject({
      status: "ready",
      resolution_tier: "audio-only",
      max_stored_resolution: "Audio only",
    });
    expect(await finishedMaster(opened, playbackId)).toMatch(/CODECS="mp4a\.40\.2",CLOSED-CAPTIONS=NONE\n/);
    expect((await play(`${opened.publicUrl}/${playbackId}.m3u8`)).map(({ codec_name: codec }) => codec)).toEqual([
      "aac",
    ]);
    expect((await fetch(`${opened.publicUrl}/${playbackId}/thumbnail.jpg`)).status).toBe(404);
  });

  it("is as long as what can be heard when its sound outlasts its pictures", async () => {
    const opened = await school();
    const folder = newFolder();
    writeFileSync(join(folder, "whole.mp4"), ordinaryClip({ seconds: 12 }));
    const inputs = ["-t", "4", "-i", join(folder, "whole.mp4"), "-i", join(folder, "whole.mp4")];
    const output = ["-map", "0:v", "-map", "1:a", "-c", "copy", join(folder, "talk.mp4")];
    execFileSync(FFMPEG, ["-v", "error", "-y", ...inputs, ...output]);
    const { asset, playbackId } = await uploadClip(opened, readFileSync(join(folder, "talk.mp4")));
    expect(asset.duration).toBeCloseTo(12, 0);
    const picture = await fetch(`${opened.publicUrl}/${playbackId}/thumbnail.jpg?time=11`);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  });

  it("is played as far as it goes when its end is missing, and says so", async () => {
    const opened = await school();
    const folder = newFolder();
    writeFileSync(join(folder, "whole.mp4"), ordinaryClip({ seconds: 12 }));
    const remade = (name: string, options: string[]) => {
      execFileSync(FFMPEG, [
        ...["-v", "error", "-y", "-i", join(folder, "whole.mp4"), "-c", "copy"],
        ...[...options, join(folder, name)],
      ]);
      return readFileSync(join(folder, name));
    };
    const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);
    const kinds = {
      "an MP4 with its index in front": remade("front.mp4", ["-movflags", "+faststart"]),
      "an MP4 in pieces": remade("pieces.mp4", ["-movflags", "frag_keyframe+empty_moov"]),
      "an MKV": remade("whole.mkv", []),
    };
    for (const [name, bytes] of Object.entries(kinds)) {
      const whole = await uploadClip(opened, bytes);
      expect([name, whole.asset.status, whole.asset.meta]).toEqual([name, "ready", { standin_delivery: "hls" }]);
      const { asset } = await uploadClip(opened, half(bytes));
      const meta = { standin_delivery: "hls", standin_cut: "yes" };
      expect([name, asset.status, asset.meta]).toEqual([name, "ready", meta]);
      expect(asset.duration).toBeLessThan(9);
    }
    const { asset } = await uploadClip(opened, half(ordinaryClip({ seconds: 12 })));
    expect(asset.errors?.messages?.[0]).toContain("the end of the file is missing");
  });

  it("is whole when only its recorder left lengths open or wrong", async () => {
    const opened = await school();
    const folder = newFolder();
    writeFileSync(join(folder, "whole.mp4"), ordinaryClip({ seconds: 12 }));
    const copy = ["-v", "error", "-y", "-i", join(folder, "whole.mp4"), "-c", "copy"];
    // Neither size nor length is known when it is written.
    execFileSync(FFMPEG, [...copy, "-f", "matroska", "-live", "1", join(folder, "live.mkv")]);
    const lying = Buffer.from(ordinaryClip({ seconds: 12 }));
    const length = lying.indexOf("mvhd") + 20;
    lying.writeUInt32BE(lying.readUInt32BE(length) * 5, length);
    const padded = Buffer.concat([ordinaryClip({ seconds: 12 }), Buffer.alloc(500)]);
    // Stopped in the middle of a picture, as a recorder leaves it whose machine went off.
    const stopped = readFileSync(join(folder, "live.mkv"));
    for (const bytes of [readFileSync(join(folder, "live.mkv")), lying, padded, stopped.subarray(0, -1_000)]) {
      const { asset } = await uploadClip(opened, bytes);
      expect([asset.status, asset.meta]).toEqual(["ready", { standin_delivery: "hls" }]);
    }
  });

  it("cannot make the service read another file, whatever it pretends to be", async () => {
    const folder = newFolder();
    const secret = join(folder, "secret.ts");
    writeFileSync(secret, clip(["-c:v", "mpeg2video", "-c:a", "mp2", "-f", "mpegts"], { extension: "ts" }));
    const opened = await school();
    const hostile = {
      "a playlist": `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:3,\nfile://${secret}\n#EXT-X-ENDLIST\n`,
      "a script of files": `ffconcat version 1.0\nfile '${secret}'\n`,
      "a manifest": `<?xml version="1.0"?><MPD type="static"><Period><BaseURL>file://${secret}</BaseURL></Period></MPD>`,
      "a session": `v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5999 RTP/AVP 33\n`,
      "a picture": `<svg xmlns="http://www.w3.org/2000/svg"><image href="file://${secret}"/></svg>`,
    };
    for (const [name, content] of Object.entries(hostile)) {
      const { asset } = await uploadClip(opened, Buffer.from(content.padEnd(2_000, "\n")));
      expect([name, asset.status, asset.errors?.type]).toEqual([name, "errored", "invalid_input"]);
      expect(asset.errors?.messages?.[0]).toContain("no video or sound in it that can be read");
    }
  });

  it("is refused with a sentence when it is too long or takes too long", async () => {
    const long = await school({ limits: { durationSeconds: 2 } });
    const { asset } = await uploadClip(long, ordinaryClip());
    expect(asset.errors?.messages?.[0]).toContain("longer than");
    const slow = await school({ limits: { toolMs: 1 } });
    const late = await uploadClip(slow, clip(["-c:v", "libvpx", "-deadline", "realtime"], { extension: "webm" }));
    expect(late.asset.errors?.messages?.[0]).toContain("took too long");
  });

  it("leaves nothing on disk when it is deleted, even in the middle of its work", async () => {
    const folder = newFolder();
    const opened = await school({ folder });
    const { asset } = await uploadClip(opened, ordinaryClip({ size: "1280x720", seconds: 4 }));
    await opened.mux.video.assets.delete(asset.id);
    await opened.ear.hear("video.asset.deleted", asset.id);
    expect(opened.video.waiting().jobs).toBe(0);
    await opened.close();
    ends.splice(0);
    const again = await school({ folder });
    expect(readdirSync(join(folder, "assets"))).toEqual([]);
    expect((await again.mux.video.assets.list()).data).toEqual([]);
  });

  it("may be fetched from the school's own places and from nowhere else", async () => {
    const opened = await school();
    const source = await uploadClip(opened, ordinaryClip());
    const inputs = (url: string) => ({ inputs: [{ url }], playback_policies: ["public" as const] });
    const foreign = [
      "https://example.com/a.mp4",
      "file:///etc/passwd",
      "http://169.254.169.254/",
      "http://127.0.0.1.example.com/a",
    ];
    for (const url of foreign) {
      await expect(opened.mux.video.assets.create(inputs(url))).rejects.toMatchObject({ status: 400 });
    }
    const piece = `${opened.publicUrl}/${source.playbackId}/rendition/full/seg-00000.ts`;
    // A service at rest: what is fetched has to set it to work by itself.
    while (opened.video.waiting().jobs > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const made = await opened.mux.video.assets.create(inputs(piece));
    expect(made).toMatchObject({ status: "preparing", ingest_type: "on_demand_url" });
    await opened.ear.hear("video.asset.ready", made.id);
    const lost = await opened.mux.video.assets.create(inputs(`${opened.publicUrl}/nothing/here`));
    const { data } = await opened.ear.hear("video.asset.errored", lost.id);
    expect(data).toMatchObject({ errors: { messages: [expect.stringContaining("404") as string] } });
  });
});

describe("on a machine without ffmpeg", () => {
  it.skipIf(WITHOUT_FFMPEG)("a plain video is played from its file, by ranges, and the asset says why", async () => {
    const opened = await school({ ffmpegPath: null });
    expect(opened.video.delivery).toBe("original");
    const { asset, playbackId } = await uploadClip(opened, ordinaryClip());
    expect(asset).toMatchObject({
      status: "ready",
      aspect_ratio: "16:9",
      meta: { standin_delivery: "original", standin_note: expect.stringContaining("no ffmpeg") as string },
      static_renditions: { status: "ready", files: [{ name: "highest.mp4", status: "ready" }] },
    });
    expect(asset.duration).toBeCloseTo(3, 0);
    const file = await fetch(`${opened.publicUrl}/${playbackId}/highest.mp4`, { headers: { range: "bytes=4-7" } });
    expect([file.status, file.headers.get("content-type"), await file.text()]).toEqual([206, "video/mp4", "ftyp"]);
    const missing = await fetch(`${opened.publicUrl}/${playbackId}.m3u8`);
    expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining("highest.mp4") as string]);
  });

  it.skipIf(WITHOUT_FFMPEG)("a WebM is as long as it says", async () => {
    const opened = await school({ ffmpegPath: null });
    const webm = clip(["-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"], { extension: "webm" });
    const { asset } = await uploadClip(opened, webm);
    expect(asset).toMatchObject({ status: "ready", meta: { standin_delivery: "original" } });
    expect(asset.duration).toBeCloseTo(3, 0);
    // A recorder that writes while it films knows no length.
    const live = ["-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-f", "webm", "-live", "1"];
    const { asset: unknown } = await uploadClip(opened, clip(live, { extension: "live.webm" }));
    expect([unknown.status, unknown.duration]).toEqual(["ready", undefined]);
  });

  it.skipIf(WITHOUT_FFMPEG)("a file whose end is missing is refused: nobody knows how much of it plays", async () => {
    const opened = await school({ ffmpegPath: null });
    const front = clip(["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart"]);
    expect((await uploadClip(opened, front)).asset.status).toBe("ready");
    const { asset } = await uploadClip(opened, front.subarray(0, front.length / 2));
    expect(asset.errors?.messages?.[0]).toContain("the end of the file is missing");
  });

  it("a file that browsers do not play is refused with a sentence that says what would be taken", async () => {
    const opened = await school({ ffmpegPath: null });
    const { asset } = await uploadClip(opened, Buffer.from("RIFF....AVI LIST".repeat(50)));
    expect(asset).toMatchObject({ status: "errored" });
    expect(asset.errors?.messages?.[0]).toMatch(/no ffmpeg.*MP4 with H\.264/);
  });

  it("a file that only begins like a video is refused and harms nothing", async () => {
    const opened = await school({ ffmpegPath: null });
    const head = Buffer.from([0, 0, 0, 16, ...Buffer.from("ftypisom"), 0, 0, 0, 0]);
    const endless = Buffer.from([0, 0, 0, 0, ...Buffer.from("moov")]);
    const lying = Buffer.from([0xff, 0xff, 0xff, 0xff, ...Buffer.from("moov"), 1, 2, 3, 4]);
    for (const tail of [Buffer.alloc(0), endless, lying, Buffer.alloc(64)]) {
      const { asset } = await uploadClip(opened, Buffer.concat([head, tail]));
      expect(asset.status).toBe("errored");
    }
  });
});

describe("what is left on disk", () => {
  it("and belongs to nothing is swept at the next start", async () => {
    const folder = newFolder();
    const first = await school({ folder, ffmpegPath: null });
    const kept = await first.mux.video.uploads.create({ cors_origin: "*" });
    await put(kept.url, Buffer.alloc(10), { "content-range": "bytes 0-9/100" });
    await first.close();
    ends.splice(0);
    mkdirSync(join(folder, "assets", "nobodysasset", "work-half"), { recursive: true });
    writeFileSync(join(folder, "uploads", "nobodysupload.part"), "bytes");
    await school({ folder, ffmpegPath: null });
    expect(existsSync(join(folder, "assets", "nobodysasset"))).toBe(false);
    expect(readdirSync(join(folder, "uploads"))).toEqual([`${kept.id}.part`]);
  });
});
