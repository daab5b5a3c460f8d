import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { listen, newFolder, openEar, openSchool, put, serve, WEBHOOK_SECRET } from "./school.testing";

type School = Awaited<ReturnType<typeof openSchool>>;

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

// These are about bytes, not about pictures: no file of theirs is ever played.
async function school(options: Parameters<typeof openSchool>[0] = {}): Promise<School> {
  const opened = await openSchool({ ffmpegPath: null, ...options });
  ends.push(opened.close);
  return opened;
}

const bytes = (size: number) =>
  Buffer.from(Array.from({ length: size }, (_, place) => (place * 31 + (place >> 8)) % 251));
const hash = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");
const MIB = 1_048_576;

function storedFile(folder: string): Buffer {
  const [asset = ""] = readdirSync(join(folder, "assets"));
  return readFileSync(join(folder, "assets", asset, "source"));
}

/** Sends the beginning of a chunk and then drops the connection, once the service has had it. */
async function cutOff(url: string, part: Buffer, headers: Record<string, string | number>, hasArrived: () => boolean) {
  const sending = httpRequest(url, { method: "PUT", headers });
  sending.on("error", () => undefined);
  const closed = new Promise((resolve) => sending.on("close", resolve));
  sending.write(part);
  while (!hasArrived()) await new Promise((resolve) => setImmediate(resolve));
  sending.destroy();
  await closed;
}

const partFile = (folder: string, id: string) => join(folder, "uploads", `${id}.part`);
const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** What has arrived, asked until the service has taken note of a cut. */
async function receivedOf(url: string, total: number, expected: string): Promise<string | null> {
  for (;;) {
    const answer = await put(url, new Uint8Array(0), { "content-range": `bytes */${total}` });
    const range = answer.headers.get("range");
    if (range === expected || answer.status !== 308) return range;
  }
}

