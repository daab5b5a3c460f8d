"use client";
import { useAction } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/convex/_generated/api";
import type { AppErrorData } from "@/services/shared/app-error";
import { readRefusal } from "@/lib/refusal";

export type Playback = FunctionReturnType<typeof api.videos.play>;
export type Playing =
  | { state: "idle" | "loading" }
  | { state: "ready"; playback: Playback; newest: Playback }
  | { state: "refused"; refusal: AppErrorData };

const unavailable: AppErrorData = { code: "unavailable", reason: "video_unavailable" };

/**
 * The addresses by which a video is played, asked for when it is wanted and again before they end, as long as it is on
 * the page. `playback` stays what the player began with; `newest` is what it may go on with. Another `picture` (the
 * second that stands for the video) is fetched without disturbing what plays.
 */
export function usePlayback(blockId: string, version: number, isWanted: boolean, picture: number | null = null) {
  const play = useAction(api.videos.play);
  const [playing, setPlaying] = useState<Playing>({ state: "idle" });
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  const run = useRef(0);
  if (bug) throw bug.error;
  const ask = useCallback(
    async (isRenewal: boolean): Promise<Playback | null> => {
      const mine = isRenewal ? run.current : ++run.current;
      if (!isRenewal) setPlaying({ state: "loading" });
      try {
        const newest = await play({ blockId });
        if (mine !== run.current) return null;
        setPlaying((before) =>
          isRenewal && before.state === "ready" ? { ...before, newest } : { state: "ready", playback: newest, newest },
        );
        return newest;
      } catch (error) {
        if (mine !== run.current) return null;
        const refusal = readRefusal(error);
        if (refusal) setPlaying({ state: "refused", refusal });
        else if (!isRenewal) setPlaying({ state: "refused", refusal: unavailable });
        // What is played goes on as long as its addresses last.
        return null;
      }
    },
    [play, blockId],
  );
  useEffect(() => {
    if (!isWanted) return;
    ask(false).catch((error: unknown) => setBug({ error }));
    return () => {
      run.current += 1;
    };
  }, [ask, isWanted, version]);

  const shownPicture = useRef(picture);
  useEffect(() => {
    if (shownPicture.current === picture) return;
    shownPicture.current = picture;
    void ask(true);
  }, [ask, picture]);

  const lives = playing.state === "ready" ? playing.newest.lives : null;
  const src = playing.state === "ready" ? playing.newest.src : null;
  useEffect(() => {
    if (lives === null) return;
    const timer = setInterval(() => void ask(true), lives * 700);
    return () => clearInterval(timer);
  }, [lives, src, ask]);
  return { playing, renew: () => ask(true), again: () => void ask(false) };
}
