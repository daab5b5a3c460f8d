import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { LARGEST_CAPTIONS, NoCaptionsError, readCaptions, writeVtt } from "./captions";
import { isCutShort } from "./cut-short";
import { fetchInput, readDataUrl } from "./fetch-input";
import { hasRoom, writeWhole, WORK_PREFIX } from "./files";
import { makeStoryboard } from "./images";
import { HopelessError, type Settle } from "./jobs";
import { makeRendition } from "./make-rendition";
import { needsEncoder, planSmall, planSource, type Plan } from "./plan";
import { probe, type Media } from "./probe";
import { assetEvent, trackEvent } from "./resources";
import type { Service } from "./service";
import { sniff } from "./sniff";
import { randomName, type AssetRow, type JobRow, type Rendition, type TextTrack } from "./store";
import { ToolError, type Tools } from "./tools";

const UNREADABLE = "There is no video or sound in it that can be read. Export it again, for instance as MP4.";
const CUT_OFF =
  "It is cut off: the end of the file is missing. Copy it again from where it was made, or export it again.";
const DISK_FULL = "The disk of this machine is full. Free some space on it and upload the file again.";
const UNNOTICED_SECONDS = 1;
const NEEDS_FFMPEG =
  "This machine has no ffmpeg, so it can only take videos that browsers play as they are: MP4 with H.264, or WebM.";

/** What the file's author can do about a tool's trouble; trouble that may pass is thrown on. */
function explain(error: unknown, isBroken = false): never {
  if (!(error instanceof ToolError)) throw error;
  switch (error.reason) {
    case "disk_full":
      throw new HopelessError(DISK_FULL);
    case "too_slow":
      throw new HopelessError("The video took too long to process on this machine. Make it shorter or smaller.");
    case "failed":
      throw new HopelessError(isBroken ? CUT_OFF : UNREADABLE);
    case "killed":
    case "stopped":
      throw error;
    default: {
      const unknown: never = error.reason;
      throw new Error(`Unknown reason ${String(unknown)}`);
    }
  }
}

/** Changes an asset's row, if it is still there, and tells of it. To be called inside a transaction. */
export function changeAsset(service: Service, id: string, change: (asset: AssetRow) => AssetRow): AssetRow | undefined {
  const asset = service.store.assets.get(id);
  if (!asset) return undefined;
  const next = change(asset);
  service.store.assets.putSync(id, next);
  return next;
}

function changeTrack(service: Service, job: JobRow, change: Partial<TextTrack>): TextTrack | undefined {
  const next = changeAsset(service, job.assetId, (asset) => ({
    ...asset,
    texts: asset.texts.map((track) => (track.id === job.trackId ? { ...track, ...change } : track)),
  }));
  return next?.texts.find((track) => track.id === job.trackId);
}

function checkMedia(media: Media, { limits }: Service) {
  if (!media.video && !media.audio) throw new HopelessError(UNREADABLE);
  const minutes = Math.floor(limits.durationSeconds / 60);
  if ((media.durationSeconds ?? 0) > limits.durationSeconds) {
    throw new HopelessError(`The video is longer than ${minutes} minutes, which is the most that is taken here.`);
  }
}

/** Makes the asset playable: everything that belongs to "ready" in one change. */
function becomeReady(service: Service, id: string, made: Partial<AssetRow>): Settle {
  return () => {
    const asset = changeAsset(service, id, (row) => ({ ...row, ...made, status: "ready", step: "completed" }));
    if (!asset) return;
    service.events.add("video.asset.ready", { type: "asset", id }, assetEvent(asset));
    if (asset.delivery === "hls") service.jobs.add({ kind: "extras", assetId: id });
  };
}

async function renditionOf(
  service: Service,
  tools: Tools,
  asset: AssetRow,
  plan: Plan,
  signal: AbortSignal,
): Promise<Rendition | null> {
  if (needsEncoder(plan) && !tools.canEncode) {
    throw new HopelessError("The ffmpeg of this machine cannot write H.264. Upload an MP4 with H.264 video.");
  }
  const source = join(service.store.assetFolder(asset.id), "source");
  const { size } = await stat(source);
  if (!(await hasRoom(service.store.assetFolder(asset.id), size, 0))) throw new HopelessError(DISK_FULL);
  return makeRendition(tools, source, plan, {
    limitMs: service.limits.toolMs,
    mostSeconds: service.limits.durationSeconds,
    signal,
    onSeconds: (seconds) => {
      const whole = asset.media?.durationSeconds;
      if (whole) service.progress.set(asset.id, Math.min(99, Math.floor((seconds / whole) * 100)));
    },
  });
}

async function ingestWithTools(service: Service, tools: Tools, asset: AssetRow, signal: AbortSignal): Promise<Settle> {
  const source = join(service.store.assetFolder(asset.id), "source");
  const isBroken = await isCutShort(source);
  const media = await probe(tools, source, signal).catch((error: unknown) => explain(error, isBroken));
  checkMedia(media, service);
  await service.store.write(
    () => void changeAsset(service, asset.id, (row) => ({ ...row, media, step: "transcoding" })),
  );
  const seen = { ...asset, media };
  let rendition: Rendition | null = null;
  for (const plan of [planSource(media), planSource(media, false)]) {
    if (!plan) throw new HopelessError(UNREADABLE);
    rendition ??= await renditionOf(service, tools, seen, plan, signal).catch((error: unknown) =>
      explain(error, isBroken),
    );
  }
  if (!rendition || rendition.durationSeconds <= 0) throw new HopelessError(UNREADABLE);
  const { durationSeconds } = rendition;
  // A recorder that was stopped roughly leaves its last bytes unfinished; only seconds that are missing are missed.
  const isCut = isBroken && (media.durationSeconds ?? 0) - durationSeconds > UNNOTICED_SECONDS;
  return becomeReady(service, asset.id, {
    ...{ media, delivery: "hls" as const, renditions: [rendition], durationSeconds },
    ...(isCut ? { isCut } : {}),
  });
}

