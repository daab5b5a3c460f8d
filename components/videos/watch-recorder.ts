import type { Stretch } from "@/services/videos/video";

/** What is told to the school: stretches that were watched, each batch under a name of its own. */
export type Batch = {
  blockId: string;
  batchId: string;
  version: number;
  ranges: Stretch[];
  position: number;
  /** When (ms) it was made. */
  madeAt: number;
};

/** Where batches wait until the school has them: they outlive the page. */
export type BatchShelf = { read(): Batch[]; write(batches: Batch[]): void };

export type RecorderOptions = {
  blockId: string;
  version: number;
  shelf: BatchShelf;
  /** Tells the school of a batch; rejects when it is not known whether the school has it. */
  send: (batch: Batch) => Promise<unknown>;
  now: () => number;
  newId: () => string;
};

/** A jump that is larger than this (seconds) between two reports of the player was not watched. */
const longestStep = 4.5;
/** What changed less than this (seconds) since it was told is not told again. */
const newsFrom = 1;
const mostKept = 200;
const mostRanges = 100;
/** The school takes what is late, but not for ever (ms). */
const keptFor = 7 * 24 * 3_600_000;

/**
 * Notes which seconds of a video are watched, and tells the school of them in batches. A batch that is not acknowledged
 * stays on the shelf and is told again, under the same name, by this page or the next.
 */
export class WatchRecorder {
  readonly #options: RecorderOptions;
  #ranges: Stretch[] = [];
  #last: number | null = null;
  #position: number | null = null;
  #told: number | null = null;
  #isSending = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** The player is at a second, and moves. */
  at(second: number): void {
    const last = this.#last;
    this.#last = second;
    this.#position = second;
    if (last === null || second <= last || second - last > longestStep) return;
    const open = this.#ranges.at(-1);
    if (open && open.to === last) open.to = second;
    else this.#ranges.push({ from: last, to: second });
  }

  /** The player stands still or jumps: what comes next is not what came before. */
  rest(second: number | null = null): void {
    this.#last = null;
    if (second !== null) this.#position = second;
  }

  /** Tells the school what is new; does nothing when nothing is. */
  flush(): void {
    const position = this.#position;
    if (position !== null && this.#hasNews(position)) {
      const { blockId, version, shelf, now, newId } = this.#options;
      const ranges = this.#ranges.slice(-mostRanges);
      const batch = { blockId, batchId: newId(), version, ranges, position, madeAt: now() };
      shelf.write([...shelf.read(), batch].slice(-mostKept));
      this.#ranges = [];
      this.#told = position;
    }
    void this.drain();
  }

  #hasNews(position: number): boolean {
    const watched = this.#ranges.reduce((sum, { from, to }) => sum + to - from, 0);
    return watched >= newsFrom || Math.abs(position - (this.#told ?? 0)) >= newsFrom;
  }

  /** Tells what waits on the shelf, oldest first, one at a time. */
  async drain(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    const { shelf, send, now } = this.#options;
    try {
      for (let [next] = shelf.read(); next; [next] = shelf.read()) {
        const { batchId, madeAt } = next;
        const isOver = now() - madeAt >= keptFor;
        // What could not be told now stays; the next flush begins with it.
        if (!isOver && !(await send(next).then(known, unknown))) return;
        shelf.write(shelf.read().filter((batch) => batch.batchId !== batchId));
      }
    } finally {
      this.#isSending = false;
    }
  }
}

const known = () => true;
const unknown = () => false;

/** A shelf in the browser's storage, of one person: what somebody else watched on this device is not theirs. */
export function storedShelf(userId: string): BatchShelf {
  const key = `doctrina.watched.${userId}`;
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(window.localStorage.getItem(key) ?? "[]");
        return Array.isArray(kept) ? (kept as Batch[]).filter((batch) => typeof batch?.batchId === "string") : [];
      } catch (error) {
        if (error instanceof SyntaxError) return [];
        throw error;
      }
    },
    write(batches) {
      if (batches.length === 0) window.localStorage.removeItem(key);
      else window.localStorage.setItem(key, JSON.stringify(batches));
    },
  };
}
