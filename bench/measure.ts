import { performance } from "node:perf_hooks";

/** One line of the table: `goal` is the largest (or, with `atLeast`, the smallest) ratio that is good enough. */
export type Row = {
  id: string;
  what: string;
  ours: number;
  baseline: number;
  ratio: number;
  goal: string;
  unit: string;
  meets: boolean;
};

/** Runs `work` `times` times in a row and gives each duration in milliseconds. */
export async function timeEach(times: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const started = performance.now();
    await work(n);
    took.push(performance.now() - started);
  }
  return took;
}

/** The value below which the share `p` (0 to 1) of the samples lies. */
export function quantile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}
export const median = (samples: readonly number[]) => quantile(samples, 0.5);

/** The slope of log(cost) over log(size): 0 is flat, 1 is linear. */
export function exponentOf(points: readonly { size: number; cost: number }[]): number {
  const xs = points.map((point) => Math.log(point.size));
  const ys = points.map((point) => Math.log(point.cost));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const mx = mean(xs);
  const my = mean(ys);
  const over = xs.reduce((sum, x, at) => sum + (x - mx) * ((ys[at] ?? 0) - my), 0);
  return over / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
}

/** Runs `work` again and again in `lanes` lanes for a time; gives how often a second it was done. */
export async function throughput(lanes: number, ms: number, work: (lane: number, n: number) => Promise<unknown>) {
  const started = performance.now();
  let done = 0;
  const lane = async (_: unknown, which: number) => {
    for (let n = 0; performance.now() - started < ms; n++) {
      await work(which, n);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (done * 1_000) / (performance.now() - started);
}

/** Keeps `lanes` lanes at work until it is called. */
export function keepBusy(lanes: number, work: (lane: number, n: number) => Promise<unknown>): () => Promise<void> {
  let goesOn = true;
  const lane = async (_: unknown, which: number) => {
    for (let n = 0; goesOn; n++) await work(which, n);
  };
  const all = Promise.all(Array.from({ length: lanes }, lane));
  return async () => {
    goesOn = false;
    await all;
  };
}
