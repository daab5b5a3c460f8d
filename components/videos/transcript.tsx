"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { formatSeconds } from "@/components/lessons/seconds";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { SelectInput } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { SearchField } from "@/components/ui/text-field";
import { cueAt } from "@/services/lessons/subtitles";
import { readPreferences } from "./player-preferences";
import type { LoadedTrack } from "./use-captions";

type Props = {
  tracks: readonly LoadedTrack[];
  isLoading: boolean;
  second: number;
  isPlaying: boolean;
  onSeek: (to: number) => void;
  onClose: () => void;
  /** Stands at the right of the lesson, as tall as the screen. */
  isInRail: boolean;
};

/** What is said in a video: it follows the player, leads to a second, and can be searched. */
export function Transcript({ tracks, isLoading, second, isPlaying, onSeek, onClose, isInRail }: Props) {
  const t = useTranslations("videos");
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed.trim().toLocaleLowerCase());
  const [preferred] = useState(() => readPreferences().captions);
  const track =
    tracks.find(({ key }) => key === chosen) ?? tracks.find(({ language }) => language === preferred) ?? tracks[0];
  const found = useMemo(
    () =>
      (track?.cues ?? [])
        .map((cue, at) => ({ cue, at }))
        .filter(({ cue }) => wanted === "" || cue.text.toLocaleLowerCase().includes(wanted)),
    [track, wanted],
  );
  const current = track && isPlaying ? cueAt(track.cues, second) : -1;
  return (
    // Esc closes it wherever in it one is; first a search is emptied, as everywhere.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={t("transcript")}
      onKeyDown={(event) => event.key === "Escape" && typed === "" && onClose()}
      className={cn("flex flex-col", isInRail ? "h-full" : "h-[min(24rem,60dvh)] rounded-card border bg-raised")}
    >
      <header className="grid gap-2 border-b p-3">
        <div className="flex items-center gap-2">
          <h2 className="display flex-1 text-lg">{t("transcript")}</h2>
          {tracks.length > 1 && (
            <SelectInput
              aria-label={t("transcriptLanguage")}
              value={track?.key ?? ""}
              onChange={(event) => setChosen(event.target.value)}
              options={tracks.map(({ key, label }) => ({ value: key, label }))}
              className="h-8 text-sm"
            />
          )}
          <IconButton label={t("closeTranscript")} size="sm" onClick={onClose}>
            <X aria-hidden />
          </IconButton>
        </div>
        <SearchField
          label={t("searchTranscript")}
          placeholder={t("searchTranscript")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p role="status" className={cn("text-sm text-muted", wanted === "" && "sr-only")}>
          {wanted !== "" && t("found", { count: found.length })}
        </p>
      </header>
      {!track && isLoading ? (
        <div className="grid content-start gap-3 p-4">
          {["w-3/4", "w-11/12", "w-2/3", "w-4/5"].map((width) => (
            <Skeleton key={width} className={cn("h-4", width)} />
          ))}
        </div>
      ) : (
        <Lines rows={found} current={current} wanted={wanted} onSeek={onSeek} />
      )}
    </section>
  );
}

type Row = { cue: { from: number; text: string }; at: number };

/** The lines that are in sight; a talk of hours has thousands. */
function Lines({
  rows,
  current,
  wanted,
  onSeek,
}: {
  rows: readonly Row[];
  current: number;
  wanted: string;
  onSeek: (to: number) => void;
}) {
  const t = useTranslations("videos");
  const frame = useRef<HTMLDivElement>(null);
  const rested = useRef(0);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read anew at every render
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 44,
    overscan: 12,
  });
  const place = rows.findIndex(({ at }) => at === current);
  useEffect(() => {
    // Who has just scrolled by hand reads somewhere else.
    if (place >= 0 && performance.now() - rested.current > 4_000) lines.scrollToIndex(place, { align: "center" });
  }, [place, lines]);
  const touched = () => {
    rested.current = performance.now();
  };
  return (
    // Scrolling by hand is heard here, nothing is chosen.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={frame}
      onWheel={touched}
      onTouchMove={touched}
      onKeyDown={(event) => ["PageUp", "PageDown", "Home", "End"].includes(event.key) && touched()}
      role="list"
      aria-label={t("lines")}
      className="min-h-0 flex-1 overflow-y-auto px-1.5 py-2"
    >
      <div style={{ height: lines.getTotalSize() }} className="relative">
        {lines.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <div
              key={row.at}
              ref={lines.measureElement}
              data-index={index}
              role="listitem"
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              aria-current={row.at === current ? "true" : undefined}
              style={{ transform: `translateY(${start}px)` }}
              className="absolute inset-x-0 top-0 rounded-control aria-[current]:bg-accent-soft"
            >
              <button
                type="button"
                onClick={() => onSeek(row.cue.from)}
                className="flex w-full gap-3 rounded-control px-2 py-1.5 text-start hover:bg-sunken"
              >
                <span className="w-12 shrink-0 pt-px text-sm text-muted tabular">{formatSeconds(row.cue.from)}</span>
                <span dir="auto" className="min-w-0 flex-1 text-base [overflow-wrap:anywhere]">
                  <Marked text={row.cue.text} wanted={wanted} />
                </span>
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Words with those that were looked for marked. */
function Marked({ text, wanted }: { text: string; wanted: string }) {
  if (wanted === "") return <>{text}</>;
  const low = text.toLocaleLowerCase();
  const at = low.indexOf(wanted);
  // Letters whose small form is longer would shift the place.
  if (at < 0 || low.length !== text.length) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-sm bg-amber-soft text-ink">{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  );
}
