import type { VideoId } from "./video";

const prefix = "doctrina";

/** What the video service is told of a file and tells us back: which video it belongs to, and its how many'th it is. */
export const passthroughOf = (videoId: VideoId, number: number): string => `${prefix}/${videoId}/${number}`;

/** Reads it; null for anything that is not ours: a video service may serve others too. */
export function readPassthrough(text: string | null | undefined): { videoId: VideoId; number: number } | null {
  const found = /^doctrina\/([\w-]{1,64})\/(\d{1,6})$/.exec(text ?? "");
  if (!found?.[1]) return null;
  // The id is looked up before it is trusted.
  return { videoId: found[1] as VideoId, number: Number(found[2]) };
}
