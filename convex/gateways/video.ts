import Mux from "@mux/mux-node";
import * as z from "zod";
import type { Outcome, Taken } from "../../services/outbox/outbox-item";
import { decodeCaptions } from "../../services/videos/decode-captions";
import { passthroughOf } from "../../services/videos/passthrough";
import { muxDelivery, type Delivery, type PlaybackTokens } from "../../services/videos/playback-urls";
import { videoTask, type VideoTask } from "../../services/videos/video-task";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { ActionCtx } from "../_generated/server";
import { setting } from "../functions";

/** How long (seconds) an upload's address lives: long enough to go on tomorrow. */
const uploadLives = 24 * 3_600;
/** Bytes that leave the school's storage at a time; a multiple of 256 KiB, as resumable uploads want it. */
const chunkBytes = 8 * 1024 * 1024;

/** Mux's own client, for Mux or for whatever speaks its API at `MUX_BASE_URL`. */
function client(): Mux {
  const baseURL = setting("MUX_BASE_URL");
  return new Mux({
    tokenId: setting("MUX_TOKEN_ID"),
    tokenSecret: setting("MUX_TOKEN_SECRET"),
    jwtSigningKey: setting("MUX_SIGNING_KEY"),
    jwtPrivateKey: setting("MUX_PRIVATE_KEY"),
    webhookSecret: setting("MUX_WEBHOOK_SECRET"),
    ...(baseURL ? { baseURL } : {}),
    timeout: 20_000,
    maxRetries: 1,
  });
}

/** An address of the stand-in as browsers reach it: by whatever name they have for the school's own origin. */
const asOwn = (address: string): string => {
  const url = new URL(address);
  return setting("MUX_BASE_URL") ? url.pathname + url.search : address;
};

const assetSettings = (videoId: Id<"videos">, number: number) => ({
  playback_policies: ["signed" as const],
  passthrough: passthroughOf(videoId, number),
});

/** A place at the video service to which a browser sends a file directly. Throws when the service does not answer. */
export async function createUpload({
  videoId,
  number,
}: {
  videoId: Id<"videos">;
  number: number;
}): Promise<{ uploadId: string; url: string }> {
  const upload = await client().video.uploads.create({
    // The address itself is the secret, and one school may have more than one name.
    cors_origin: "*",
    timeout: uploadLives,
    new_asset_settings: assetSettings(videoId, number),
  });
  return { uploadId: upload.id, url: asOwn(upload.url ?? "") };
}

/** Whether the video service refused, or could not be reached; anything else is a bug. */
export const isServiceTrouble = (error: unknown): boolean => error instanceof Mux.APIError;

/** Tokens by which one video is played for a while (seconds), with the picture of a second. */
export async function signPlayback(
  playbackId: string,
  { posterSecond, seconds }: { posterSecond: number | null; seconds: number },
): Promise<PlaybackTokens> {
  const { jwt } = client();
  const expiration = `${seconds}s`;
  const thumbnail = { width: "1280", ...(posterSecond === null ? {} : { time: String(posterSecond) }) };
  const [video, picture, storyboard] = await Promise.all([
    jwt.signPlaybackId(playbackId, { type: "video", expiration }),
    jwt.signPlaybackId(playbackId, { type: "thumbnail", expiration, params: thumbnail }),
    jwt.signPlaybackId(playbackId, { type: "storyboard", expiration, params: { format: "webp" } }),
  ]);
  return { video, thumbnail: picture, storyboard };
}

/** A token for the picture of any second of a video, for authors who choose one. */
export const signThumbnail = (playbackId: string, second: number, seconds: number): Promise<string> =>
  client().jwt.signPlaybackId(playbackId, {
    ...{ type: "thumbnail", expiration: `${seconds}s` },
    params: { time: String(second), width: "320" },
  });

/** Where browsers reach what the video service hands out. */
export function deliveryAddress(): Delivery {
  const base = setting("MUX_BASE_URL");
  if (!base) return muxDelivery;
  const { pathname } = new URL(base);
  const own = pathname.replace(/\/$/, "");
  return { stream: own, image: own };
}

