import { ResumableUpload, type UploadNews, type UploadState } from "./resumable-upload";
import { lineTo } from "./upload-line";

/** A file that leaves this browser. `percent` of it has arrived. */
export type Sending = { name: string; percent: number; state: Exclude<UploadState, "gone"> };

/** What is kept of an upload, so that it goes on after a reload when the same file is chosen again. */
type Ticket = { endpoint: string; name: string; size: number; lastModified: number };

const keyOf = (blockId: string) => `doctrina.upload.${blockId}`;
const isSame = (ticket: Ticket, file: File) =>
  ticket.name === file.name && ticket.size === file.size && ticket.lastModified === file.lastModified;

/**
 * The files that leave this browser, by the block that each is for. They go on while their author walks through the
 * school; leaving the school asks first.
 */
class UploadDesk {
  readonly #sendings = new Map<string, Sending>();
  readonly #uploads = new Map<string, ResumableUpload>();
  readonly #files = new Map<string, File>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly of = (blockId: string): Sending | null => this.#sendings.get(blockId) ?? null;

  /** Whether this browser was sending a file to the block and can go on with it. */
  unfinished(blockId: string): { name: string } | null {
    const ticket = this.#ticket(blockId);
    return ticket && !this.#files.has(blockId) ? { name: ticket.name } : null;
  }

  /** Whether a file is the one that was being sent to the block. */
  isUnfinished(blockId: string, file: File): boolean {
    const ticket = this.#ticket(blockId);
    return ticket !== null && isSame(ticket, file);
  }

  /** Begins to send a file to an address that the school gave. */
  begin(blockId: string, endpoint: string, file: File): void {
    this.#forget(blockId);
    const { name, size, lastModified } = file;
    window.localStorage.setItem(keyOf(blockId), JSON.stringify({ endpoint, name, size, lastModified }));
    void this.#send(blockId, endpoint, file, false);
  }

  /** Goes on with a file after a reload, or after it was refused. Resolves to false when the upload has ended. */
  goOn(blockId: string, given?: File): Promise<boolean> {
    const ticket = this.#ticket(blockId);
    const file = given ?? this.#files.get(blockId);
    if (!ticket || !file || !isSame(ticket, file)) return Promise.resolve(false);
    return this.#send(blockId, ticket.endpoint, file, true);
  }

  pause(blockId: string): void {
    this.#uploads.get(blockId)?.pause();
  }

  resume(blockId: string): void {
    this.#uploads.get(blockId)?.resume();
  }

  /** Stops and forgets it; the school is told by who asked. */
  stop(blockId: string): void {
    this.#forget(blockId);
  }

  /** Sends a file. Resolves as soon as it is known whether the address takes it: to false when it does not any more. */
  #send(blockId: string, endpoint: string, file: File, isBegun: boolean): Promise<boolean> {
    this.#uploads.get(blockId)?.stop();
    return new Promise((resolve, reject) => {
      const onNews = ({ state, percent }: UploadNews) => {
        if (this.#uploads.get(blockId) !== upload) return;
        if (state === "gone" || state === "sent") this.#forget(blockId);
        if (state !== "gone") this.#say(blockId, { name: file.name, percent, state });
        resolve(state !== "gone");
      };
      const upload = new ResumableUpload({ file, line: lineTo(endpoint), onNews });
      this.#uploads.set(blockId, upload);
      this.#files.set(blockId, file);
      if (!isBegun) this.#say(blockId, { name: file.name, percent: 0, state: "sending" });
      upload.run(isBegun).then(() => resolve(true), reject);
    });
  }

  #forget(blockId: string): void {
    window.localStorage.removeItem(keyOf(blockId));
    this.#uploads.get(blockId)?.stop();
    this.#uploads.delete(blockId);
    this.#files.delete(blockId);
    this.#sendings.delete(blockId);
    this.#tell();
  }

  #ticket(blockId: string): Ticket | null {
    const kept = typeof window === "undefined" ? null : window.localStorage.getItem(keyOf(blockId));
    return kept ? (JSON.parse(kept) as Ticket) : null;
  }

  #say(blockId: string, sending: Sending): void {
    this.#sendings.set(blockId, sending);
    this.#tell();
  }

  #tell(): void {
    const isBusy = [...this.#sendings.values()].some(({ state }) => state === "sending" || state === "offline");
    if (isBusy) window.addEventListener("beforeunload", askFirst);
    else window.removeEventListener("beforeunload", askFirst);
    this.#listeners.forEach((listener) => listener());
  }
}

function askFirst(event: BeforeUnloadEvent) {
  event.preventDefault();
}

/** The files that leave this browser. */
export const uploadDesk = new UploadDesk();
