import { LineLost, type Answer, type UploadLine } from "./upload-line";

/** How an upload is; `gone`: its address takes nothing any more. */
export type UploadState = "sending" | "paused" | "offline" | "failed" | "gone" | "sent";
export type UploadNews = { state: UploadState; percent: number };

/** What leaves at a time (bytes), in multiples of 256 KiB as Mux wants it: more on a fast line, less on a slow one. */
const piece = { first: 1024 * 1024, least: 256 * 1024, most: 8 * 1024 * 1024 };
/** A piece that takes less time (ms) may be larger, and one that takes more should be smaller. */
const quick = 1_000;
const slow = 6_000;
/** What may pass by itself: of a busy service, and of one that is not there for a moment. */
const passing = [408, 429, 500, 502, 503, 504];
/** How long (ms) is waited before the line is tried again. */
const waits = [1_000, 2_000, 4_000, 8_000];

/**
 * Sends a file in pieces, one after the other, to an address that takes resumable uploads as Mux does. After a pause and
 * after a lost line the address is asked what has arrived, and it goes on from there: nothing is sent into another
 * piece's place.
 */
export class ResumableUpload {
  readonly #file: Blob;
  readonly #line: UploadLine;
  readonly #onNews: (news: UploadNews) => void;
  #arrived = 0;
  #pieceBytes = piece.first;
  /** How many bytes have left, with those of which it is not known yet whether they arrived. */
  #left = 0;
  #state: UploadState = "sending";
  #isPaused = false;
  /** Ends what is being sent, or waited for. */
  #interrupt = new AbortController();

  constructor({ file, line, onNews }: { file: Blob; line: UploadLine; onNews: (news: UploadNews) => void }) {
    this.#file = file;
    this.#line = line;
    this.#onNews = onNews;
  }

  /** Sends the file, and ends when it is sent, gone, failed or stopped. */
  async run(isBegun: boolean): Promise<void> {
    window.addEventListener("online", this.#hurry);
    try {
      await this.#sendAll(isBegun);
    } finally {
      window.removeEventListener("online", this.#hurry);
    }
  }

  pause(): void {
    this.#isPaused = true;
    this.#say("paused", this.#left);
    this.#interrupt.abort();
  }

  resume(): void {
    this.#isPaused = false;
    this.#say("sending", this.#left);
    this.#interrupt.abort();
  }

  /** Stops for good; nothing is said any more. */
  stop(): void {
    this.#state = "gone";
    this.#interrupt.abort();
  }

  async #sendAll(isBegun: boolean): Promise<void> {
    // What has arrived is asked for whenever it is not certain.
    let isCertain = !isBegun;
    let misses = 0;
    while (!this.#isOver()) {
      this.#interrupt = new AbortController();
      const { signal } = this.#interrupt;
      if (this.#isPaused) {
        await aborted(signal);
        continue;
      }
      const before = this.#arrived;
      const answer = await (isCertain ? this.#sendPiece(signal) : this.#ask(signal));
      if (signal.aborted) isCertain = false;
      else if (answer?.status === 308 && (!isCertain || this.#arrived > before)) {
        isCertain = true;
        if (this.#arrived > before) misses = 0;
        this.#say("sending");
      } else if (answer === null || answer.status === 308 || passing.includes(answer.status)) {
        isCertain = false;
        this.#say("offline");
        await passed(waits[Math.min(misses++, waits.length - 1)] ?? 0, signal);
      } else if (answer.status < 300) this.#say("sent");
      else this.#say(isCertain ? "failed" : "gone");
    }
  }

  /** How the address answers to the next piece; null when it does not. */
  async #sendPiece(signal: AbortSignal): Promise<Answer | null> {
    const { size } = this.#file;
    const [from, to] = [this.#arrived, Math.min(size, this.#arrived + this.#pieceBytes)];
    const begun = Date.now();
    const answer = await orNull(
      this.#line(`bytes ${from}-${to - 1}/${size}`, this.#file.slice(from, to), {
        signal,
        onSent: (bytes) => !signal.aborted && this.#say("sending", from + Math.min(bytes, to - from)),
        onStill: () => !signal.aborted && this.#say("offline"),
      }),
    );
    if (answer?.status !== 308) return answer;
    this.#arrived = answer.last === null ? to : answer.last + 1;
    const took = Date.now() - begun;
    if (took < quick) this.#pieceBytes = Math.min(piece.most, this.#pieceBytes * 2);
    if (took > slow) this.#pieceBytes = Math.max(piece.least, this.#pieceBytes / 2);
    return answer;
  }

  /** What has arrived; null when nobody answers. */
  async #ask(signal: AbortSignal): Promise<Answer | null> {
    const answer = await orNull(this.#line(`bytes */${this.#file.size}`, null, { signal }));
    if (answer?.status === 308) this.#arrived = answer.last === null ? 0 : answer.last + 1;
    return answer;
  }

  readonly #hurry = () => {
    if (this.#state === "offline") this.#interrupt.abort();
  };

  #isOver = () => ["failed", "gone", "sent"].includes(this.#state);

  #say(state: UploadState, bytes = this.#arrived): void {
    if (this.#isOver()) return;
    this.#state = state;
    this.#left = bytes;
    const percent = Math.min(99, Math.floor((bytes / this.#file.size) * 100));
    this.#onNews({ state, percent: state === "sent" ? 100 : percent });
  }
}

const orNull = (answer: Promise<Answer>): Promise<Answer | null> =>
  answer.catch((error: unknown) => {
    if (error instanceof LineLost) return null;
    throw error;
  });

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** Resolves after a while, or when `signal` aborts. */
const passed = async (ms: number, signal: AbortSignal): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([aborted(signal), new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
};
