"use client";
import { useTranslations } from "next-intl";
import { formatSeconds } from "@/components/lessons/seconds";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/convex/_generated/api";
import { useAsk } from "@/lib/use-ask";
import { HeatMapView } from "./heat-map-view";

/** How a video is watched, live. */
export function HeatMap({ blockId }: { blockId: string }) {
  const t = useTranslations("videos.heat");
  const asked = useAsk(api.videos.heat, { blockId });
  if (asked.state === "loading") return <Skeleton className="h-24" />;
  if (asked.state === "refused") return null;
  const { viewers } = asked.value;
  if (viewers === 0) return <p className="text-sm text-muted">{t("none")}</p>;
  return <HeatMapView heat={asked.value} time={formatSeconds} />;
}
