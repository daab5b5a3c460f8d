"use client";
import { useMutation } from "convex/react";
import { useMemo } from "react";
import { api } from "@/convex/_generated/api";
import type { Position } from "@/services/progress/lesson-progress";

/** Tells the school where a student is, at most every few seconds and once more on leaving. */
export function useVisit(lessonId: string, isRecorded: boolean) {
  const visit = useMutation(api.progress.visit);
  return useMemo(
    () => makeVisitor((position) => (isRecorded ? visit({ lessonId: lessonId, position }) : Promise.resolve(null))),
    [visit, lessonId, isRecorded],
  );
}

const every = 5_000;

function makeVisitor(send: (position: Position | null) => Promise<unknown>) {
  let waiting: Position | null | undefined;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (waiting === undefined) return;
    const position = waiting;
    waiting = undefined;
    void send(position);
  };
  return {
    open: () => void send(null),
    at(position: Position | null) {
      waiting = position;
      timer ??= setTimeout(flush, every);
    },
    flush,
  };
}
