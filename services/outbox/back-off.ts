const first = 2_000;
const longest = 5 * 60_000;

/** How long (ms) to wait after the given number of failed attempts: twice as long each time, five minutes at most. */
export const backOff = (attempts: number): number => Math.min(longest, first * 2 ** Math.max(0, attempts - 1));
