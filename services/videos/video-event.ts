import * as z from "zod";
import { readPassthrough } from "./passthrough";
import { videoMedia, type VideoMedia, type VideoTrouble } from "./video";
import type { VideoId } from "./video";
import { cutText } from "../shared/cut-text";

const about = z.object({ videoId: z.string(), number: z.number(), assetId: z.string() });
/** What the video service tells of one file; which video and which of its files is what we told it beforehand. */
export const videoEvent = z.discriminatedUnion("kind", [
  about.extend({ kind: z.literal("processing") }),
  about.extend({ kind: z.literal("ready"), media: videoMedia }),
  about.extend({ kind: z.literal("errored"), message: z.string() }),
  about.extend({ kind: z.literal("deleted") }),
  about.omit({ assetId: true }).extend({ kind: z.literal("uploadErrored"), message: z.string() }),
]);
export type VideoEvent = z.infer<typeof videoEvent> & { videoId: VideoId };

const text = z.string().nullish().catch(null);
const asset = z.object({
  id: z.string().min(1).max(200),
  passthrough: text,
  duration: z.number().nullish().catch(null),
  aspect_ratio: text,
  playback_ids: z.array(z.object({ id: z.string(), policy: z.string() })).catch([]),
  tracks: z.array(z.object({ type: z.string().optional() })).catch([]),
  meta: z.object({ standin_delivery: text, standin_cut: text }).nullish().catch(null),
  errors: z
    .object({ messages: z.array(z.string()).catch([]) })
    .nullish()
    .catch(null),
});
const upload = z.object({
  asset_id: text,
  new_asset_settings: z.object({ passthrough: text }).nullish().catch(null),
  error: z.object({ message: text }).nullish().catch(null),
});
const delivery = z.object({ id: z.string().min(1).max(200), type: z.string(), data: z.unknown() });

/** A delivery of the video service, read: its id, and the event when it is one of ours that says something new. */
export function readVideoEvent(body: unknown): { deliveryId: string; type: string; event: VideoEvent | null } | null {
  const read = delivery.safeParse(body);
  if (!read.success) return null;
  const { id, type, data } = read.data;
  const name = type.slice(0, 100);
  return {
    deliveryId: id,
    type: name,
    event: type.startsWith("video.upload.") ? uploadEvent(type, data) : assetEvent(type, data),
  };
}

function uploadEvent(type: string, data: unknown): VideoEvent | null {
  const read = upload.safeParse(data).data;
  const ours = readPassthrough(read?.new_asset_settings?.passthrough);
  if (!read || !ours) return null;
  if (type === "video.upload.asset_created" && read.asset_id)
    return { kind: "processing", ...ours, assetId: read.asset_id };
  if (type === "video.upload.errored") return { kind: "uploadErrored", ...ours, message: read.error?.message ?? "" };
  return null;
}

function assetEvent(type: string, data: unknown): VideoEvent | null {
  const read = asset.safeParse(data).data;
  const ours = readPassthrough(read?.passthrough);
  if (!read || !ours) return null;
  const named = { ...ours, assetId: read.id };
  switch (type) {
    case "video.asset.created":
      return { kind: "processing", ...named };
    case "video.asset.ready": {
      const media = mediaOf(read);
      return media && { kind: "ready", ...named, media };
    }
    case "video.asset.errored":
      return { kind: "errored", ...named, message: read.errors?.messages.join(" ") ?? "" };
    case "video.asset.deleted":
      return { kind: "deleted", ...named };
    default:
      return null;
  }
}

function mediaOf(read: z.infer<typeof asset>): VideoMedia | null {
  const playback = read.playback_ids.find(({ policy }) => policy === "signed");
  if (!playback) return null;
  return {
    assetId: read.id,
    playbackId: playback.id,
    durationSeconds: read.duration ?? 0,
    aspectRatio: read.aspect_ratio ?? null,
    hasPicture: read.tracks.length === 0 || read.tracks.some((track) => track.type === "video"),
    delivery: read.meta?.standin_delivery === "original" ? "original" : "hls",
    ...(read.meta?.standin_cut === "yes" ? { isCut: true } : {}),
  };
}

/** Why a file did not become a video, from what the video service says. */
export const unreadable = (message: string): VideoTrouble => ({
  reason: "unreadable",
  message: cutText(message, 1_000),
});
