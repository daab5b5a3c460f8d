import { readCues, writeVtt } from "../lessons/subtitles";
import { invalid } from "../shared/app-error";

/** The most lines, and the most bytes of a caption file: a row holds less than 1 MiB. */
const mostCues = 20_000;
const mostBytes = 900_000;

/** A caption file's text as the school keeps it: WebVTT. Refuses what holds no line, and what is too long. */
export function checkCaptions(text: string): { vtt: string; cueCount: number } {
  const cues = readCues(text);
  if (cues.length === 0) throw invalid("captions_unreadable", { words: "captions_unreadable" });
  const vtt = writeVtt(cues);
  if (cues.length > mostCues || new TextEncoder().encode(vtt).length > mostBytes)
    throw invalid("captions_large", { words: "captions_large" });
  return { vtt, cueCount: cues.length };
}