/** Whether the video service signed a delivery, and lately. */
export async function isFromVideoService(body: string, headers: Headers): Promise<boolean> {
  try {
    await client().webhooks.unwrap(body, headers);
    return true;
  } catch (error) {
    // The client has no kind of its own for a signature that does not fit; a body that is no JSON is no event either.
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Tells the video service what was taken, one after the other. */
export async function deliverVideo(items: readonly Taken[], ctx: ActionCtx): Promise<Outcome[]> {
  if (!setting("MUX_TOKEN_ID")) return items.map((item) => answerFor(item, "failed", "MUX_TOKEN_ID is not set"));
  const outcomes: Outcome[] = [];
  for (const item of items) outcomes.push(await tell(item, ctx));
  return outcomes;
}

async function tell(item: Taken, ctx: ActionCtx): Promise<Outcome> {
  const read = videoTask.safeParse(item.payload);
  if (!read.success) return answerFor(item, "refused", z.prettifyError(read.error));
  try {
    await carryOut(read.data, ctx);
    return answerFor(item, "delivered", "");
  } catch (error) {
    if (!(error instanceof Mux.APIError || error instanceof UnreachableFile)) throw error;
    const isFinal = error instanceof UnreachableFile || isRefusal(error.status);
    if (isFinal && read.data.kind === "take") {
      const { videoId, number } = read.data;
      const message = error instanceof UnreachableFile ? "" : error.message;
      await ctx.runMutation(internal.jobs.videos.takeFailed, { videoId, number, message });
    }
    return answerFor(item, isFinal ? "refused" : "failed", error.message);
  }
}

/** A refusal that asking again does not change: not one of too many calls, of a busy service, or of its keys. */
const isRefusal = (status: unknown): boolean => status === 400 || status === 404 || status === 422;

class UnreachableFile extends Error {
  override readonly name = "UnreachableFile";
}

async function carryOut(task: VideoTask, ctx: ActionCtx): Promise<void> {
  switch (task.kind) {
    case "forget":
      return forget(task);
    case "take":
      return take(task, ctx);
    case "words": {
      const given = [];
      for (const { language, label, storageId } of task.tracks) {
        const file = await ctx.storage.get(storageId as Id<"_storage">);
        if (!file) continue;
        given.push({ language, label, words: decodeCaptions(new Uint8Array(await file.arrayBuffer()), language) });
      }
      await ctx.runMutation(internal.jobs.videos.takeWords, { videoId: task.videoId, given });
      return;
    }
  }
}

async function forget({ uploadId, assetId }: VideoTask & { kind: "forget" }): Promise<void> {
  const { video } = client();
  let made = assetId;
  if (uploadId) {
    const upload = await orNothing(video.uploads.cancel(uploadId).catch(ignoreEnded));
    // An upload that has ended cannot be cancelled; what became of it can be deleted.
    if (!upload) made ??= (await orNothing(video.uploads.retrieve(uploadId)))?.asset_id ?? null;
  }
  if (made) await orNothing(video.assets.delete(made));
}

const orNothing = <T>(call: Promise<T>): Promise<T | null> =>
  call.catch((error: unknown) => {
    if (error instanceof Mux.APIError && error.status === 404) return null;
    throw error;
  });
function ignoreEnded(error: unknown): null {
  if (error instanceof Mux.APIError && [400, 403, 409].includes(error.status as number)) return null;
  throw error;
}

async function take({ videoId, number, storageId }: VideoTask & { kind: "take" }, ctx: ActionCtx): Promise<void> {
  const isWanted: boolean = await ctx.runQuery(internal.jobs.videos.isWanted, { videoId, number });
  if (!isWanted) return;
  const id = storageId as Id<"_storage">;
  const address = await ctx.storage.getUrl(id);
  if (!address) throw new UnreachableFile("The file is not in the school's storage any more");
  const reachable = addressFor(address);
  if (reachable) {
    await client().video.assets.create({ inputs: [{ url: reachable }], ...assetSettings(videoId, number) });
    return;
  }
  const file = await ctx.storage.get(id);
  if (!file) throw new UnreachableFile("The file is not in the school's storage any more");
  const { uploadId, url } = await createUpload({ videoId, number });
  await ctx.runMutation(internal.jobs.videos.uploadOpened, { videoId, number, uploadId });
  await send(file, setting("MUX_BASE_URL") ? new URL(url, setting("MUX_BASE_URL") ?? "").href : url);
}

/** The address at which the video service can fetch a stored file; null where it cannot reach the school's storage. */
function addressFor(address: string): string | null {
  const url = new URL(address);
  const base = setting("MUX_BASE_URL");
  // What stands in for the video service runs beside the school's storage, behind the same door.
  if (base) return url.origin === setting("SCHOOL_ORIGIN") ? new URL(url.pathname + url.search, base).href : null;
  const isLocal = url.protocol !== "https:" || /^(localhost|127\.|10\.|192\.168\.|\[)/.test(url.hostname);
  return isLocal ? null : address;
}

async function send(file: Blob, url: string): Promise<void> {
  for (let from = 0; from < file.size; from += chunkBytes) {
    const to = Math.min(file.size, from + chunkBytes);
    const response = await fetch(url, {
      method: "PUT",
      headers: { "content-range": `bytes ${from}-${to - 1}/${file.size}` },
      body: file.slice(from, to),
    });
    if (!response.ok && response.status !== 308) throw new Error(`The video service answered ${response.status}`);
  }
}

const answerFor = ({ key, revision }: Taken, result: Outcome["result"], error: string): Outcome => ({
  key,
  revision,
  result,
  error: error.slice(0, 2_000),
});
