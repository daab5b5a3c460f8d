import type { Timer, World } from "../src/world";
import type { Chance } from "./chance";

type Task = { readonly atMs: number; readonly order: number; readonly work: () => void; cancelled: boolean };

/** Time that passes only when everything due has been done, and stands still while it is done. */
export class SimulatedTime {
  readonly #tasks: Task[] = [];
  #elapsedMs = 0;
  #wallOffsetMs: number;
  #order = 0;

  constructor(startMs: number) {
    this.#wallOffsetMs = startMs;
  }

  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  get wallMs(): number {
    return this.#wallOffsetMs + this.#elapsedMs;
  }

  /** The clock on the wall is set; timers do not notice. */
  jump(byMs: number): void {
    this.#wallOffsetMs += byMs;
  }

  after(ms: number, work: () => void): Timer {
    const task = { atMs: this.#elapsedMs + Math.max(0, ms), order: this.#order++, work, cancelled: false };
    let at = this.#tasks.length;
    for (let low = 0; low < at;) {
      const middle = (low + at) >> 1;
      if (this.#tasks[middle]!.atMs <= task.atMs) low = middle + 1;
      else at = middle;
    }
    this.#tasks.splice(at, 0, task);
    return { cancel: () => void (task.cancelled = true) };
  }

  /** The world ends: what was still to come lets go of everything in it. */
  end(): void {
    this.#tasks.length = 0;
  }

  /** Does what is due next and everything that follows from it at once. False when nothing is left to do. */
  async step(): Promise<boolean> {
    let task = this.#tasks.shift();
    while (task?.cancelled) task = this.#tasks.shift();
    if (task === undefined) return false;
    this.#elapsedMs = task.atMs;
    task.work();
    // The real loop turns once: by then every promise that could settle has done so.
    await new Promise<void>((resolve) => setImmediate(resolve));
    return true;
  }
}

/** One run of a machine: when it is halted, nothing that it had begun goes on. */
export class SimulatedMachine implements World {
  #isOn = true;

  constructor(
    readonly time: SimulatedTime,
    readonly chance: Chance,
  ) {}

  get isOn(): boolean {
    return this.#isOn;
  }

  halt(): void {
    this.#isOn = false;
  }

  readonly now = () => this.time.wallMs;
  readonly elapsed = () => this.time.elapsedMs;
  readonly after = (ms: number, work: () => void): Timer =>
    this.time.after(ms, () => {
      if (this.#isOn) work();
    });
  readonly every = (ms: number, work: () => void): Timer => {
    let timer: Timer;
    const again = () => {
      timer = this.after(ms, again);
      work();
    };
    timer = this.after(ms, again);
    return { cancel: () => timer.cancel() };
  };
  readonly soon = (work: () => void): void => void this.after(0, work);
  readonly randomBytes = (count: number): Uint8Array => this.chance.bytes(count);
}
