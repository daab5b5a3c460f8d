import { randomBytes } from "node:crypto";

/** Work that is to be done later, unless it is cancelled. */
export type Timer = { cancel(): void };

/**
 * All that a run depends on beside what it is asked: time, the turns of the event loop, chance.
 * The real one is the default everywhere; a simulated one makes a whole run repeatable from its seed.
 */
export type World = {
  /** Milliseconds since the epoch, as the clock on the wall says; it may jump. */
  now(): number;
  /** Milliseconds since some moment; never goes back. */
  elapsed(): number;
  after(ms: number, work: () => void): Timer;
  every(ms: number, work: () => void): Timer;
  /** In a later turn of the event loop. */
  soon(work: () => void): void;
  randomBytes(count: number): Uint8Array;
};

const poolSize = 4096;

function pooledRandom(): (count: number) => Uint8Array {
  let pool = randomBytes(0);
  return (count) => {
    if (pool.length < count) pool = randomBytes(Math.max(poolSize, count));
    const taken = pool.subarray(0, count);
    pool = pool.subarray(count);
    return taken;
  };
}

/** The machine's own clocks, event loop and randomness. A timer of it never keeps a process alive. */
export const realWorld: World = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms).unref();
    return { cancel: () => clearTimeout(timer) };
  },
  every(ms, work) {
    const timer = setInterval(work, ms).unref();
    return { cancel: () => clearInterval(timer) };
  },
  soon: (work) => void setImmediate(work),
  randomBytes: pooledRandom(),
};
