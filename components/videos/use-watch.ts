"use client";
import { useMutation } from "convex/react";
import { useEffect, useMemo, useState } from "react";
import { useMe } from "@/components/shell/use-me";
import { api } from "@/convex/_generated/api";
import { readRefusal } from "@/lib/refusal";
import { storedShelf, WatchRecorder } from "./watch-recorder";

/** How often (ms) the school is told while a video plays. */
const every = 45_000;

export type Watched = { seconds: number; isReached: boolean };

/** Records what a student watches of a video; null for those of whom nothing is recorded. */
export function useWatch(blockId: string, version: number, isRecorded: boolean) {
  const whoever = useMe();
  const userId = isRecorded && whoever.state === "ready" ? whoever.me._id : null;
  const tell = useMutation(api.videos.watch);
  const [watched, setWatched] = useState<Watched | null>(null);
  const recorder = useMemo(
    () =>
      userId === null
        ? null
        : new WatchRecorder({
            ...{ blockId, version, shelf: storedShelf(userId) },
            now: () => Date.now(),
            newId: () => crypto.randomUUID(),
            send: async ({ madeAt: _, ...batch }) => {
              try {
                const answer = await tell({ ...batch, blockId: batch.blockId });
                if (batch.blockId === blockId) setWatched(answer);
              } catch (error) {
                // Not a student any more, or the video is gone: that will not change by telling it again.
                if (!readRefusal(error)) throw error;
              }
            },
          }),
    [userId, blockId, version, tell],
  );
  useEffect(() => {
    if (!recorder) return;
    const flush = () => recorder.flush();
    const onHidden = () => document.visibilityState === "hidden" && flush();
    flush();
    const timer = setInterval(flush, every);
    document.addEventListener("visibilitychange", onHidden);
    window.addEventListener("pagehide", flush);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onHidden);
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [recorder]);
  return { recorder, watched };
}
