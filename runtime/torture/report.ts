/** What one form of torture is run with. */
export type Torture = {
  readonly seed: string;
  /** How much: 1 is the long form; the short ones in the test suite are a small part of it. */
  readonly size: number;
  /** How long what has no end of its own goes on. */
  readonly minutes: number;
  readonly say: (line: string) => void;
};

/** What was done, counted, and what was wrong: nothing, when every promise was kept. */
export type Report = { readonly counts: Readonly<Record<string, number | string>>; readonly wrong: readonly string[] };

/** How many of something a run of this size does: never none. */
export function share(size: number, whole: number): number {
  return Math.max(1, Math.round(whole * size));
}
