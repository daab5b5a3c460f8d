/** What can go wrong with the world around a runtime. */
export const faults = ["crash", "cut", "stall", "clock", "full", "damage"] as const;
export type Fault = (typeof faults)[number];

/** The shortest and the longest time from one fault of a kind to the next, in simulated ms. */
export const pauseMs: Readonly<Record<Fault, readonly [least: number, most: number]>> = {
  crash: [2_000, 150_000],
  cut: [500, 20_000],
  stall: [5_000, 90_000],
  clock: [60_000, 400_000],
  full: [60_000, 300_000],
  damage: [100_000, 600_000],
};
