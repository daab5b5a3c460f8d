import { dirname } from "node:path";
import * as z from "zod";
import { runTool, untrustedInput, type Tools } from "./tools";

/** What a media file holds; sizes as they are shown, after rotation and with square pixels. */
export type Media = {
  container: string;
  /** Some recorders do not write it. */
  durationSeconds?: number;
  video?: {
    codec: string;
    width: number;
    height: number;
    frameRate?: number;
    bitRate?: number;
    /** Whether it is H.264 as every browser plays it, with nothing to correct. */
    isPlain: boolean;
    isInterlaced: boolean;
  };
  audio?: { codec: string; channels: number; sampleRate: number; isPlain: boolean };
};

const numeric = z.coerce.number().optional().catch(undefined);
const stream = z.looseObject({
  codec_type: z.string().optional(),
  codec_name: z.string().default("unknown"),
  profile: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  pix_fmt: z.string().optional(),
  level: z.number().optional(),
  field_order: z.string().optional(),
  sample_aspect_ratio: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  bit_rate: numeric,
  channels: z.number().optional(),
  sample_rate: numeric,
  disposition: z.looseObject({ attached_pic: z.number().optional() }).optional(),
  side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).optional(),
});
const report = z.object({
  streams: z.array(stream).default([]),
  format: z.looseObject({ format_name: z.string().default("unknown"), duration: numeric, bit_rate: numeric }),
});
type Stream = z.infer<typeof stream>;

const PLAIN_PROFILES = ["Constrained Baseline", "Baseline", "Main", "High"];
const HIGHEST_PLAIN_LEVEL = 52;

function ratio(text: string | undefined, by: string): number | undefined {
  const [top, bottom] = (text ?? "").split(by).map(Number);
  return top && bottom ? top / bottom : undefined;
}

function readVideo(from: Stream, wholeBitRate: number | undefined): Media["video"] {
  if (!from.width || !from.height) return undefined;
  const rotation = from.side_data_list?.find((side) => side.rotation !== undefined)?.rotation ?? 0;
  const stretch = ratio(from.sample_aspect_ratio, ":") ?? 1;
  const shown = [Math.max(2, Math.round(from.width * stretch)), from.height] as const;
  const [width, height] = Math.abs(rotation) % 180 === 90 ? [shown[1], shown[0]] : shown;
  const isInterlaced = !["progressive", "unknown", undefined].includes(from.field_order);
  const isPlain =
    from.codec_name === "h264" &&
    PLAIN_PROFILES.includes(from.profile ?? "") &&
    ["yuv420p", "yuvj420p"].includes(from.pix_fmt ?? "") &&
    (from.level ?? 0) <= HIGHEST_PLAIN_LEVEL;
  return {
    codec: from.codec_name,
    width,
    height,
    frameRate: ratio(from.avg_frame_rate, "/"),
    bitRate: from.bit_rate ?? wholeBitRate,
    isPlain: isPlain && rotation === 0 && Math.abs(stretch - 1) < 0.01 && !isInterlaced,
    isInterlaced,
  };
}

function readAudio(from: Stream): Media["audio"] {
  const { codec_name: codec, channels = 0, sample_rate: sampleRate = 0 } = from;
  if (channels === 0 || sampleRate === 0) return undefined;
  const isPlain = codec === "aac" && (from.profile ?? "LC") === "LC" && channels <= 2 && sampleRate <= 48_000;
  return { codec, channels, sampleRate, isPlain };
}

/** Reads ffprobe's report; the parts that it could not make sense of are left out. */
export function readReport(json: string): Media {
  const { streams, format } = report.parse(JSON.parse(json));
  const picture = streams.find((one) => one.codec_type === "video" && !one.disposition?.attached_pic);
  const sound = streams.find((one) => one.codec_type === "audio");
  const durationSeconds = format.duration && format.duration > 0 ? format.duration : undefined;
  const video = picture && readVideo(picture, format.bit_rate);
  const audio = sound && readAudio(sound);
  return {
    container: format.format_name,
    ...(durationSeconds ? { durationSeconds } : {}),
    ...(video ? { video } : {}),
    ...(audio ? { audio } : {}),
  };
}

/** Looks into a file that a stranger made. Throws `ToolError` for one that is no video or sound. */
export async function probe(tools: Tools, file: string, signal?: AbortSignal): Promise<Media> {
  const args = ["-v", "error", "-show_format", "-show_streams", "-of", "json", ...untrustedInput(file)];
  return readReport(await runTool(tools.ffprobe, args, { cwd: dirname(file), limitMs: 60_000, signal }));
}
