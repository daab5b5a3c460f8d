"use client";
import { ExternalLink, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ServedAsset } from "@/services/assets/asset";
import type { BlockContent } from "@/services/lessons/block";
import { cueAt, readCues, writeVtt, type Cue } from "@/services/lessons/subtitles";
import { formatSeconds } from "./seconds";

type Video = Extract<BlockContent, { kind: "video" }>;
type Props = {
  content: Video;
  assets: ReadonlyMap<string, ServedAsset>;
  /** Second to start from, as left the last time. */
  startAt?: number | undefined;
  onSecond?: ((seconds: number) => void) | undefined;
};

/** A video with its captions and a transcript that follows and seeks; one from elsewhere loads only when asked for. */
export function VideoBlock({ content, assets, startAt, onSecond }: Props) {
  const t = useTranslations("lessons");
  const player = useRef<HTMLVideoElement>(null);
  const [second, setSecond] = useState(0);
  const tracks = useCaptionTracks(content, assets);
  const transcript = tracks[0];
  const file = content.source.type === "asset" ? assets.get(content.source.assetId) : null;

  return (
    <figure className="grid grid-cols-1 gap-3">
      {content.source.type === "embed" ? (
        <EmbeddedVideo title={content.title} url={content.source.url} provider={content.source.provider} />
      ) : file?.url ? (
        // A transcript stands below; captions are offered where the course has them.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <video
          ref={player}
          controls
          preload="metadata"
          playsInline
          aria-label={content.title || t("video")}
          className="aspect-video w-full rounded-card bg-ink"
          onLoadedMetadata={(event) => {
            if (startAt && startAt < event.currentTarget.duration - 2) event.currentTarget.currentTime = startAt;
          }}
          onTimeUpdate={(event) => {
            const now = event.currentTarget.currentTime;
            if (Math.floor(now) === Math.floor(second)) return;
            setSecond(now);
            onSecond?.(Math.floor(now));
          }}
        >
          <source src={file.url} type={file.contentType} />
          {tracks.map((track, at) => (
            <track
              key={track.language + at}
              kind="captions"
              srcLang={track.language}
              label={track.label}
              src={track.url}
              default={at === 0}
            />
          ))}
        </video>
      ) : (
        <p className="rounded-card border bg-sunken px-4 py-8 text-center text-base text-muted">{t("videoMissing")}</p>
      )}
      {content.title && <figcaption className="text-base text-muted">{content.title}</figcaption>}
      {transcript && transcript.cues.length > 0 && (
        <Transcript
          cues={transcript.cues}
          second={second}
          onSeek={
            file?.url
              ? (to) => {
                  const element = player.current;
                  if (!element) return;
                  element.currentTime = to;
                  setSecond(to);
                }
              : null
          }
        />
      )}
    </figure>
  );
}

function EmbeddedVideo({
  title,
  url,
  provider,
}: {
  title: string;
  url: string;
  provider: "youtube" | "vimeo" | "other";
}) {
  const t = useTranslations("lessons");
  const [isOpen, setOpen] = useState(false);
  const host = { youtube: "YouTube", vimeo: "Vimeo", other: hostOf(url) }[provider];
  return (
    <div className="grid gap-2">
      <div className="relative grid aspect-video w-full place-items-center overflow-hidden rounded-card border bg-sunken">
        {isOpen ? (
          <iframe
            src={frameAddress(url, provider)}
            title={title || t("video")}
            className="absolute inset-0 size-full"
            allow="fullscreen; picture-in-picture; encrypted-media"
            referrerPolicy="strict-origin-when-cross-origin"
            sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
          />
        ) : (
          <div className="grid justify-items-center gap-3 p-6 text-center">
            <Button variant="primary" size="lg" onClick={() => setOpen(true)}>
              <Play aria-hidden />
              {t("playFrom", { host })}
            </Button>
            <p className="max-w-sm text-sm text-muted">{t("embedNote", { host })}</p>
          </div>
        )}
      </div>
      <p className="text-sm text-muted">
        {t("embedTrouble")}{" "}
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex items-center gap-1 text-link underline"
        >
          {t("openAt", { host })}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </p>
    </div>
  );
}

