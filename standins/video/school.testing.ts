import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Mux from "@mux/mux-node";
import { openVideo, VIDEO_PATH, type Video, type VideoOptions } from "./video";

export const TOKEN_ID = "local-token";
export const TOKEN_SECRET = "local-secret";
export const WEBHOOK_SECRET = "webhook-secret";

export const FFMPEG = process.env.FFMPEG_PATH ?? "ffmpeg";
export const FFPROBE = process.env.FFPROBE_PATH ?? "ffprobe";
const hasFfmpeg = [FFMPEG, FFPROBE].every((tool) => spawnSync(tool, ["-version"]).status === 0);

/** Why tests with real videos are left out on this machine; empty where they run. */
export const WITHOUT_FFMPEG = hasFfmpeg ? "" : "this machine has no ffmpeg";

export const newFolder = () => mkdtempSync(join(tmpdir(), "video-"));

/** Listens on a free port. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

type Told = { type: string; data: Record<string, unknown> & { id: string }; object: { type: string; id: string } };

/**
 * A school that hears of its videos: verifies each delivery with Mux's own client, and refuses the first attempt of
 * each event where it is told to.
 */
export async function openEar(options: { refusesFirst?: boolean } = {}) {
  const events: Told[] = [];
  const attempts = new Map<string, number>();
  const watchers = new Set<() => void>();
  const mux = new Mux({ tokenId: "any", tokenSecret: "any" });
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      const body = Buffer.concat(parts).toString("utf8");
      const event = await mux.webhooks.unwrap(body, { ...request.headers }, WEBHOOK_SECRET);
      const count = (attempts.get(event.id) ?? 0) + 1;
      attempts.set(event.id, count);
      if (options.refusesFirst && count === 1) return response.writeHead(503).end();
      events.push(event as unknown as Told);
      response.writeHead(204).end();
      for (const watch of watchers) watch();
    })().catch((error: unknown) => response.writeHead(401).end(String(error)));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/webhooks/video`,
    events,
    attempts,
    /** The first event of a type about something, now or when it comes. */
    hear: (type: string, id?: string) =>
      new Promise<Told>((resolve) => {
        const look = () => {
          const found = events.find((event) => event.type === type && (!id || event.object.id === id));
          if (!found) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Serves a video service over HTTP, as the school mounts it. */
export async function serve(options: Partial<VideoOptions> & Pick<VideoOptions, "folder" | "webhook">) {
  let video: Video | null = null;
  const troubles: string[] = [];
  const server = createServer((request, response) => {
    video?.handle(request, response).catch((error: unknown) => {
      troubles.push(String(error));
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  const actual = await listen(server);
  const publicUrl = `http://127.0.0.1:${actual}${VIDEO_PATH}`;
  const opened = await openVideo({
    publicUrl,
    tokenId: TOKEN_ID,
    tokenSecret: TOKEN_SECRET,
    log: (line) => troubles.push(line),
    ...options,
    limits: { reserveBytes: 0, ...options.limits },
  });
  video = opened;
  return {
    video: opened,
    publicUrl,
    troubles,
    mux: new Mux({
      tokenId: TOKEN_ID,
      tokenSecret: TOKEN_SECRET,
      baseURL: publicUrl,
      maxRetries: 0,
      jwtSigningKey: opened.signingKey.id,
      jwtPrivateKey: opened.signingKey.privateKey,
    }),
    async close() {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), opened.close()]);
    },
  };
}

/** A school with a video service and an ear; closed by its `close`. */
export async function openSchool(options: Partial<VideoOptions> & { refusesFirst?: boolean } = {}) {
  const { refusesFirst, ...rest } = options;
  const ear = await openEar({ refusesFirst });
  const service = await serve({ folder: newFolder(), webhook: { url: ear.url, secret: WEBHOOK_SECRET }, ...rest });
  return {
    ...service,
    ear,
    async close() {
      await service.close();
      await ear.close();
    },
  };
}

const clips = new Map<string, Buffer>();

/** A small video made by ffmpeg from its own test pictures; made once for each set of options. */
export function clip(
  output: string[],
  options: { size?: string; seconds?: number; picture?: boolean; extension?: string } = {},
) {
  const { size = "320x180", seconds = 3, picture = true, extension = "mp4" } = options;
  const key = JSON.stringify([output, options]);
  const known = clips.get(key);
  if (known) return known;
  const file = join(mkdtempSync(join(tmpdir(), "clip-")), `clip.${extension}`);
  const inputs = [
    ...(picture ? ["-f", "lavfi", "-i", `testsrc2=size=${size}:rate=25:duration=${seconds}`] : []),
    ...["-f", "lavfi", "-i", `sine=frequency=440:duration=${seconds}`],
  ];
  const made = spawnSync(FFMPEG, ["-hide_banner", "-loglevel", "error", "-y", ...inputs, ...output, file]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  const bytes = readFileSync(file);
  clips.set(key, bytes);
  return bytes;
}

/** What cameras and screen recorders make: H.264 with AAC in an MP4. */
export const ordinaryClip = (options: { size?: string; seconds?: number } = {}) =>
  clip(["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50", "-c:a", "aac"], options);

/** Sends a whole file to a direct upload. */
export const put = (url: string | undefined, body: Uint8Array, headers: Record<string, string> = {}) =>
  fetch(url ?? "", { method: "PUT", body: new Uint8Array(body), headers });

/** Uploads a file and waits until it can be played, or cannot. */
export async function uploadClip(
  school: Awaited<ReturnType<typeof openSchool>>,
  bytes: Uint8Array,
  policies: ("public" | "signed")[] = ["public"],
) {
  const upload = await school.mux.video.uploads.create({
    cors_origin: "*",
    new_asset_settings: { playback_policies: policies },
  });
  await put(upload.url, bytes);
  const { data } = await school.ear.hear("video.upload.asset_created", upload.id);
  const id = String(data.asset_id);
  await Promise.race([school.ear.hear("video.asset.ready", id), school.ear.hear("video.asset.errored", id)]);
  const asset = await school.mux.video.assets.retrieve(id);
  return { upload, asset, playbackId: asset.playback_ids?.[0]?.id ?? "" };
}
