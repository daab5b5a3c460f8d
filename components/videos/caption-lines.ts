import { secondsOf, stampOf, type Cue } from "@/services/lessons/subtitles";

/** A line of captions as it is typed: its times as WebVTT writes them. */
export type Line = { from: string; to: string; text: string };

/** A line as it is shown to who corrects it. */
export const lineOf = ({ from, to, text }: Cue): Line => ({ from: stampOf(from), to: stampOf(to), text });

/** Whether a time can be read: 1:02, 01:02.5 or 00:01:02.500. */
export const isTime = (text: string): boolean => /^(\d+:)?\d{1,2}:\d{2}([.,]\d{1,3})?$/.test(text.trim());

/** What is wrong with a line; null when it can be kept. */
export function troubleOf({ from, to }: Line): "time" | "order" | null {
  if (!isTime(from) || !isTime(to)) return "time";
  return secondsOf(to.trim()) > secondsOf(from.trim()) ? null : "order";
}

/** The captions that lines make, to the letter; a line without words is none. */
export function cuesOf(lines: readonly Line[]): Cue[] {
  return lines
    .map(({ from, to, text }) => ({ from: secondsOf(from.trim()), to: secondsOf(to.trim()), text: spoken(text) }))
    .filter(({ text }) => text !== "")
    .sort((a, b) => a.from - b.from);
}

/** An empty line would end it. */
const spoken = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");

const usualSeconds = 2;

/** The lines with an empty one after the `at`th, in the time that is free there; -1 puts it first. */
export function withLineAfter(lines: readonly Line[], at: number): Line[] {
  const [before, after] = [lines[at], lines[at + 1]];
  const from = before && isTime(before.to) ? secondsOf(before.to.trim()) : 0;
  const next = after && isTime(after.from) ? secondsOf(after.from.trim()) : Infinity;
  const to = next > from ? Math.min(next, from + usualSeconds) : from + usualSeconds;
  return [...lines.slice(0, at + 1), { from: stampOf(from), to: stampOf(to), text: "" }, ...lines.slice(at + 1)];
}
