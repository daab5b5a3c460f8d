/** The time now, ms since the epoch. Rules take it as an argument so that they can be asked about yesterday. */
export type Clock = { now(): number };
