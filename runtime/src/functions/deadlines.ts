import type { Timer, World } from "../world";

const lookEveryMs = 50;

/** Work that is waited for, and how its promise is rejected when it comes too late. */
class Waiting {
  constructor(
    readonly deadline: number,
    readonly reject: (error: Error) => void,
    readonly late: () => Error,
  ) {}
}

/** Watches the deadlines of everything that runs with one timer: most calls end long before theirs. */
export class Deadlines {
  readonly #world: World;
  readonly #waiting = new Set<Waiting>();
  #timer: Timer | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  /** Settles as `work` does, or rejects with `late()` soon after the deadline (in ms of the world's `elapsed`). */
  before<T>(deadline: number, work: Promise<T>, late: () => Error): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const one = new Waiting(deadline, reject, late);
      this.#waiting.add(one);
      this.#timer ??= this.#world.every(lookEveryMs, () => this.#look());
      work.then(
        (value) => {
          this.#waiting.delete(one);
          resolve(value);
        },
        (error: unknown) => {
          this.#waiting.delete(one);
          reject(error instanceof Error ? error : new Thrown(error));
        },
      );
    });
  }

  #look(): void {
    const now = this.#world.elapsed();
    for (const one of this.#waiting) {
      if (one.deadline > now) continue;
      this.#waiting.delete(one);
      one.reject(one.late());
    }
    if (this.#waiting.size > 0) return;
    this.#timer?.cancel();
    this.#timer = null;
  }
}

/** Something that is not an error but was thrown. */
export class Thrown extends Error {
  constructor(readonly value: unknown) {
    super("Something that is not an error was thrown.");
  }
}
