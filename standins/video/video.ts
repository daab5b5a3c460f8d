import type { IncomingMessage, ServerResponse } from "node:http";
import { isSame, notFound, Refusal, sendRefusal } from "./answers";
import { answerAssets } from "./assets-api";
import { deliver } from "./delivery";
import { openEvents, type Receiver } from "./events";
import { openJobs } from "./jobs";
import { openReceiver } from "./receive-upload";
import type { Limits, Service } from "./service";
import { answerSigningKeys, ownSigningKey } from "./signing-keys-api";
import { isId, openStore } from "./store";
import { sweep } from "./sweep";
import { findTools, type Tools } from "./tools";
import { answerUploads } from "./uploads-api";
import { giveUpJob, runJob } from "./work";

/** The path under which the service answers. */
export const VIDEO_PATH = "/_svc/video";

/** What the service is given. */
export type VideoOptions = {
  folder: string;
  /** Where browsers reach the service: the school's origin and `VIDEO_PATH`. */
  publicUrl: string;
  /** What callers of the API show as name and password. */
  tokenId: string;
  tokenSecret: string;
  /** Where the school hears of its videos; `secret` signs each delivery as Mux does. */
  webhook: Receiver;
  /** Origins besides this machine's own from which inputs may be fetched; the public one is always among them. */
  inputOrigins?: string[];
  /** The program to use; null for none. By default FFMPEG_PATH, then the one that this machine has. */
  ffmpegPath?: string | null;
  limits?: Partial<Limits>;
  now?: () => number;
  log?: (line: string) => void;
};

/** A running service. */
export type Video = {
  /** Answers one request whose path starts with `VIDEO_PATH`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The key with which this school signs playback tokens; the private half is base64 of a PEM, as Mux gives it. */
  signingKey: { id: string; privateKey: string };
  /** "hls", or "original" on a machine without ffmpeg, where files are played as they were uploaded. */
  delivery: "hls" | "original";
  /** How many jobs and webhooks wait. */
  waiting(): { jobs: number; events: number };
  /** Ends the service; what is not done is done after the next start. */
  close(): Promise<void>;
};

const LIMITS: Limits = {
  fileBytes: 10 * 1024 ** 3,
  durationSeconds: 12 * 3_600,
  toolMs: 4 * 3_600_000,
  reserveBytes: 512 * 1024 ** 2,
};
const SWEEP_MS = 3_600_000;

async function toolsFor({ ffmpegPath }: VideoOptions): Promise<Tools | null> {
  return ffmpegPath === null ? null : findTools(ffmpegPath, process.env);
}

function mayCall(request: IncomingMessage, { tokenId, tokenSecret }: VideoOptions): boolean {
  const shown = /^Basic ([\w+/=-]+)$/.exec(request.headers.authorization ?? "")?.[1];
  return isSame(Buffer.from(shown ?? "", "base64").toString("utf8"), `${tokenId}:${tokenSecret}`);
}

/** Where a playback id belongs to; what Mux's client asks to find its asset. */
function answerPlaybackId({ store }: Service, id: string | undefined, response: ServerResponse) {
  const asset = id && isId(id) ? store.assets.get(store.playback.get(id) ?? "") : undefined;
  const found = asset?.playbackIds.find((one) => one.id === id);
  if (!asset || !found) throw notFound();
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify({ data: { ...found, object: { type: "asset", id: asset.id } } }));
}

/**
 * Keeps and plays videos by Mux's API, in a folder of this machine: direct uploads, assets, captions, signed playback,
 * pictures and webhooks. Everything that it has acknowledged survives its end.
 */
export async function openVideo(options: VideoOptions): Promise<Video> {
  const now = options.now ?? Date.now;
  const log = options.log ?? (() => undefined);
  const publicUrl = options.publicUrl.replace(/\/$/, "");
  const tools = await toolsFor(options);
  const store = openStore(options.folder);
  const signingKey = await ownSigningKey(store, now());
  const events = openEvents(store, options.webhook, { now, onTrouble: log });
  const jobs = openJobs(store, {
    run: (job, signal) => runJob(service, job, signal),
    giveUp: (job, why) => giveUpJob(service, job, why),
    onSettled: () => events.kick(),
    onTrouble: log,
    now,
  });
  const service: Service = {
    store,
    jobs,
    events,
    tools,
    limits: { ...LIMITS, ...options.limits },
    publicUrl,
    inputOrigins: [new URL(publicUrl).origin, ...(options.inputOrigins ?? [])],
    now,
    progress: new Map(),
  };
  const receiver = openReceiver(service);
  await receiver.resume();
  await sweep(service, true);
  jobs.kick();
  events.kick();
  let sweeping: Promise<void> = Promise.resolve();
  const sweeper = setInterval(() => {
    sweeping = sweep(service, false).catch((error: unknown) => log(`Sweeping: ${String(error)}`));
  }, SWEEP_MS);
  sweeper.unref();

  async function answerApi(request: IncomingMessage, response: ServerResponse, path: string[], query: URLSearchParams) {
    if (!mayCall(request, options)) {
      throw new Refusal(401, "unauthorized", "Unauthorized request", { "www-authenticate": 'Basic realm="video"' });
    }
    const [area, , kind, ...parts] = path;
    const call = { request, response, query, parts };
    if (area === "video" && kind === "assets") return answerAssets(service, call);
    if (area === "video" && kind === "uploads") return answerUploads(service, call);
    if (area === "video" && kind === "playback-ids") return answerPlaybackId(service, parts[0], response);
    if (area === "system" && kind === "signing-keys") return answerSigningKeys(service, call);
    throw notFound();
  }

  async function route(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname.slice(VIDEO_PATH.length).split("/").slice(1);
    const [first, second] = path;
    if ((first === "video" || first === "system") && second === "v1") {
      return answerApi(request, response, path, url.searchParams);
    }
    if (first === "upload" && second && path.length === 2) {
      return receiver.answer(request, response, second, url.searchParams.get("signature"));
    }
    const parts = first === "stream" || first === "image" ? path.slice(1) : path;
    return deliver(service, { request, response, query: url.searchParams }, parts);
  }

  return {
    signingKey,
    delivery: tools ? "hls" : "original",
    waiting: () => ({ jobs: store.jobs.getKeysCount(), events: events.waiting() }),
    async handle(request, response) {
      try {
        await route(request, response);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        sendRefusal(response, error);
      }
    },
    async close() {
      clearInterval(sweeper);
      await receiver.close();
      await Promise.all([jobs.close(), events.close(), sweeping]);
      await store.close();
    },
  };
}
