import type { Stretch } from "./video";

/** The most separate stretches that are kept of what one person watched of one video. */
export const mostRanges = 500;
/** Stretches this close (seconds) are one: players report their place a few times a second only. */
const closeBy = 0.6;

const tenth = (seconds: number) => Math.round(seconds * 10) / 10;

/** Stretches in order, within the video, joined where they touch; a longer list loses its shortest. */
export function joined(ranges: readonly Stretch[], duration: number): Stretch[] {
  const within = ranges
    .map(({ from, to }) => ({ from: tenth(Math.max(0, from)), to: tenth(Math.min(duration, to)) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const whole: Stretch[] = [];
  for (const range of within) {
    const last = whole.at(-1);
    if (last && range.from <= last.to + closeBy) last.to = Math.max(last.to, range.to);
    else whole.push({ ...range });
  }
  if (whole.length <= mostRanges) return whole;
  const kept = new Set([...whole].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, mostRanges));
  return whole.filter((range) => kept.has(range));
}

/** How long (seconds) stretches are together. */
export const lengthOf = (ranges: readonly Stretch[]): number =>
  tenth(ranges.reduce((sum, { from, to }) => sum + (to - from), 0));

/** What of `ranges` lies in none of `others`; both joined. */
export function without(ranges: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  for (const range of ranges) {
    let from = range.from;
    for (const other of others) {
      if (other.to <= from || other.from >= range.to) continue;
      if (other.from > from) left.push({ from, to: other.from });
      from = Math.max(from, other.to);
    }
    if (from < range.to) left.push({ from, to: range.to });
  }
  return left;
}

/** The first stretches whose length together is at most `seconds`; the last is cut. */
export function firstOf(ranges: readonly Stretch[], seconds: number): Stretch[] {
  const kept: Stretch[] = [];
  let left = seconds;
  for (const { from, to } of ranges) {
    if (left <= 0) break;
    const end = Math.min(to, from + left);
    kept.push({ from, to: end });
    left -= end - from;
  }
  return kept;
}

/** Adds stretches (seconds) to parts of equal length, of which `parts` make up the whole video. */
export function addToParts(parts: readonly number[], ranges: readonly Stretch[], duration: number): number[] {
  const next = [...parts];
  const each = duration / next.length;
  if (!(each > 0)) return next;
  for (const { from, to } of ranges) {
    for (let at = Math.floor(from / each); at < next.length && at * each < to; at += 1) {
      const share = Math.min(to, (at + 1) * each) - Math.max(from, at * each);
      if (share > 0) next[at] = tenth((next[at] ?? 0) + share);
    }
  }
  return next;
}
