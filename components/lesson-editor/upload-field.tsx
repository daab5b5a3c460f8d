"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ServedAsset } from "@/services/assets/asset";
import { FileDrop } from "@/components/ui/file-drop";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { EditorRefusal } from "./editor-refusal";
import { useUpload } from "./use-upload";

type Props = {
  label: string;
  hint?: string;
  accept: string;
  onAsset: (asset: ServedAsset) => void;
  className?: string;
};

/** A place for one file: drop or choose it, watch it leave, stop it, be told what went wrong. */
export function UploadField({ label, hint, accept, onAsset, className }: Props) {
  const t = useTranslations("editor.upload");
  const { start, uploading, trouble } = useUpload(accept);
  return (
    <div className="grid gap-2">
      {uploading ? (
        <div className="grid gap-2 rounded-card border bg-raised px-4 py-3">
          <div className="flex items-center gap-2">
            <p className="min-w-0 flex-1 truncate text-base">
              {uploading.percent < 100
                ? t("sending", { name: uploading.name, percent: uploading.percent })
                : t("storing", { name: uploading.name })}
            </p>
            <IconButton label={t("stop")} size="sm" onClick={uploading.stop}>
              <X aria-hidden />
            </IconButton>
          </div>
          <Progress percent={uploading.percent} label={t("progress", { name: uploading.name })} />
        </div>
      ) : (
        <FileDrop
          label={label}
          hint={hint}
          accept={accept}
          onFiles={([file]) => file && start(file, onAsset)}
          className={className}
        />
      )}
      <EditorRefusal refusal={trouble} />
    </div>
  );
}
