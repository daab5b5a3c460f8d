"use client";
import { Pause, Play, RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { uploadDesk, type Sending } from "./upload-desk";

type Props = { blockId: string; sending: Sending; onCancel: () => void };

/** How far a file is on its way, with the ways to hold it, go on, and give it up. */
export function UploadProgress({ blockId, sending, onCancel }: Props) {
  const t = useTranslations("videos.upload");
  const { name, percent, state } = sending;
  return (
    <div className="grid gap-2 rounded-card border bg-raised px-4 py-3">
      <div className="flex items-center gap-1">
        <p role="status" className="min-w-0 flex-1 text-base">
          <span className="block truncate font-medium">{name}</span>
          <span className="text-sm text-muted tabular">{t(`states.${state}`, { percent })}</span>
        </p>
        {state === "sending" && (
          <IconButton label={t("pause")} onClick={() => uploadDesk.pause(blockId)}>
            <Pause aria-hidden />
          </IconButton>
        )}
        {state === "paused" && (
          <IconButton label={t("resume")} onClick={() => uploadDesk.resume(blockId)}>
            <Play aria-hidden />
          </IconButton>
        )}
        {state === "failed" && (
          <Button size="sm" onClick={() => void uploadDesk.goOn(blockId)}>
            <RotateCw aria-hidden />
            {t("again")}
          </Button>
        )}
        {state !== "sent" && (
          <IconButton label={t("cancel")} onClick={onCancel}>
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      <Progress percent={percent} label={t("progress", { name })} />
    </div>
  );
}
