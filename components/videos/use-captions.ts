"use client";
import { useQueries, type RequestForQueries } from "convex/react";
import { useEffect, useMemo, useState } from "react";
import { api } from "@/convex/_generated/api";
import { readCues, type Cue } from "@/services/lessons/subtitles";
import type { ShownVideo } from "@/services/videos/video";

export type LoadedTrack = { key: string; language: string; label: string; cues: Cue[]; url: string };

/** The captions of a video with their words, live, as tracks that a player takes; none while they are not wanted. */
export function useCaptions(blockId: string, captions: ShownVideo["captions"], isWanted: boolean): LoadedTrack[] {
  const asked = useMemo(
    (): RequestForQueries =>
      isWanted
        ? Object.fromEntries(captions.map(({ key }) => [key, { query: api.videos.captions, args: { blockId, key } }]))
        : {},
    [blockId, captions, isWanted],
  );
  const answers = useQueries(asked) as Record<string, { words: string } | null | undefined | Error>;
  // Kept by the words themselves: an answer that says the same again is no new track.
  const said = captions.flatMap(({ key, language, label }) => {
    const answer = answers[key];
    // A refusal is said where the video is; without its captions it still plays.
    return answer && !(answer instanceof Error) ? [{ key, language, label, words: answer.words }] : [];
  });
  const signature = JSON.stringify(said);
  const [tracks, setTracks] = useState<LoadedTrack[]>([]);
  useEffect(() => {
    const made = (JSON.parse(signature) as typeof said).map(({ words, ...track }) => ({
      ...track,
      cues: readCues(words),
      url: URL.createObjectURL(new Blob([words], { type: "text/vtt" })),
    }));
    setTracks(made);
    return () => made.forEach(({ url }) => URL.revokeObjectURL(url));
  }, [signature]);
  return tracks;
}
