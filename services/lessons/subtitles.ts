/** One line of speech. Times in seconds from the start of the video; a line break in `text` is one on the screen. */
export type Cue = { readonly from: number; readonly to: number; readonly text: string };

const timing = /((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})/;
/** A line that holds an arrow and is short enough to hold times. */
const timesIn = (line: string) => (line.length < 300 && line.includes("-->") ? timing.exec(line) : null);

/** The second that a time such as 00:01:02,500 names. */
export function secondsOf(stamp: string): number {
  return stamp
    .replace(",", ".")
    .split(":")
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

// Tags that players know, and the times between words: what else stands between angles was said, or shown.
const tags = /<\/?(?:[bciusv]|font|lang|ruby|rt|[\d:.]+)(?:[.\s][^<>]*)?>/gi;
// How SubStation players are told where and how to write; a formula such as {\alpha} is none of these.
const overrides = /\{\\(?:an?\d|[bisu][01]|\d?c&|fn[A-Z]|fs\d|k[fo]?\d|(?:pos|move|fad)\()[^{}]*\}/g;
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", nbsp: " ", lrm: "\u200E", rlm: "\u200F" };

function wordsOf(lines: readonly string[], isVtt: boolean): string {
  const plain = lines
    .join("\n")
    // Tags (colours, speakers) and what other programs put between braces are for their own players.
    .replace(tags, "")
    .replace(overrides, "");
  const decoded = isVtt
    ? plain.replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => entities[name] ?? "")
    : plain;
  return decoded
    .split("\n")
    .map((line) => line.replace(/[^\S\n]+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

/**
 * Reads WebVTT or SubRip. Lines without a time are left out, tags inside the text as well, and lines that end before
 * they begin; order is by time.
 */
export function readCues(text: string): Cue[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "")
    .split("\n");
  const isVtt = lines[0]?.startsWith("WEBVTT") ?? false;
  const cues: Cue[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const times = timesIn(lines[at] ?? "");
    if (!times?.[1] || !times[2]) continue;
    let end = at + 1;
    while (end < lines.length && lines[end]?.trim() && !timesIn(lines[end] ?? "")) end += 1;
    // Where no empty line stands between two cues, the number of the next is not spoken.
    const isNumbered = end < lines.length && lines[end]?.trim() && /^\d+$/.test(lines[end - 1]?.trim() ?? "");
    const words = wordsOf(lines.slice(at + 1, isNumbered && end - 1 > at ? end - 1 : end), isVtt);
    const [from, to] = [secondsOf(times[1]), secondsOf(times[2])];
    if (words && to > from) cues.push({ from, to, text: words });
    at = end - 1;
  }
  return cues.sort((a, b) => a.from - b.from);
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** WebVTT, the one format browsers show. */
export function writeVtt(cues: readonly Cue[]): string {
  const body = cues.map(
    (cue) =>
      `${stampOf(cue.from)} --> ${stampOf(cue.to)}\n${cue.text.replace(/[&<>]/g, (letter) => escapes[letter] ?? "")}`,
  );
  return `WEBVTT\n\n${body.join("\n\n")}\n`;
}

/** A second as WebVTT writes it: 00:01:02.500. */
export function stampOf(seconds: number): string {
  const ms = Math.max(0, Math.round(seconds * 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const clock = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  return `${clock.map(two).join(":")}.${String(ms % 1000).padStart(3, "0")}`;
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
  // Lines may overlap: the one that began last is the one to follow, unless it is over and an earlier one is not.
  for (let at = found; at >= 0 && at > found - 8; at -= 1) if (seconds < (cues[at]?.to ?? 0)) return at;
  return -1;
}
