import { createHash } from "node:crypto";
import { seededRandom } from "../src/functions/random";

/** Chance that comes from a seed: the same seed and name give the same draws. */
export class Chance {
  readonly #draw: () => number;

  constructor(readonly seed: string) {
    this.#draw = seededRandom(createHash("sha256").update(seed).digest().subarray(0, 16));
  }

  /** A generator of its own: what it draws changes nothing for the others. */
  named(name: string): Chance {
    return new Chance(`${this.seed}/${name}`);
  }

  /** In [0, 1). */
  number(): number {
    return this.#draw();
  }

  /** A whole number from 0 up to but without `limit`. */
  below(limit: number): number {
    return Math.floor(this.#draw() * limit);
  }

  between(from: number, to: number): number {
    return from + this.#draw() * (to - from);
  }

  happens(probability: number): boolean {
    return this.#draw() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.below(256));
  }
}
