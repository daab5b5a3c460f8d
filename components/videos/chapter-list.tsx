"use client";
import { useTranslations } from "next-intl";
import { formatSeconds } from "@/components/lessons/seconds";
import type { Chapter } from "@/services/videos/video";

type Props = { chapters: readonly Chapter[]; second: number; isPlaying: boolean; onSeek: (to: number) => void };

/** The parts of a video by name; each leads to its beginning. */
export function ChapterList({ chapters, second, isPlaying, onSeek }: Props) {
  const t = useTranslations("videos");
  const current = isPlaying ? chapters.findLastIndex(({ at }) => at <= second) : -1;
  return (
    <ol aria-label={t("chapters")} className="grid rounded-card border bg-raised p-1.5">
      {chapters.map(({ at, title }, n) => (
        <li key={at}>
          <button
            type="button"
            aria-current={n === current ? "true" : undefined}
            onClick={() => onSeek(at)}
            className="flex w-full gap-3 rounded-control px-2.5 py-1.5 text-start hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:text-accent-ink"
          >
            <span className="w-14 shrink-0 text-sm text-muted tabular">{formatSeconds(at)}</span>
            <span dir="auto" className="min-w-0 flex-1 text-base [overflow-wrap:anywhere]">
              {title}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