function Transcript({
  cues,
  second,
  onSeek,
}: {
  cues: readonly Cue[];
  second: number;
  onSeek: ((to: number) => void) | null;
}) {
  const t = useTranslations("lessons");
  const list = useRef<HTMLOListElement>(null);
  const current = onSeek ? cueAt(cues, second) : -1;
  useEffect(() => {
    const row = list.current?.children[current];
    if (!(row instanceof HTMLElement) || !list.current) return;
    // The list scrolls, never the page.
    list.current.scrollTop = row.offsetTop - list.current.clientHeight / 2;
  }, [current]);
  return (
    <details className="group rounded-card border bg-raised">
      <summary className={cn(buttonClass({ variant: "quiet", size: "sm" }), "w-full justify-start")}>
        {t("transcript")}
      </summary>
      <ol ref={list} className="relative max-h-72 overflow-y-auto border-t px-2 py-2">
        {cues.map((cue, at) => (
          <li
            key={at}
            aria-current={at === current || undefined}
            className="rounded-control aria-[current]:bg-accent-soft"
          >
            {onSeek ? (
              <button
                type="button"
                onClick={() => onSeek(cue.from)}
                className="flex w-full gap-3 rounded-control px-2 py-1 text-start hover:bg-sunken"
              >
                <span className="tabular shrink-0 text-sm text-faint">{formatSeconds(cue.from)}</span>
                <span className="text-base">{cue.text}</span>
              </button>
            ) : (
              <p className="flex gap-3 px-2 py-1">
                <span className="tabular shrink-0 text-sm text-faint">{formatSeconds(cue.from)}</span>
                <span className="text-base">{cue.text}</span>
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

type LoadedTrack = { language: string; label: string; cues: Cue[]; url: string };

/** Fetches the caption files once and gives them to the player as WebVTT, whatever format they came in. */
function useCaptionTracks(content: Video, assets: ReadonlyMap<string, ServedAsset>): LoadedTrack[] {
  const [tracks, setTracks] = useState<LoadedTrack[]>([]);
  const wanted = JSON.stringify(
    content.captions
      .map((track) => ({ ...track, url: assets.get(track.assetId)?.url ?? null }))
      .filter((track) => track.url),
  );
  useEffect(() => {
    const stop = new AbortController();
    const made: string[] = [];
    const load = async () => {
      const files = JSON.parse(wanted) as { language: string; label: string; url: string }[];
      const loaded = await Promise.all(
        files.map(async (file) => {
          const response = await fetch(file.url, { signal: stop.signal });
          if (!response.ok) return null;
          const cues = readCues(await response.text());
          const url = URL.createObjectURL(new Blob([writeVtt(cues)], { type: "text/vtt" }));
          made.push(url);
          return { language: file.language, label: file.label, cues, url };
        }),
      );
      if (!stop.signal.aborted) setTracks(loaded.filter((track) => track !== null));
    };
    load().catch((error: unknown) => {
      // Without its captions a video still plays; the transcript is simply not offered.
      if (!stop.signal.aborted && !(error instanceof TypeError)) throw error;
    });
    return () => {
      stop.abort();
      made.forEach((url) => URL.revokeObjectURL(url));
    };
  }, [wanted]);
  return tracks;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}

/** The address that plays inside a frame; YouTube's without cookies. */
function frameAddress(url: string, provider: "youtube" | "vimeo" | "other"): string {
  if (!URL.canParse(url)) return "about:blank";
  const parsed = new URL(url);
  if (provider === "youtube") {
    const id = parsed.searchParams.get("v") ?? parsed.pathname.split("/").pop() ?? "";
    return `https://www.youtube-nocookie.com/embed/${encodeURIComponent(id)}?autoplay=1`;
  }
  if (provider === "vimeo" && !parsed.hostname.startsWith("player.")) {
    return `https://player.vimeo.com/video/${encodeURIComponent(parsed.pathname.split("/").pop() ?? "")}?autoplay=1&dnt=1`;
  }
  return url;
}
