import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { keepFile, PID_FILE, syncFolder, WORK_PREFIX } from "./files";
import { outputOptions, type Plan } from "./plan";
import { readSegments } from "./playlists";
import type { Rendition } from "./store";
import { runTool, ToolError, untrustedInput, type Tools } from "./tools";

const first = z.object({
  streams: z.array(
    z.looseObject({
      codec_type: z.string().optional(),
      profile: z.string().optional(),
      level: z.number().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
      avg_frame_rate: z.string().optional(),
    }),
  ),
});
type Stream = z.infer<typeof first>["streams"][number];

const PROFILES: Record<string, string> = {
  "Constrained Baseline": "42E0",
  Baseline: "4200",
  Main: "4D40",
  High: "6400",
};

function codecOf({ codec_type: kind, profile, level }: Stream): string[] {
  if (kind === "audio") return ["mp4a.40.2"];
  if (kind !== "video") return [];
  return [`avc1.${PROFILES[profile ?? ""] ?? "6400"}${(level ?? 40).toString(16).toUpperCase().padStart(2, "0")}`];
}

/** Looks at what was made: its codecs, size, weight and length. */
async function describe(tools: Tools, folder: string, name: string): Promise<Rendition> {
  const segments = readSegments(readFileSync(join(folder, "index.m3u8"), "utf8"));
  const start = segments[0];
  if (!start) throw new ToolError("failed", "Nothing came out");
  const args = ["-v", "error", "-show_streams", "-of", "json", "-f", "mpegts", `file:${join(folder, start.name)}`];
  const { streams } = first.parse(JSON.parse(await runTool(tools.ffprobe, args, { cwd: folder, limitMs: 60_000 })));
  const picture = streams.find((stream) => stream.codec_type === "video");
  const [frames, perSeconds] = (picture?.avg_frame_rate ?? "").split("/").map(Number);
  const weights = segments.map((one) => ({ bits: statSync(join(folder, one.name)).size * 8, seconds: one.seconds }));
  const last = segments.at(-1) ?? start;
  const counted = weights.reduce((sum, { seconds }) => sum + seconds, 0);
  const beyond = (await secondsOf(tools, folder, last.name)) - last.seconds;
  // The last frame of a sound always stands out a little.
  const isOutlasted = beyond > OUTLASTING_SECONDS;
  const durationSeconds = isOutlasted ? counted + beyond : counted;
  const whole = weights.reduce((sum, { bits }) => sum + bits, 0);
  const peaks = weights.map(({ bits, seconds }) => bits / Math.max(seconds, 0.5));
  return {
    name,
    ...(picture ? { width: picture.width, height: picture.height } : {}),
    ...(frames && perSeconds ? { frameRate: frames / perSeconds } : {}),
    codecs: [...new Set(streams.flatMap(codecOf))].join(","),
    bandwidth: Math.ceil(Math.max(...peaks)),
    averageBandwidth: Math.ceil(whole / Math.max(durationSeconds, 0.5)),
    durationSeconds,
    ...(isOutlasted && picture ? { pictureSeconds: counted } : {}),
  };
}

const OUTLASTING_SECONDS = 0.5;

/** How long a finished piece lasts: its sound may go on when its pictures, which the playlist counts, have ended. */
async function secondsOf(tools: Tools, folder: string, piece: string): Promise<number> {
  const args = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"];
  const file = `file:${join(folder, piece)}`;
  return Number(await runTool(tools.ffprobe, [...args, "-f", "mpegts", file], { cwd: folder, limitMs: 60_000 })) || 0;
}

/** The longest piece of a rendition, in seconds. */
function longestPiece(folder: string): number {
  return Math.max(0, ...readSegments(readFileSync(join(folder, "index.m3u8"), "utf8")).map(({ seconds }) => seconds));
}

/** Pictures that are seldom whole make pieces too long to start or to seek in; beyond this they are written anew. */
const LONGEST_PIECE_SECONDS = 20;

/**
 * Makes one quality of a video beside its source, whole or not at all: an attempt works in a folder of its own and is
 * renamed when it is done, so one that is found is finished. Gives null when copying would cut it badly.
 */
export async function makeRendition(
  tools: Tools,
  source: string,
  plan: Plan,
  options: { limitMs: number; mostSeconds: number; signal?: AbortSignal; onSeconds?: (seconds: number) => void },
): Promise<Rendition | null> {
  const home = dirname(source);
  const made = join(home, plan.name);
  if (!existsSync(made)) {
    const work = await mkdtemp(join(home, WORK_PREFIX));
    try {
      const args = ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-progress", "pipe:1", "-threads", "2"];
      await runTool(tools.ffmpeg, [...args, ...untrustedInput(source), ...outputOptions(plan, options.mostSeconds)], {
        cwd: work,
        limitMs: options.limitMs,
        signal: options.signal,
        onStart: (pid) => writeFileSync(join(work, PID_FILE), String(pid), { mode: 0o600 }),
        onLine: (line) => {
          const seconds = Number(/^out_time_us=(\d+)/.exec(line)?.[1] ?? NaN) / 1_000_000;
          if (Number.isFinite(seconds)) options.onSeconds?.(seconds);
        },
      });
      if (plan.video?.how === "copy" && longestPiece(work) > LONGEST_PIECE_SECONDS) return null;
      await rm(join(work, PID_FILE), { force: true });
      for (const name of readdirSync(work)) await keepFile(join(work, name));
      await rename(work, made);
      await syncFolder(home);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return describe(tools, made, plan.name);
}
