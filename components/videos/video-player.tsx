"use client";
import type { MuxPlayerRefAttributes } from "@mux/mux-player-react";
import { ListVideo, Play, ScrollText } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { formatSeconds } from "@/components/lessons/seconds";
import { Button } from "@/components/ui/button";
import { RefusalNote } from "@/components/ui/refusal";
import { Spinner } from "@/components/ui/spinner";
import type { ShownVideo } from "@/services/videos/video";
import { ChapterList } from "./chapter-list";
import { useRail } from "./rail";
import { Transcript } from "./transcript";
import { useCaptions } from "./use-captions";
import { usePlayback, type Playback } from "./use-playback";
import { useVisible } from "./use-visible";
import { useWatch, type Watched } from "./use-watch";
import { VideoFrame } from "./video-frame";

const PlayingVideo = dynamic(() => import("./playing-video"), { ssr: false, loading: () => <Waiting /> });

type Props = {
  video: ShownVideo;
  title: string;
  isRecorded: boolean;
  /** The second whose picture its author chose; whoever only watches does not know it. */
  picture?: number | null;
};

/** A video that can be played: its picture until somebody plays it, then the player, with its transcript and chapters. */
export function VideoPlayer({ video, title, isRecorded, picture = null }: Props) {
  const t = useTranslations("videos");
  const { blockId, version, captions, chapters } = video;
  const name = title || t("video");
  const { ref, isVisible } = useVisible();
  const { playing, renew, again } = usePlayback(blockId, version, isVisible, picture);
  const { recorder, watched } = useWatch(blockId, version, isRecorded);
  const player = useRef<MuxPlayerRefAttributes | null>(null);
  const transcriptButton = useRef<HTMLButtonElement>(null);
  const [start, setStart] = useState<{ version: number; at: number } | null>(null);
  // Where another file takes the place of the one that plays, that one is gone: its second says nothing of the new one.
  const startAt = start?.version === version ? start.at : null;
  const isReplaced = start !== null && startAt === null;
  const setStartAt = (at: number) => setStart({ version, at });
  const [second, setSecond] = useState(0);
  const [shown, setShown] = useState<"transcript" | "chapters" | null>(null);
  const [trouble, setTrouble] = useState(false);
  const tracks = useCaptions(blockId, captions, startAt !== null || shown === "transcript");
  const rail = useRail();
  const playback = playing.state === "ready" ? playing.playback : null;

  const seek = (to: number) => {
    setSecond(to);
    recorder?.rest(to);
    if (player.current) {
      player.current.currentTime = to;
      void player.current.play();
    } else setStartAt(to);
  };
  const keepPlayer = useCallback((element: MuxPlayerRefAttributes | null) => {
    player.current = element;
  }, []);
  const onSecond = (now: number, isPlaying: boolean) => {
    if (isPlaying) recorder?.at(now);
    if (Math.floor(now) !== Math.floor(second)) setSecond(now);
  };
  const retry = () => {
    setTrouble(false);
    setStartAt(second);
    again();
  };
  const transcript = shown === "transcript" && (
    <Transcript
      tracks={tracks}
      isLoading={tracks.length < captions.length}
      second={second}
      isPlaying={startAt !== null}
      onSeek={seek}
      onClose={() => {
        setShown(null);
        // Back to where it was opened.
        transcriptButton.current?.focus();
      }}
      isInRail={rail !== null}
    />
  );
  return (
    <figure ref={ref} data-video={blockId} className="grid min-w-0 grid-cols-1 gap-2.5">
      <VideoFrame aspectRatio={video.aspectRatio} hasPicture={video.hasPicture}>
        {playing.state === "refused" || trouble ? (
          <div className="grid size-full place-content-center justify-items-center gap-3 bg-sunken p-6">
            <RefusalNote
              refusal={playing.state === "refused" ? playing.refusal : { code: "unavailable", reason: "video_stopped" }}
            />
            <Button size="sm" onClick={retry}>
              {t("again")}
            </Button>
          </div>
        ) : startAt !== null && playing.state === "ready" ? (
          <PlayingVideo
            key={version}
            newest={playing.newest}
            renew={renew}
            title={name}
            hasPicture={video.hasPicture}
            tracks={tracks}
            startAt={startAt}
            onPlayer={keepPlayer}
            onSecond={onSecond}
            onMove={(now) => recorder?.rest(now)}
            onRest={(now) => {
              recorder?.rest(now);
              recorder?.flush();
            }}
            onTrouble={() => setTrouble(true)}
          />
        ) : startAt !== null ? (
          <Waiting />
        ) : (
          <Cover
            playback={playing.state === "ready" ? playing.newest : null}
            name={name}
            duration={video.durationSeconds}
            onPlay={(from) => {
              setSecond(from);
              setStartAt(from);
            }}
          />
        )}
      </VideoFrame>
      <figcaption className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-base text-muted">
        <span className="min-w-0 flex-1 basis-60">
          {title && (
            <span dir="auto" className="text-ink [overflow-wrap:anywhere]">
              {title}
            </span>
          )}
          <WatchedWords video={video} playback={playback} watched={watched} />
        </span>
        {chapters.length + captions.length > 0 && (
          <span className="-mx-2.5 flex flex-wrap gap-x-1">
            {chapters.length > 0 && (
              <Button
                size="sm"
                variant="quiet"
                aria-expanded={shown === "chapters"}
                onClick={() => setShown(shown === "chapters" ? null : "chapters")}
              >
                <ListVideo aria-hidden />
                {t("chapters")}
              </Button>
            )}
            {captions.length > 0 && (
              <Button
                ref={transcriptButton}
                size="sm"
                variant="quiet"
                aria-expanded={shown === "transcript"}
                onClick={() => setShown(shown === "transcript" ? null : "transcript")}
              >
                <ScrollText aria-hidden />
                {t("transcript")}
              </Button>
            )}
          </span>
        )}
      </figcaption>
      {isReplaced && (
        <p role="status" className="rounded-control bg-amber-soft px-3 py-2 text-base text-amber-ink">
          {t("replaced")}
        </p>
      )}
      {playback?.isOriginal && <p className="text-sm text-muted">{t("original")}</p>}
      {shown === "chapters" && (
        <ChapterList chapters={chapters} second={second} isPlaying={startAt !== null} onSeek={seek} />
      )}
      {transcript && (rail ? createPortal(transcript, rail) : transcript)}
    </figure>
  );
}

