import type { Media } from "./probe";
import type { AssetRow, SigningKeyRow, TextTrack, UploadRow } from "./store";

/**
 * What this service adds to an asset's `meta`, and Mux does not. `delivery` is "hls" or "original"; with "original"
 * there is no playlist and the file itself is played, from `/{playback id}/highest.mp4`, and `note` is a sentence that
 * says why. `cut` is "yes" where the end of the file was missing.
 */
export const DELIVERY_META = { delivery: "standin_delivery", note: "standin_note", cut: "standin_cut" } as const;

const ORIGINAL_NOTE =
  "This machine has no ffmpeg: the file is played as it was uploaded, in one quality, without preview pictures.";

const seconds = (ms: number) => String(Math.floor(ms / 1000));

/** The greatest common divisor of two whole numbers. */
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

function aspectRatio({ width, height }: { width: number; height: number }): string {
  const by = gcd(width, height) || 1;
  return `${width / by}:${height / by}`;
}

function resolutionOf({ width, height }: { width: number; height: number }) {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (short > 1440 || long > 2560) return { tier: "2160p", stored: "UHD" };
  if (short > 1080 || long > 1920) return { tier: "1440p", stored: "UHD" };
  if (short > 720 || long > 1280) return { tier: "1080p", stored: "FHD" };
  return { tier: "720p", stored: short >= 720 ? "HD" : "SD" };
}

const settingsOf = (passthrough: string | undefined) => (passthrough === undefined ? {} : { passthrough });

/** A text track as Mux shows it. */
export function trackResource(track: TextTrack) {
  return {
    id: track.id,
    type: "text",
    text_type: "subtitles",
    text_source: track.source,
    status: track.status,
    name: track.name,
    language_code: track.languageCode,
    closed_captions: track.isClosedCaptions,
    ...settingsOf(track.passthrough),
    ...(track.trouble ? { error: { type: "invalid_input", messages: [track.trouble] } } : {}),
  };
}

function mediaTracks(asset: AssetRow, media: Media) {
  const duration = asset.durationSeconds;
  const { video, audio } = media;
  return [
    ...(video
      ? [
          {
            id: asset.videoTrackId,
            type: "video",
            duration,
            max_width: video.width,
            max_height: video.height,
            max_frame_rate: video.frameRate ?? -1,
          },
        ]
      : []),
    ...(audio
      ? [
          {
            id: asset.audioTrackId,
            type: "audio",
            duration,
            status: "ready",
            primary: true,
            max_channels: audio.channels,
          },
        ]
      : []),
  ];
}

function measured(asset: AssetRow) {
  const { media } = asset;
  if (!media || asset.status !== "ready") return {};
  const { video } = media;
  const resolution = video ? resolutionOf(video) : { tier: "audio-only", stored: "Audio only" };
  return {
    ...(asset.durationSeconds === undefined ? {} : { duration: asset.durationSeconds }),
    resolution_tier: resolution.tier,
    max_stored_resolution: resolution.stored,
    ...(video ? { aspect_ratio: aspectRatio(video), max_stored_frame_rate: video.frameRate ?? -1 } : {}),
  };
}

function staticRenditions(asset: AssetRow) {
  if (asset.delivery !== "original") return {};
  const file = {
    id: asset.videoTrackId,
    name: "highest.mp4",
    ext: "mp4",
    resolution: "highest",
    status: "ready",
    type: "standard",
  };
  return { static_renditions: { status: "ready", files: [file] } };
}

/** An asset as Mux shows it; `progress` is in percent. */
export function assetResource(asset: AssetRow, progress = 0) {
  const done = asset.step === "completed" ? 100 : asset.step === "errored" ? -1 : progress;
  const meta = {
    ...asset.meta,
    ...(asset.delivery ? { [DELIVERY_META.delivery]: asset.delivery } : {}),
    ...(asset.delivery === "original" ? { [DELIVERY_META.note]: ORIGINAL_NOTE } : {}),
    ...(asset.isCut ? { [DELIVERY_META.cut]: "yes" } : {}),
  };
  return {
    id: asset.id,
    created_at: seconds(asset.createdAt),
    status: asset.status,
    progress: { state: asset.step, progress: done },
    playback_ids: asset.playbackIds,
    tracks: [...(asset.media ? mediaTracks(asset, asset.media) : []), ...asset.texts.map(trackResource)],
    ingest_type: asset.uploadId ? "on_demand_direct_upload" : "on_demand_url",
    ...(asset.uploadId ? { upload_id: asset.uploadId } : {}),
    ...settingsOf(asset.passthrough),
    ...(Object.keys(meta).length > 0 ? { meta } : {}),
    ...measured(asset),
    ...staticRenditions(asset),
    ...(asset.thumbnailTime === undefined ? {} : { thumbnail_time: asset.thumbnailTime }),
    ...(asset.trouble ? { errors: asset.trouble } : {}),
    ...(asset.test ? { test: true } : {}),
    video_quality: asset.videoQuality,
    encoding_tier: { basic: "baseline", plus: "smart", premium: "premium" }[asset.videoQuality],
    max_resolution_tier: "1080p",
    master_access: "none",
    mp4_support: "none",
    normalize_audio: false,
  };
}

/** An asset as Mux's webhooks show it: the same, with the time as a number. */
export const assetEvent = (asset: AssetRow) => ({
  ...assetResource(asset),
  created_at: Math.floor(asset.createdAt / 1000),
});

/** A text track as Mux's webhooks show it. */
export const trackEvent = (assetId: string, track: TextTrack) => ({ ...trackResource(track), asset_id: assetId });

/** A direct upload as Mux shows it; the address only while it may be used. */
export function uploadResource(upload: UploadRow, publicUrl: string) {
  const { settings } = upload;
  return {
    id: upload.id,
    status: upload.status,
    timeout: upload.timeoutSeconds,
    cors_origin: upload.corsOrigin,
    new_asset_settings: {
      playback_policies: settings.policies,
      ...settingsOf(settings.passthrough),
      ...(settings.meta ? { meta: settings.meta } : {}),
      ...(settings.videoQuality ? { video_quality: settings.videoQuality } : {}),
    },
    ...(upload.status === "waiting" ? { url: `${publicUrl}/upload/${upload.id}?signature=${upload.secret}` } : {}),
    ...(upload.assetId ? { asset_id: upload.assetId } : {}),
    ...(upload.trouble ? { error: upload.trouble } : {}),
    ...(upload.test ? { test: true } : {}),
  };
}

/** A signing key as Mux shows it: never its private half. */
export const signingKeyResource = (key: SigningKeyRow) => ({ id: key.id, created_at: seconds(key.createdAt) });