async function ingestAsItIs(service: Service, asset: AssetRow): Promise<Settle> {
  const source = join(service.store.assetFolder(asset.id), "source");
  const media = await sniff(source);
  // How much of it can be played is known to nobody here, so that nobody could be said to have watched enough of it.
  if (await isCutShort(source)) throw new HopelessError(CUT_OFF);
  const isWebm = media?.container.includes("webm");
  const playable = media && (isWebm || media.video?.codec === "h264" || (!media.video && media.audio?.codec === "aac"));
  if (!playable) throw new HopelessError(NEEDS_FFMPEG);
  if (!isWebm) checkMedia(media, service);
  return becomeReady(service, asset.id, { media, delivery: "original", durationSeconds: media.durationSeconds });
}

async function ingest(service: Service, asset: AssetRow, signal: AbortSignal): Promise<Settle> {
  const { tools } = service;
  return tools ? ingestWithTools(service, tools, asset, signal) : ingestAsItIs(service, asset);
}

async function fetchSource(service: Service, asset: AssetRow, job: JobRow, signal: AbortSignal): Promise<Settle> {
  const home = service.store.assetFolder(asset.id);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const draft = join(home, `${WORK_PREFIX}${randomName(12)}`);
  try {
    const { limits, inputOrigins: origins } = service;
    await fetchInput(job.url ?? "", draft, { origins, mostBytes: limits.fileBytes, signal });
    await rename(draft, join(home, "source"));
  } finally {
    await rm(draft, { force: true });
  }
  return () => service.jobs.add({ kind: "ingest", assetId: asset.id });
}

async function captionBytes(service: Service, home: string, job: JobRow, signal: AbortSignal): Promise<Uint8Array> {
  const inline = readDataUrl(job.url ?? "");
  if (inline) return inline;
  const draft = join(home, `${WORK_PREFIX}${randomName(12)}`);
  try {
    await fetchInput(job.url ?? "", draft, { origins: service.inputOrigins, mostBytes: LARGEST_CAPTIONS, signal });
    return await readFile(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

async function takeCaptions(service: Service, asset: AssetRow, job: JobRow, signal: AbortSignal): Promise<Settle> {
  const texts = join(service.store.assetFolder(asset.id), "text");
  await mkdir(texts, { recursive: true, mode: 0o700 });
  try {
    const cues = readCaptions(await captionBytes(service, texts, job, signal));
    await writeWhole(join(texts, `${job.trackId}.vtt`), writeVtt(cues));
  } catch (error) {
    if (error instanceof NoCaptionsError) throw new HopelessError(error.message);
    throw error;
  }
  return () => {
    const track = changeTrack(service, job, { status: "ready" });
    if (!track) return;
    service.events.add("video.asset.track.ready", { type: "track", id: track.id }, trackEvent(asset.id, track));
  };
}

/** What a video gets once it can be played: preview pictures, and a small quality for slow connections. */
async function makeExtras(service: Service, asset: AssetRow, signal: AbortSignal): Promise<Settle> {
  const { tools } = service;
  const { media } = asset;
  if (!tools || !media?.video) return () => undefined;
  await makeStoryboard(tools, service.store.assetFolder(asset.id), asset, "jpg", signal);
  const plan = planSmall(media);
  if (!plan || !tools.canEncode) return () => undefined;
  const small = await renditionOf(service, tools, asset, plan, signal);
  if (!small) return () => undefined;
  return () => {
    changeAsset(service, asset.id, (row) => ({
      ...row,
      renditions: [...row.renditions.filter(({ name }) => name !== small.name), small],
    }));
  };
}

/** Does one job and gives the change that belongs to it. */
export async function runJob(service: Service, job: JobRow, signal: AbortSignal): Promise<Settle> {
  const asset = service.store.assets.get(job.assetId);
  if (!asset) return () => undefined;
  try {
    switch (job.kind) {
      case "fetch":
        return await fetchSource(service, asset, job, signal);
      case "ingest":
        return await ingest(service, asset, signal);
      case "extras":
        return await makeExtras(service, asset, signal);
      case "caption":
        return await takeCaptions(service, asset, job, signal);
      default: {
        const unknown: never = job.kind;
        throw new Error(`Unknown job ${String(unknown)}`);
      }
    }
  } finally {
    service.progress.delete(job.assetId);
  }
}

/** What it means that a job is given up: the asset or the track says why; a video without extras stays playable. */
export function giveUpJob(service: Service, job: JobRow, why: string): Settle {
  return () => {
    if (job.kind === "extras") return;
    if (job.kind === "caption") {
      const track = changeTrack(service, job, { status: "errored", trouble: why });
      if (!track) return;
      service.events.add("video.asset.track.errored", { type: "track", id: track.id }, trackEvent(job.assetId, track));
      return;
    }
    const trouble = { type: "invalid_input", messages: [why] };
    const asset = changeAsset(service, job.assetId, (row) => ({ ...row, status: "errored", step: "errored", trouble }));
    if (asset) service.events.add("video.asset.errored", { type: "asset", id: asset.id }, assetEvent(asset));
  };
}

/** Removes what an asset kept on disk. */
export async function removeFiles(service: Service, id: string): Promise<void> {
  // A tool that was just stopped may still be writing its last file.
  await rm(service.store.assetFolder(id), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