function Waiting() {
  return (
    <div className="grid size-full min-h-14 place-items-center bg-film text-on-film">
      <Spinner />
    </div>
  );
}

/** The picture of a video with the button that plays it, from where it was left. */
function Cover({
  playback,
  name,
  duration,
  onPlay,
}: {
  playback: Playback | null;
  name: string;
  duration: number;
  onPlay: (from: number) => void;
}) {
  const t = useTranslations("videos");
  const left = playback?.watch?.position ?? 0;
  // Someone who saw it to its end begins anew.
  const from = left > 3 && left < duration - 5 ? left : 0;
  return (
    <button
      type="button"
      onClick={() => onPlay(from)}
      className="group/cover absolute inset-0 grid place-items-center bg-film focus-visible:outline-offset-[-4px]"
    >
      {playback?.poster && (
        <img src={playback.poster} alt="" className="absolute inset-0 size-full object-contain" decoding="async" />
      )}
      <span className="relative grid size-16 place-items-center rounded-full bg-accent text-on-accent transition-transform duration-150 group-hover/cover:scale-105 motion-reduce:transition-none">
        <Play aria-hidden className="ms-1 size-7 fill-current" />
      </span>
      <span
        aria-hidden
        className="absolute start-3 bottom-3 rounded-control bg-film/80 px-2 py-1 text-sm text-on-film tabular"
      >
        {from > 0 ? t("resumeAt", { time: formatSeconds(from) }) : formatSeconds(duration)}
      </span>
      <span className="sr-only">
        {from > 0 ? t("resumeNamed", { name, time: formatSeconds(from) }) : t("playNamed", { name })}
      </span>
    </button>
  );
}

/** How much of a video its student has watched, and how much counts. */
function WatchedWords({
  video,
  playback,
  watched,
}: {
  video: ShownVideo;
  playback: Playback | null;
  /** What the school counted since the page was opened; null before the first time. */
  watched: Watched | null;
}) {
  const t = useTranslations("videos");
  if (!playback?.watch || video.durationSeconds <= 0) return null;
  const { seconds, isReached } = watched ?? playback.watch;
  const percent = Math.min(100, Math.floor((seconds / video.durationSeconds) * 100));
  return (
    <span className="block text-sm text-muted tabular">
      {isReached ? t("watchedEnough", { percent }) : t("watched", { percent, threshold: playback.threshold })}
    </span>
  );
}
