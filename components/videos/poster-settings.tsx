"use client";
import { useAction } from "convex/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { formatSeconds } from "@/components/lessons/seconds";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { RefusalNote } from "@/components/ui/refusal";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import type { AppErrorData } from "@/services/shared/app-error";
import type { AuthoredVideo } from "@/services/videos/video";
import { readRefusal } from "@/lib/refusal";
import { useAct } from "@/lib/use-act";

type Picture = { second: number; url: string };

/** The picture that stands for a video: one of twelve from its beginning to its end, or the video service's choice. */
export function PosterSettings({ video }: { video: AuthoredVideo }) {
  const t = useTranslations("videos.settings");
  const ask = useAction(api.videos.pictures);
  const { act, refusal } = useAct(api.videos.choosePoster);
  const [pictures, setPictures] = useState<Picture[] | "loading" | null>(null);
  const [trouble, setTrouble] = useState<AppErrorData | null>(null);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  if (bug) throw bug.error;
  const blockId = video.blockId as Id<"blocks">;
  const open = () => {
    setPictures("loading");
    ask({ blockId }).then(setPictures, (error: unknown) => {
      setPictures(null);
      const known = readRefusal(error);
      if (known) setTrouble(known);
      else setBug({ error });
    });
  };
  return (
    <section className="grid gap-2">
      <h4 className="text-sm font-medium">{t("poster")}</h4>
      <p className="text-sm text-muted">
        {video.posterSecond === null ? t("posterAuto") : t("posterAt", { time: formatSeconds(video.posterSecond) })}
      </p>
      {pictures === null ? (
        <Button size="sm" className="justify-self-start" onClick={open}>
          {t("posterChoose")}
        </Button>
      ) : pictures === "loading" ? (
        <div className="grid grid-cols-3 gap-1.5">
          {Array.from({ length: 6 }, (_, n) => (
            <Skeleton key={n} className="aspect-video" />
          ))}
        </div>
      ) : (
        <>
          <div role="group" aria-label={t("poster")} className="grid grid-cols-3 gap-1.5">
            {pictures.map(({ second, url }) => (
              <button
                key={second}
                type="button"
                aria-pressed={video.posterSecond === second}
                aria-label={t("posterOf", { time: formatSeconds(second) })}
                onClick={() => act({ blockId, second })}
                className={cn(
                  "relative overflow-hidden rounded-control border bg-film",
                  "aria-pressed:outline-2 aria-pressed:outline-offset-1 aria-pressed:outline-accent-ink",
                )}
              >
                <img src={url} alt="" loading="lazy" className="aspect-video w-full object-contain" />
                <span className="absolute end-1 bottom-1 rounded-[3px] bg-film/80 px-1 text-xs text-on-film tabular">
                  {formatSeconds(second)}
                </span>
              </button>
            ))}
          </div>
          {video.posterSecond !== null && (
            <Button
              size="sm"
              variant="quiet"
              className="justify-self-start"
              onClick={() => act({ blockId, second: null })}
            >
              {t("posterReset")}
            </Button>
          )}
        </>
      )}
      <RefusalNote refusal={refusal ?? trouble} />
    </section>
  );
}
