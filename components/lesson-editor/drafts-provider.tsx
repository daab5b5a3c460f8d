"use client";
import { useMutation } from "convex/react";
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { api } from "@/convex/_generated/api";
import type { BlockContent } from "@/services/lessons/block";
import type { QuestionDraft } from "@/services/questions/question";
import { questionProblem } from "@/components/questions-editor/question-problem";
import { DraftBook, type Draft, type DraftBoard } from "./draft-book";

/** What an author writes in a lesson: the content of a block, or a question. */
export type Written = { of: "block"; content: BlockContent } | { of: "question"; draft: QuestionDraft };

const DraftsContext = createContext<DraftBook<Written> | null>(null);

/** Keeps all drafts of one course while its parts come and go on screen. */
export function DraftsProvider({ children }: { children: ReactNode }) {
  const saveBlock = useMutation(api.blocks.save);
  const saveQuestion = useMutation(api.questions.save);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  const [book] = useState(
    () =>
      new DraftBook<Written>({
        save: (id, written, revision) =>
          written.of === "block"
            ? saveBlock({ blockId: id, content: written.content, revision })
            : saveQuestion({ questionId: id, draft: written.draft, revision }),
        shelf: typeof window === "undefined" ? noShelf : window.localStorage,
        now: () => Date.now(),
        onBug: (error) => setBug({ error }),
        check: (written) => (written.of === "question" ? questionProblem(written.draft) : null),
      }),
  );
  useEffect(() => {
    const leave = () => book.flush();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      book.flush();
    };
  }, [book]);
  if (bug) throw bug.error;
  return <DraftsContext value={book}>{children}</DraftsContext>;
}

const noShelf = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

/** The course's drafts; only inside a DraftsProvider. */
export function useDraftBook(): DraftBook<Written> {
  const book = use(DraftsContext);
  if (!book) throw new Error("useDraftBook outside of a DraftsProvider");
  return book;
}

/** One thing that is written: what to show of it, and its draft if there is one. Kept in step with what the school has. */
export function useWritten<W extends Written>(
  id: string,
  revision: number,
  server: W,
): { content: W; draft: Draft<Written> | null } {
  const book = useDraftBook();
  const draft = useSyncExternalStore(
    book.subscribe,
    () => book.draft(id),
    () => null,
  );
  const latest = useSyncExternalStore(
    book.subscribe,
    () => book.latest(id),
    () => null,
  );
  useEffect(() => {
    book.seen(id, revision, server);
    // What the school has of one revision never changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [book, id, revision]);
  // An id belongs to a block or to a question for ever, so what is kept under it is of the same kind.
  return { content: latest?.of === server.of ? (latest as W) : server, draft };
}

const emptyBoard: DraftBoard = { pending: 0, stale: 0, refused: 0, savedAt: null };

/** How all drafts stand. */
export function useDraftBoard(): DraftBoard {
  const book = useDraftBook();
  return useSyncExternalStore(book.subscribe, book.board, () => emptyBoard);
}
