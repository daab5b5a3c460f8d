"use client";
import { useTranslations } from "next-intl";
import { FileDrop } from "@/components/ui/file-drop";
import { RefusalNote } from "@/components/ui/refusal";
import { videoAccept } from "@/services/videos/video-files";
import { useUploadDesk } from "./use-upload-desk";

type Props = { lessonId: string; after: string | null; onAdded: (blockId: string) => void };

/** A place for the file of a new video; the block stands in the lesson as soon as the file begins to leave. */
export function AddVideo({ lessonId, after, onAdded }: Props) {
  const t = useTranslations("videos.upload");
  const { send, refusal, isAsking } = useUploadDesk();
  return (
    <div className="grid gap-2">
      <FileDrop
        label={t("choose")}
        hint={t("hint")}
        accept={videoAccept}
        disabled={isAsking}
        onFiles={([file]) => file && void send({ lessonId, after }, file, onAdded)}
      />
      <RefusalNote refusal={refusal} />
    </div>
  );
}
