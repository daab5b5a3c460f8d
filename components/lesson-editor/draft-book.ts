import type { AppErrorData } from "@/services/shared/app-error";
import { readRefusal } from "@/lib/refusal";

/** What became of a thing that someone writes. "stale": somebody else saved another version meanwhile. */
export type DraftState = "dirty" | "saving" | "stale" | "refused";
export type Draft<T> = { content: T; revision: number; state: DraftState; refusal: AppErrorData | null };

/** All drafts at one moment, for the words beside the title. `savedAt` (ms) is the last time the school took something. */
export type DraftBoard = { pending: number; stale: number; refused: number; savedAt: number | null };

/** Where drafts survive a closed tab; `localStorage` has this shape. */
export type DraftShelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

type Options<T> = {
  save: (id: string, content: T, revision: number) => Promise<{ revision: number }>;
  shelf: DraftShelf;
  now: () => number;
  /** Told of what was thrown and is no refusal. */
  onBug: (error: unknown) => void;
  /** What keeps a thing from being sent at all; it stays on this device until it is mended. */
  check?: (content: T) => AppErrorData | null;
  /** Rest after the last keystroke before saving. */
  restMs?: number;
};

type Entry<T> = {
  draft: Draft<T> | null;
  timer: ReturnType<typeof setTimeout> | null;
  server: { revision: number; content: T };
};

/**
 * Keeps what is being written until the school has it: on this device at once, at the school after a short rest, one
 * save at a time for each thing, and never over somebody else's newer version.
 */
export class DraftBook<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #listeners = new Set<() => void>();
  readonly #options: Required<Options<T>>;
  #board: DraftBoard = { pending: 0, stale: 0, refused: 0, savedAt: null };

  constructor(options: Options<T>) {
    this.#options = { restMs: 700, check: () => null, ...options };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  board = (): DraftBoard => this.#board;
  /** The draft of a thing, or null when what the school has is all there is. The same object until it changes. */
  draft = (id: string): Draft<T> | null => this.#entries.get(id)?.draft ?? null;

  /** What is to be shown of a thing: its draft, else the newest that the school is known to have; null before `seen`. */
  latest = (id: string): T | null => {
    const entry = this.#entries.get(id);
    return entry ? (entry.draft?.content ?? entry.server.content) : null;
  };
  /** What the school has of a thing, for comparing with one's own. */
  theirs = (id: string): T | null => this.#entries.get(id)?.server.content ?? null;

  /** Tells the book what the school has. A draft left on this device by an earlier visit comes back here. */
  seen(id: string, revision: number, content: T): void {
    const entry = this.#entries.get(id);
    if (!entry) {
      const left = this.#readShelf(id);
      const draft: Draft<T> | null =
        left && JSON.stringify(left.content) !== JSON.stringify(content)
          ? { ...left, state: left.revision === revision ? "dirty" : "stale", refusal: null }
          : null;
      if (left && !draft) this.#options.shelf.removeItem(shelfKey(id));
      this.#entries.set(id, { draft, timer: null, server: { revision, content } });
      if (draft?.state === "dirty") this.#saveSoon(id);
      if (draft) this.#tell();
      return;
    }
    if (revision < entry.server.revision) return;
    const isNews = revision > entry.server.revision;
    entry.server = { revision, content };
    if (isNews && !entry.draft) this.#tell();
    // A save under way will itself say whether it was in time.
    if (!entry.draft || entry.draft.state === "saving" || entry.draft.revision >= revision) return;
    if (entry.draft.state !== "stale") this.#set(id, { ...entry.draft, state: "stale" });
  }

  /** Takes a new version of what is being written. `seen` must have been told of the thing before. */
  edit(id: string, content: T): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const revision = entry.draft?.revision ?? entry.server.revision;
    const state = entry.draft?.state === "saving" || entry.draft?.state === "stale" ? entry.draft.state : "dirty";
    this.#options.shelf.setItem(shelfKey(id), JSON.stringify({ content, revision }));
    this.#set(id, { content, revision, state, refusal: null });
    if (state === "dirty") this.#saveSoon(id);
  }

  /** Decides a conflict for one's own version, which replaces theirs. */
  keepMine(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry?.draft) return;
    this.#set(id, { ...entry.draft, revision: entry.server.revision, state: "dirty" });
    void this.#save(id);
  }

  /** Decides a conflict for the version that the school has, and lets go of one's own. */
  takeTheirs(id: string): void {
    this.#options.shelf.removeItem(shelfKey(id));
    this.#set(id, null);
  }

  /** Saves everything that rests, now. */
  flush(): void {
    for (const [id, entry] of this.#entries) if (entry.draft?.state === "dirty") void this.#save(id);
  }

  #saveSoon(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (entry.timer) clearTimeout(entry.timer);
    entry.timer = setTimeout(() => void this.#save(id), this.#options.restMs);
  }

  async #save(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry?.timer) clearTimeout(entry.timer);
    const sent = entry?.draft;
    if (!entry || sent?.state !== "dirty") return;
    const problem = this.#options.check(sent.content);
    if (problem) {
      this.#set(id, { ...sent, state: "refused", refusal: problem });
      return;
    }
    this.#set(id, { ...sent, state: "saving" });
    try {
      const { revision } = await this.#options.save(id, sent.content, sent.revision);
      this.#board = { ...this.#board, savedAt: this.#options.now() };
      const latest = entry.draft;
      if (latest && latest.content !== sent.content) {
        this.#options.shelf.setItem(shelfKey(id), JSON.stringify({ content: latest.content, revision }));
        this.#set(id, { ...latest, revision, state: "dirty" });
        this.#saveSoon(id);
        return;
      }
      this.#options.shelf.removeItem(shelfKey(id));
      if (entry.server.revision < revision) entry.server = { revision, content: sent.content };
      this.#set(id, null);
    } catch (error) {
      const refusal = readRefusal(error);
      const latest = entry.draft ?? sent;
      this.#set(id, { ...latest, state: refusal?.reason === "stale" ? "stale" : "refused", refusal });
      if (!refusal) this.#options.onBug(error);
    }
  }

  #readShelf(id: string): { content: T; revision: number } | null {
    const kept = this.#options.shelf.getItem(shelfKey(id));
    if (!kept) return null;
    try {
      const read = JSON.parse(kept) as { content: T; revision: number };
      return typeof read.revision === "number" ? read : null;
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }

  #set(id: string, draft: Draft<T> | null): void {
    const entry = this.#entries.get(id);
    if (entry) entry.draft = draft;
    this.#tell();
  }

  #tell(): void {
    const states = [...this.#entries.values()].map((entry) => entry.draft?.state);
    const count = (...wanted: DraftState[]) => states.filter((state) => state && wanted.includes(state)).length;
    this.#board = {
      ...this.#board,
      pending: count("dirty", "saving"),
      stale: count("stale"),
      refused: count("refused"),
    };
    this.#listeners.forEach((listener) => listener());
  }
}

const shelfKey = (id: string) => `doctrina:draft:${id}`;
