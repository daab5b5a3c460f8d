import { arrivedAt, ResumableUpload } from "./resumable-upload";

/** A file that leaves this browser. `percent` of it has arrived. */
export type Sending = {
  name: string;
  percent: number;
  state: "sending" | "paused" | "offline" | "failed" | "sent";
};

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
    this.#send(blockId, endpoint, file, 0);
  }

  /** Goes on with a file after a reload, or after the line was gone for long. False when the upload has ended. */
  async goOn(blockId: string, given?: File): Promise<boolean> {
    const ticket = this.#ticket(blockId);
    const file = given ?? this.#files.get(blockId);
    if (!ticket || !file || !isSame(ticket, file)) return false;
    let arrived: number | null;
    try {
      arrived = await arrivedAt(ticket.endpoint, file.size);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#files.set(blockId, file);
      this.#say(blockId, { name: file.name, percent: this.of(blockId)?.percent ?? 0, state: "failed" });
      return true;
    }
    if (arrived === null) {
      this.#forget(blockId);
      return false;
    }
    if (arrived >= file.size) this.#finish(blockId, file.name);
    else this.#send(blockId, ticket.endpoint, file, arrived);
    return true;
  }

  pause(blockId: string): void {
    const upload = this.#uploads.get(blockId);
    const sending = this.of(blockId);
    if (!upload || !sending) return;
    upload.pause();
    this.#say(blockId, { ...sending, state: "paused" });
  }

  resume(blockId: string): void {
    const upload = this.#uploads.get(blockId);
    const sending = this.of(blockId);
    if (!upload || !sending) return;
    this.#say(blockId, { ...sending, state: upload.offline ? "offline" : "sending" });
    upload.resume();
  }

  /** Stops and forgets it; the school is told by who asked. */
  stop(blockId: string): void {
    this.#uploads.get(blockId)?.abort();
    this.#forget(blockId);
  }

  #send(blockId: string, endpoint: string, file: File, arrived: number): void {
    const { name, size } = file;
    const upload = new ResumableUpload({ endpoint, file, arrived });
    this.#uploads.set(blockId, upload);
    this.#files.set(blockId, file);
    const begun = Math.floor((arrived / size) * 100);
    this.#say(blockId, { name, percent: begun, state: "sending" });
    const isCurrent = () => this.#uploads.get(blockId) === upload;
    const say = (part: Partial<Sending>) => {
      const sending = this.of(blockId);
      if (isCurrent() && sending) this.#say(blockId, { ...sending, ...part });
    };
    upload.on("progress", ({ detail }) => {
      const percent = Math.max(begun, Math.min(99, Math.floor(Number(detail))));
      say({ percent });
    });
    upload.on("offline", () => say({ state: "offline" }));
    upload.on("online", () => say({ state: upload.paused ? "paused" : "sending" }));
    upload.on("attemptFailure", () => say({ state: upload.paused ? "paused" : "offline" }));
    upload.on("chunkSuccess", () => say({ state: upload.paused ? "paused" : "sending" }));
    upload.on("error", () => say({ state: "failed" }));
    upload.on("success", () => isCurrent() && this.#finish(blockId, name));
  }

  #finish(blockId: string, name: string): void {
    window.localStorage.removeItem(keyOf(blockId));
    this.#uploads.delete(blockId);
    this.#files.delete(blockId);
    this.#say(blockId, { name, percent: 100, state: "sent" });
  }

  #forget(blockId: string): void {
    window.localStorage.removeItem(keyOf(blockId));
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
