import type { AppErrorData } from "../shared/app-error";
import { cutText } from "../shared/cut-text";

/** The largest file that may become a video, in bytes. */
export const largestVideo = 10 * 1024 ** 3;

const endings = [
  ...["mp4", "m4v", "mov", "webm", "mkv", "avi", "mpg", "mpeg", "wmv", "ogv", "3gp", "ts", "mts"],
  ...["mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac"],
];
/** What a file chooser offers for a video: pictures that move, and sound alone. */
export const videoAccept = ["video/*", "audio/*", ...endings.map((ending) => `.${ending}`)].join(",");

/** Why a file cannot become a video, as far as its name and size tell; null where they say nothing against it. */
export function problemOfFile({ name, bytes }: { name: string; bytes: number }): AppErrorData | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (!ending || !endings.includes(ending)) return { code: "invalid", reason: "video_type" };
  if (bytes <= 0) return { code: "invalid", reason: "video_empty" };
  return bytes > largestVideo ? { code: "invalid", reason: "video_large" } : null;
}

/** A file's name as a title: without its ending, at most 200 characters. */
export const titleOfFile = (name: string): string => cutText(name.replace(/\.[a-z0-9]+$/i, ""), 200);
