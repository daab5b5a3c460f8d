/** One line of speech. Times in seconds from the start of the video. */
export type Cue = { readonly from: number; readonly to: number; readonly text: string };

const arrow = /((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})/;

function secondsOf(stamp: string): number {
  return stamp
    .replace(",", ".")
    .split(":")
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Reads WebVTT or SubRip. Lines without a time are left out, tags inside the text as well; order is by time. */
export function readCues(text: string): Cue[] {
  const cues: Cue[] = [];
  for (const part of text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)) {
    const lines = part.split("\n");
    const at = lines.findIndex((line) => arrow.test(line));
    const times = at < 0 ? null : arrow.exec(lines[at] ?? "");
    if (!times?.[1] || !times[2]) continue;
    const words = lines
      .slice(at + 1)
      .join(" ")
      .replace(/<[^>]*>/g, "")
      .replace(/\s+/g, " ")
      .trim();
    if (words) cues.push({ from: secondsOf(times[1]), to: secondsOf(times[2]), text: words });
  }
  return cues.sort((a, b) => a.from - b.from);
}

/** WebVTT, the one format browsers show. */
export function writeVtt(cues: readonly Cue[]): string {
  const body = cues.map((cue) => `${stampOf(cue.from)} --> ${stampOf(cue.to)}\n${cue.text.replace(/-->/g, "→")}`);
  return `WEBVTT\n\n${body.join("\n\n")}\n`;
}

function stampOf(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (n: number) => String(n).padStart(2, "0");
  const ms = String(Math.round((seconds - whole) * 1000)).padStart(3, "0");
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${ms}`;
}

/** The line spoken at a second: the last that has begun and not yet ended, or -1. */
export function cueAt(cues: readonly Cue[], seconds: number): number {
  let low = 0;
  let high = cues.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const cue = cues[middle];
    if (cue && cue.from <= seconds) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found >= 0 && seconds < (cues[found]?.to ?? 0) ? found : -1;
}
