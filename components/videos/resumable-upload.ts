import { UpChunk } from "@mux/upchunk";

/** What leaves at a time, in KiB: a proxy takes it, and little is sent again when the line breaks. */
const chunkKib = 4_096;
/** No answer at all (0) and what may pass: the piece is sent again. */
const passing = [0, 408, 429, 500, 502, 503, 504];

/**
 * An upload by Mux's own uploader that leaves out what has arrived before: the pieces that the video service holds are
 * read past, not sent.
 */
export class ResumableUpload extends UpChunk {
  readonly #arrived: number;
  readonly #starts = new WeakMap<Blob, number>();
  #next = 0;

  /** `arrived`: how many bytes of the file the video service holds already. */
  constructor({ endpoint, file, arrived }: { endpoint: string; file: File; arrived: number }) {
    super({ endpoint, file, chunkSize: chunkKib, retryCodes: passing, attempts: 120, delayBeforeAttempt: 2 });
    this.#arrived = arrived;
  }

  protected override async sendChunk(chunk: Blob) {
    const start = this.#starts.get(chunk) ?? this.#next;
    if (!this.#starts.has(chunk)) {
      this.#starts.set(chunk, start);
      this.#next = start + chunk.size;
    }
    if (start + chunk.size > this.#arrived) return super.sendChunk(chunk);
    // As the video service answers to a piece that it has: go on.
    return { statusCode: 308, body: "", headers: {}, method: "PUT", url: "", rawRequest: new XMLHttpRequest() };
  }
}

/**
 * How many bytes of a file of `size` have arrived at an upload's address; `size` when it is whole. Null when the upload
 * has ended there. Rejects when nobody answers.
 */
export async function arrivedAt(endpoint: string, size: number): Promise<number | null> {
  const response = await fetch(endpoint, { method: "PUT", headers: { "content-range": `bytes */${size}` } });
  if (response.status === 308) {
    const last = /bytes=0-(\d+)/.exec(response.headers.get("range") ?? "")?.[1];
    return last === undefined ? 0 : Number(last) + 1;
  }
  if (response.ok) return size;
  if (response.status >= 400 && response.status < 500) return null;
  throw new TypeError(`The video service answered ${response.status}`);
}
