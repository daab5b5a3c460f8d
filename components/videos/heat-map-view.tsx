"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { HeatMap } from "@/services/videos/keep-heat";

type Props = { heat: HeatMap; time: (seconds: number) => string };

const height = 64;
const rounded = (count: number) => Math.round(count * 10) / 10;

/** How many students watched each part of a video, and how often it was watched again: where they leave, and where they look twice. */
export function HeatMapView({ heat, time }: Props) {
  const t = useTranslations("videos.heat");
  const { parts, durationSeconds, viewers, finished } = heat;
  const [chosen, setChosen] = useState<number | null>(null);
  const most = Math.max(1, ...parts.map(({ watched, again }) => watched + again));
  const each = durationSeconds / parts.length;
  const [loved, left] = [mostAgain(parts), firstDrop(parts)];
  const sentence = (n: number) =>
    t("part", {
      from: time(n * each),
      watched: rounded(parts[n]?.watched ?? 0),
      again: rounded(parts[n]?.again ?? 0),
    });
  return (
    <figure className="grid gap-2">
      <p className="text-sm text-muted tabular">{t("counts", { viewers, finished })}</p>
      <div
        className="relative h-16 rounded-control bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink"
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const at = Math.floor(((event.clientX - box.left) / box.width) * parts.length);
          setChosen(Math.min(parts.length - 1, Math.max(0, at)));
        }}
        onPointerLeave={() => setChosen(null)}
      >
        <svg
          viewBox={`0 0 ${parts.length} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t("picture", { viewers })}
          shapeRendering="crispEdges"
          className="size-full rounded-control"
        >
          {parts.map(({ watched, again }, n) => {
            const [once, more] = [(watched / most) * height, (again / most) * height];
            return (
              <g key={n} opacity={chosen === null || chosen === n ? 1 : 0.55}>
                <rect x={n} y={height - once} width={1} height={once} className="fill-accent" />
                <rect x={n} y={height - once - more} width={1} height={more} className="fill-amber" />
              </g>
            );
          })}
        </svg>
        {/* Its parts by the arrow keys, and read aloud. */}
        <input
          type="range"
          min={0}
          max={parts.length - 1}
          value={chosen ?? 0}
          aria-label={t("choose")}
          aria-valuetext={sentence(chosen ?? 0)}
          onChange={(event) => setChosen(Number(event.target.value))}
          onBlur={() => setChosen(null)}
          className="absolute inset-0 size-full cursor-crosshair opacity-0"
        />
      </div>
      <figcaption className="grid gap-1 text-sm text-muted tabular">
        <span className="flex justify-between" aria-hidden>
          <span>{time(0)}</span>
          <span>{time(durationSeconds)}</span>
        </span>
        {chosen !== null ? (
          <span>{sentence(chosen)}</span>
        ) : (
          <span className="flex flex-wrap gap-x-4">
            <span className="inline-flex items-center gap-1.5">
              <span aria-hidden className="size-2.5 rounded-[2px] bg-accent" />
              {t("watched")}
            </span>
            <span className="inline-flex items-center gap-1.5">
              <span aria-hidden className="size-2.5 rounded-[2px] bg-amber" />
              {t("again")}
            </span>
          </span>
        )}
        {loved !== null && <span>{t("loved", { time: time(loved * each) })}</span>}
        {left !== null && <span>{t("left", { time: time(left * each) })}</span>}
      </figcaption>
    </figure>
  );
}

/** The part that was watched again most; null when none was watched again to speak of. */
function mostAgain(parts: HeatMap["parts"]): number | null {
  const most = Math.max(...parts.map(({ again }) => again));
  return most >= 0.5 ? parts.findIndex(({ again }) => again === most) : null;
}

/** The part at which fewer than half are left of those who began; null when most stay. */
function firstDrop(parts: HeatMap["parts"]): number | null {
  const begun = Math.max(...parts.slice(0, 10).map(({ watched }) => watched));
  const at = parts.findIndex(({ watched }, n) => n > 0 && watched < begun / 2);
  return at > 0 ? at : null;
}
