import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";

/** An order between two neighbours; null stands for the beginning or the end. Orders compare byte by byte. */
export const orderBetween = (before: string | null, after: string | null): string => generateKeyBetween(before, after);

/** `count` orders one after another, after `before`. */
export const ordersAfter = (before: string | null, count: number): string[] =>
  generateNKeysBetween(before, null, count);

/** Compares rows by their order. */
export const byOrder = (a: { order: string }, b: { order: string }): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
