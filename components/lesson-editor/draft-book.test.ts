import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AppErrorData } from "@/services/shared/app-error";
import { DraftBook, type DraftShelf } from "./draft-book";

class Shelf implements DraftShelf {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

type Sent = {
  id: string;
  content: string;
  revision: number;
  answer: (result: { revision: number } | Error) => Promise<void>;
};

function openBook(shelf = new Shelf(), check?: (content: string) => AppErrorData | null) {
  const sent: Sent[] = [];
  const bugs: unknown[] = [];
  const book = new DraftBook<string>({
    shelf,
    ...(check ? { check } : {}),
    now: () => 1_000,
    onBug: (error) => bugs.push(error),
    restMs: 700,
    save: (id, content, revision) =>
      new Promise((resolve, reject) => {
        const answer = async (result: { revision: number } | Error) => {
          if (result instanceof Error) reject(result);
          else resolve(result);
          await vi.advanceTimersByTimeAsync(0);
        };
        sent.push({ id, content, revision, answer });
      }),
  });
  return { book, shelf, sent, bugs };
}
const stale = () => new ConvexError({ code: "conflict", reason: "stale" });

describe("what is being written", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is kept on this device at once and sent once after a rest", async () => {
    const { book, shelf, sent } = openBook();
    book.seen("b1", 3, "old");
    book.edit("b1", "n");
    book.edit("b1", "new");
    expect(JSON.parse(shelf.kept.get("doctrina:draft:b1") ?? "")).toEqual({ content: "new", revision: 3 });
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(700);
    expect(sent.map(({ id, content, revision }) => ({ id, content, revision }))).toEqual([
      { id: "b1", content: "new", revision: 3 },
    ]);
    await sent[0]?.answer({ revision: 4 });
    expect(book.draft("b1")).toBeNull();
    expect(shelf.kept.size).toBe(0);
    expect(book.board()).toEqual({ pending: 0, stale: 0, refused: 0, savedAt: 1_000 });
  });

  it("that changes while it is being saved is saved again, over the revision just made", async () => {
    const { book, sent } = openBook();
    book.seen("b1", 1, "a");
    book.edit("b1", "ab");
    await vi.advanceTimersByTimeAsync(700);
    book.edit("b1", "abc");
    book.seen("b1", 2, "ab");
    await sent[0]?.answer({ revision: 2 });
    await vi.advanceTimersByTimeAsync(700);
    expect(sent[1]).toMatchObject({ content: "abc", revision: 2 });
  });

  it("is never sent over somebody else's newer version; both stay until the author decides", async () => {
    const { book, sent } = openBook();
    book.seen("b1", 1, "a");
    book.edit("b1", "mine");
    book.seen("b1", 2, "theirs");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual([]);
    expect(book.draft("b1")).toEqual({ content: "mine", revision: 1, state: "stale", refusal: null });
    book.keepMine("b1");
    expect(sent[0]).toMatchObject({ content: "mine", revision: 2 });
  });

  it("that the school refuses as stale waits for a decision, and theirs can be taken", async () => {
    const { book, sent, shelf } = openBook();
    book.seen("b1", 1, "a");
    book.edit("b1", "mine");
    await vi.advanceTimersByTimeAsync(700);
    await sent[0]?.answer(stale());
    expect(book.board()).toMatchObject({ stale: 1, pending: 0 });
    book.takeTheirs("b1");
    expect(book.draft("b1")).toBeNull();
    expect(shelf.kept.size).toBe(0);
  });

  it("comes back after a closed tab and is saved", async () => {
    const shelf = new Shelf();
    shelf.setItem("doctrina:draft:b1", JSON.stringify({ content: "left", revision: 5 }));
    const { book, sent } = openBook(shelf);
    book.seen("b1", 5, "old");
    expect(book.draft("b1")?.content).toBe("left");
    await vi.advanceTimersByTimeAsync(700);
    expect(sent[0]).toMatchObject({ content: "left", revision: 5 });
  });

  it("comes back as a choice when the school has moved on meanwhile", () => {
    const shelf = new Shelf();
    shelf.setItem("doctrina:draft:b1", JSON.stringify({ content: "left", revision: 5 }));
    const { book } = openBook(shelf);
    book.seen("b1", 7, "newer");
    expect(book.draft("b1")?.state).toBe("stale");
  });

  it("that is not fit to be sent stays on this device until it is mended", async () => {
    const { book, sent, shelf } = openBook(new Shelf(), (content) =>
      content === "" ? { code: "invalid", reason: "empty" } : null,
    );
    book.seen("b1", 1, "a");
    book.edit("b1", "");
    await vi.advanceTimersByTimeAsync(700);
    expect(sent).toEqual([]);
    expect(book.draft("b1")).toMatchObject({ state: "refused", refusal: { reason: "empty" } });
    expect(shelf.kept.size).toBe(1);
    book.edit("b1", "mended");
    await vi.advanceTimersByTimeAsync(700);
    expect(sent[0]).toMatchObject({ content: "mended" });
  });

  it("is kept with the reason when the school refuses it, and a bug is reported", async () => {
    const { book, sent, bugs } = openBook();
    book.seen("b1", 1, "a");
    book.edit("b1", "too long");
    await vi.advanceTimersByTimeAsync(700);
    await sent[0]?.answer(new ConvexError({ code: "invalid", reason: "document_large" }));
    expect(book.draft("b1")).toMatchObject({
      content: "too long",
      state: "refused",
      refusal: { reason: "document_large" },
    });
    book.edit("b1", "shorter");
    await vi.advanceTimersByTimeAsync(700);
    const broken = new Error("broken");
    await sent[1]?.answer(broken);
    expect(bugs).toEqual([broken]);
  });
});
