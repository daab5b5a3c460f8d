import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { constants as system, setPriority } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** Where ffmpeg and ffprobe are, and whether this ffmpeg can write H.264. */
export type Tools = { ffmpeg: string; ffprobe: string; canEncode: boolean };

/** A tool ended with trouble; the message is for the log, `reason` for the program. */
export class ToolError extends Error {
  override readonly name = "ToolError";
  constructor(
    readonly reason: "failed" | "too_slow" | "disk_full" | "killed" | "stopped",
    message: string,
  ) {
    super(message);
  }
}

const MOST_OUTPUT = 4_194_304;
const MOST_COMPLAINT = 16_384;

/**
 * What may be read as video or sound: containers that hold their own bytes. Playlists, scripts and image sequences,
 * which name other files, are not among them.
 */
const CONTAINERS =
  "mov,mp4,m4a,3gp,matroska,webm,avi,flv,asf,mpegts,mpeg,mpegvideo,ogg,mp3,wav,w64,aac,flac,aiff,mxf,caf,amr";
// A picture beyond this many pixels is meant to exhaust the memory.
const MOST_PIXELS = 67_108_864;

/** The options that stand before an untrusted input: it can open no other file, address or kind of file. */
export const untrustedInput = (file: string): string[] => [
  ...["-protocol_whitelist", "file", "-format_whitelist", CONTAINERS, "-max_pixels", String(MOST_PIXELS)],
  ...["-i", `file:${file}`],
];

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // A path that is not there, or not for us, is an answer here.
    return false;
  }
}

function onPath(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isRunnable);
}

/**
 * Runs a tool at low priority with no input and an empty environment, and gives what it printed; throws `ToolError`
 * when it fails, prints too much, takes longer than `limitMs`, or `signal` stops it.
 */
export function runTool(
  tool: string,
  args: string[],
  options: {
    cwd: string;
    limitMs: number;
    signal?: AbortSignal;
    onLine?: (line: string) => void;
    onStart?: (pid: number) => void;
  },
): Promise<string> {
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted) return reject(new ToolError("stopped", "Stopped before it began"));
    const child = spawn(tool, args, {
      cwd: options.cwd,
      env: { NODE_ENV: "production", PATH: process.env.PATH ?? "", LC_ALL: "C" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (child.pid !== undefined) {
      lowerPriority(child.pid);
      options.onStart?.(child.pid);
    }
    let ending: "too_slow" | "stopped" | "failed" | null = null;
    const end = (why: "too_slow" | "stopped" | "failed") => {
      ending ??= why;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => end("too_slow"), options.limitMs);
    const stop = () => end("stopped");
    options.signal?.addEventListener("abort", stop, { once: true });

    let output = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (options.onLine) for (const line of text.split("\n")) options.onLine(line);
      else output += text;
      if (output.length > MOST_OUTPUT) end("failed");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-MOST_COMPLAINT);
    });
    const settle = (error: Error | null) => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", stop);
      if (error) reject(error);
      else resolve(output);
    };
    child.on("error", (error) => settle(new ToolError("failed", error.message)));
    child.on("close", (code, signal) => {
      if (ending) return settle(new ToolError(ending, `${tool} was ended: ${ending}. ${complaint}`));
      if (code === 0) return settle(null);
      if (/No space left on device/.test(complaint)) return settle(new ToolError("disk_full", complaint));
      settle(new ToolError(signal ? "killed" : "failed", `${tool} ended with ${signal ?? code}. ${complaint}`));
    });
  });
}

function lowerPriority(pid: number) {
  try {
    setPriority(pid, system.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    // It may have ended already; then there is nothing to slow down.
    if ((error as NodeJS.ErrnoException).code !== "ERR_SYSTEM_ERROR") throw error;
  }
}

/** Finds ffmpeg: at the given path, or FFMPEG_PATH, or where programs are; null when there is none that works. */
export async function findTools(given: string | undefined, env: NodeJS.ProcessEnv): Promise<Tools | null> {
  const path = env.PATH ?? "";
  const named = given ?? env.FFMPEG_PATH;
  const ffmpeg = named ?? onPath("ffmpeg", path);
  if (!ffmpeg || !isRunnable(ffmpeg)) return null;
  const beside = join(dirname(ffmpeg), "ffprobe");
  const ffprobe = env.FFPROBE_PATH ?? (isRunnable(beside) ? beside : onPath("ffprobe", path));
  if (!ffprobe) return null;
  const encoders = await runTool(ffmpeg, ["-hide_banner", "-encoders"], { cwd: dirname(ffmpeg), limitMs: 30_000 });
  return { ffmpeg, ffprobe, canEncode: /\blibx264\b/.test(encoders) };
}