describe("a direct upload", () => {
  it("that is cut in the middle of a chunk goes on from what has arrived", async () => {
    const folder = newFolder();
    const { mux, ear } = await school({ folder });
    const file = bytes(3 * MIB);
    const upload = await mux.video.uploads.create({ cors_origin: "*" });
    const url = upload.url ?? "";
    await put(url, file.subarray(0, MIB), { "content-range": `bytes 0-${MIB - 1}/${file.length}` });
    const headers = { "content-range": `bytes ${MIB}-${file.length - 1}/${file.length}`, "content-length": 2 * MIB };
    await cutOff(
      url,
      file.subarray(MIB, MIB + 1_000),
      headers,
      () => sizeOf(partFile(folder, upload.id)) === MIB + 1_000,
    );
    expect(await receivedOf(url, file.length, `bytes=0-${MIB + 999}`)).toBe(`bytes=0-${MIB + 999}`);
    const rest = file.subarray(MIB + 1_000);
    const range = `bytes ${MIB + 1_000}-${file.length - 1}/${file.length}`;
    expect((await put(url, rest, { "content-range": range })).status).toBe(200);
    await ear.hear("video.upload.asset_created", upload.id);
    expect(hash(storedFile(folder))).toBe(hash(file));
  });

  it("takes a chunk once that is sent again, whole or in part", async () => {
    const folder = newFolder();
    const { mux } = await school({ folder });
    const file = bytes(2 * MIB);
    const { url = "" } = await mux.video.uploads.create({ cors_origin: "*" });
    const send = async (from: number, to: number) => {
      const range = `bytes ${from}-${to - 1}/${file.length}`;
      const answer = await put(url, file.subarray(from, to), { "content-range": range });
      return [answer.status, answer.headers.get("range")];
    };
    expect(await send(0, MIB)).toEqual([308, `bytes=0-${MIB - 1}`]);
    expect(await send(0, MIB)).toEqual([308, `bytes=0-${MIB - 1}`]);
    expect(await send(MIB / 2, MIB + 10)).toEqual([308, `bytes=0-${MIB + 9}`]);
    expect(await send(MIB, file.length)).toEqual([200, null]);
    expect(await send(MIB, file.length)).toEqual([200, null]);
    expect(hash(storedFile(folder))).toBe(hash(file));
    expect(readdirSync(join(folder, "assets"))).toHaveLength(1);
  });

  it("refuses what contradicts itself and says how much it has when a chunk comes too early", async () => {
    const { mux } = await school();
    const { url = "" } = await mux.video.uploads.create({ cors_origin: "*" });
    const send = async (range: string, size: number) =>
      (await put(url, bytes(size), { "content-range": range })).status;
    expect(await send("bytes 0-9/100", 10)).toBe(308);
    expect(await send("bytes 10-19/200", 10)).toBe(400);
    expect(await send("bytes 10-25/100", 10)).toBe(400);
    expect(await send("bytes 10-19/15", 10)).toBe(400);
    expect(await send("pages 1-2/3", 10)).toBe(400);
    const early = await put(url, bytes(10), { "content-range": "bytes 50-59/100" });
    expect([early.status, early.headers.get("range")]).toEqual([503, "bytes=0-9"]);
  });

  it("opens to its own address alone, and only from the page it was made for", async () => {
    const { mux, publicUrl } = await school();
    const upload = await mux.video.uploads.create({ cors_origin: "https://school.example/editor" });
    const forged = `${publicUrl}/upload/${upload.id}?signature=guess`;
    expect((await put(forged, bytes(10))).status).toBe(403);
    const allowedFrom = async (origin: string) => {
      const answer = await fetch(upload.url ?? "", { method: "OPTIONS", headers: { origin } });
      return answer.headers.get("access-control-allow-origin");
    };
    expect(await allowedFrom("https://school.example")).toBe("https://school.example");
    expect(await allowedFrom("https://elsewhere.example")).toBeNull();
  });

  it("that is cancelled, or whose time is over, takes nothing more and leaves nothing behind", async () => {
    const folder = newFolder();
    let time = Date.now();
    const { mux, ear } = await school({ folder, now: () => time });
    const cancelled = await mux.video.uploads.create({ cors_origin: "*" });
    await put(cancelled.url, bytes(10), { "content-range": "bytes 0-9/100" });
    await mux.video.uploads.cancel(cancelled.id);
    expect((await put(cancelled.url, bytes(10), { "content-range": "bytes 10-19/100" })).status).toBe(410);
    expect((await ear.hear("video.upload.cancelled", cancelled.id)).data).toMatchObject({ status: "cancelled" });
    expect(readdirSync(join(folder, "uploads"))).toEqual([]);
    const late = await mux.video.uploads.create({ cors_origin: "*", timeout: 60 });
    time += 61_000;
    expect((await put(late.url, bytes(10))).status).toBe(410);
    expect((await mux.video.uploads.retrieve(late.id)).status).toBe("timed_out");
  });

  it("larger than the limit ends with an error that says the limit", async () => {
    const { mux, ear } = await school({ limits: { fileBytes: MIB } });
    const upload = await mux.video.uploads.create({ cors_origin: "*" });
    const answer = await put(upload.url, bytes(10), { "content-range": `bytes 0-9/${MIB + 1}` });
    expect(answer.status).toBe(413);
    const { data } = await ear.hear("video.upload.errored", upload.id);
    expect(data).toMatchObject({ status: "errored", error: { message: expect.stringContaining("1 MB") as string } });
  });

  it("on a full disk is told so, and goes on when there is room", async () => {
    const folder = newFolder();
    const ear = await openEar();
    ends.push(ear.close);
    const webhook = { url: ear.url, secret: WEBHOOK_SECRET };
    const full = await serve({ folder, webhook, ffmpegPath: null, limits: { reserveBytes: Number.MAX_SAFE_INTEGER } });
    const { url = "" } = await full.mux.video.uploads.create({ cors_origin: "*" });
    const answer = await put(url, bytes(100));
    expect(answer.status).toBe(507);
    expect(await answer.json()).toMatchObject({ error: { messages: [expect.stringContaining("disk")] } });
    await full.close();
    const roomy = await serve({ folder, webhook, ffmpegPath: null });
    ends.push(roomy.close);
    expect((await put(url.replace(full.publicUrl, roomy.publicUrl), bytes(100))).status).toBe(200);
  });

  it("is kept over a restart with all that was acknowledged, for this account alone", async () => {
    const folder = newFolder();
    const ear = await openEar();
    ends.push(ear.close);
    const webhook = { url: ear.url, secret: WEBHOOK_SECRET };
    const first = await serve({ folder, webhook, ffmpegPath: null });
    const file = bytes(1_000);
    const begun = await first.mux.video.uploads.create({ cors_origin: "*" });
    await put(begun.url, file.subarray(0, 400), { "content-range": "bytes 0-399/1000" });
    await first.close();
    const second = await serve({ folder, webhook, ffmpegPath: null });
    ends.push(second.close);
    const url = begun.url?.replace(first.publicUrl, second.publicUrl) ?? "";
    expect(await receivedOf(url, 1_000, "bytes=0-399")).toBe("bytes=0-399");
    expect((await put(url, file.subarray(400), { "content-range": "bytes 400-999/1000" })).status).toBe(200);
    expect(storedFile(folder).equals(file)).toBe(true);
    const open: string[] = [];
    const look = (path: string) => {
      const found = statSync(path);
      if (found.mode & 0o077) open.push(path);
      if (found.isDirectory()) for (const name of readdirSync(path)) look(join(path, name));
    };
    look(folder);
    expect(open).toEqual([]);
  });
});

