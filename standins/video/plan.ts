import type { Media } from "./probe";

/** How one quality of a video is made: what is copied, what is written anew, and how large. */
export type Plan = {
  name: string;
  video:
    { how: "copy" } | { how: "encode"; width: number; height: number; bitRate: number; deinterlace: boolean } | null;
  audio: "copy" | "encode" | null;
};

/** A small picture for a slow connection, by its shorter side. */
export const SMALL_SIDE = 360;
/** Nothing is encoded larger than this, by its shorter side, as Mux does unless it is asked for more. */
const LARGEST_SIDE = 1080;
/** What is heavier than this is written anew, in bits a second. */
const HEAVIEST_COPY = 20_000_000;
const BITS_A_PIXEL = 2.4;

const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);

/** The size whose shorter side is at most so long, in even numbers, never larger than it was. */
export function fitShorterSide(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.min(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

function encodeAt(video: NonNullable<Media["video"]>, side: number): NonNullable<Plan["video"]> {
  const size = fitShorterSide(video.width, video.height, side);
  const bitRate = Math.round(Math.min(8_000_000, Math.max(400_000, size.width * size.height * BITS_A_PIXEL)));
  return { how: "encode", ...size, bitRate, deinterlace: video.isInterlaced };
}

const soundOf = ({ audio }: Media): Plan["audio"] => (audio ? (audio.isPlain ? "copy" : "encode") : null);

/** The first quality: as the file is where browsers play that, else written anew; null when there is nothing to play. */
export function planSource(media: Media, mayCopy = true): Plan | null {
  const audio = soundOf(media);
  if (!media.video) return audio ? { name: "audio", video: null, audio } : null;
  const canCopy = mayCopy && media.video.isPlain && (media.video.bitRate ?? 0) <= HEAVIEST_COPY;
  return { name: "full", video: canCopy ? { how: "copy" } : encodeAt(media.video, LARGEST_SIDE), audio };
}

/** The small quality; null when the file is hardly larger. */
export function planSmall(media: Media): Plan | null {
  if (!media.video || Math.min(media.video.width, media.video.height) < SMALL_SIDE * 1.25) return null;
  return { name: "small", video: encodeAt(media.video, SMALL_SIDE), audio: soundOf(media) };
}

/** Whether a plan needs an encoder of pictures. */
export const needsEncoder = (plan: Plan): boolean => plan.video?.how === "encode";

const SEGMENT_SECONDS = 6;
const KEYFRAME_SECONDS = 2;

/** The options by which ffmpeg carries out a plan, up to so many seconds. */
export function outputOptions(plan: Plan, mostSeconds: number): string[] {
  const picture = (): string[] => {
    if (!plan.video) return ["-vn"];
    if (plan.video.how === "copy") return ["-map", "0:V:0", "-c:v", "copy"];
    const { width, height, bitRate, deinterlace } = plan.video;
    const filter = `${deinterlace ? "yadif=deint=interlaced," : ""}scale=${width}:${height},setsar=1`;
    return [
      ...["-map", "0:V:0", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "high"],
      ...["-pix_fmt", "yuv420p", "-maxrate", String(bitRate), "-bufsize", String(bitRate * 2), "-vf", filter],
      ...["-force_key_frames", `expr:gte(t,n_forced*${KEYFRAME_SECONDS})`, "-sc_threshold", "0"],
    ];
  };
  const sound = (): string[] => {
    if (!plan.audio) return ["-an"];
    const how = plan.audio === "copy" ? ["copy"] : ["aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"];
    return ["-map", "0:a:0", "-c:a", ...how];
  };
  return [
    ...picture(),
    ...sound(),
    ...[
      "-sn",
      "-dn",
      "-map_metadata",
      "-1",
      "-map_chapters",
      "-1",
      "-t",
      String(mostSeconds),
      "-max_muxing_queue_size",
      "4096",
    ],
    // Time begins at zero, as the captions' does.
    ...["-muxdelay", "0", "-muxpreload", "0", "-f", "hls", "-hls_time", String(SEGMENT_SECONDS)],
    ...["-hls_playlist_type", "vod", "-hls_flags", "independent_segments", "-hls_segment_filename", "seg-%05d.ts"],
    "index.m3u8",
  ];
}