describe("Mux's own uploader", () => {
  const needed = ["Blob", "File", "FileReader", "XMLHttpRequest", "CustomEvent"] as const;
  type Page = Record<(typeof needed)[number], unknown> & { File: typeof File };
  // It has no types of its own.
  const { JSDOM } = createRequire(import.meta.url)("jsdom") as {
    JSDOM: new (html: string, options: { url: string }) => { window: Page };
  };

  /** A browser's page at the school, as far as the uploader needs one. */
  function openPage(origin: string): Page {
    const { window } = new JSDOM("", { url: `${origin}/editor` });
    for (const name of needed) {
      Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
    }
    Object.defineProperty(globalThis, "window", { value: window, configurable: true });
    return window;
  }

  /** A file of the page; jsdom's has no stream of its own. */
  function fileOf(window: Page, content: Buffer): File {
    const file = new window.File([new Uint8Array(content)], "lesson.mp4", { type: "video/mp4" });
    const stream = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new Uint8Array(content));
          controller.close();
        },
      });
    return Object.assign(file, { stream });
  }

  /** A way to the service that drops the connection once, in the middle of its `n`th request. */
  async function openBrokenWay(to: string, n: number): Promise<string> {
    let count = 0;
    const server = createServer((request, response) => {
      count += request.method === "PUT" ? 1 : 0;
      if (count === n) {
        count += 1;
        request.once("data", () => request.socket.destroy());
        return;
      }
      const options = { method: request.method, headers: request.headers };
      const onward = httpRequest(new URL(request.url ?? "/", to), options, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    const port = await listen(server);
    ends.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return `http://127.0.0.1:${port}`;
  }

  it("sends a file in chunks over a connection that breaks, pauses and resumes, and every byte arrives", async () => {
    const folder = newFolder();
    const { mux, ear, publicUrl } = await school({ folder });
    const origin = new URL(publicUrl).origin;
    const way = await openBrokenWay(origin, 2);
    const window = openPage(way);
    const { UpChunk } = await import("@mux/upchunk");
    const content = bytes(MIB + 12_345);
    const upload = await mux.video.uploads.create({ cors_origin: way });
    const sender = UpChunk.createUpload({
      endpoint: upload.url?.replace(origin, way) ?? "",
      file: fileOf(window, content),
      chunkSize: 256,
      delayBeforeAttempt: 0.01,
      // A broken connection is "0" to the uploader, and by itself it does not try again after one.
      retryCodes: [0, 408, 502, 503, 504],
    });
    const attempts: number[] = [];
    const progress: number[] = [];
    let pauses = 0;
    sender.on("attempt", ({ detail }: CustomEvent<{ chunkNumber: number }>) => attempts.push(detail.chunkNumber));
    sender.on("progress", ({ detail }: CustomEvent<number>) => progress.push(detail));
    sender.on("chunkSuccess", ({ detail }: CustomEvent<{ chunk: number }>) => {
      if (detail.chunk !== 2) return;
      pauses += 1;
      sender.pause();
      setImmediate(() => sender.resume());
    });
    await new Promise<void>((resolve, reject) => {
      sender.on("success", () => resolve());
      sender.on("error", ({ detail }: CustomEvent<{ message: string }>) => reject(new Error(detail.message)));
    });
    expect(attempts).toEqual([0, 1, 1, 2, 3, 4]);
    expect(pauses).toBe(1);
    expect(progress.at(-1)).toBe(100);
    await ear.hear("video.upload.asset_created", upload.id);
    expect(hash(storedFile(folder))).toBe(hash(content));
  });
});
