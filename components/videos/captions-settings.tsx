"use client";
import { Pencil, Trash2 } from "lucide-react";
import { useConvex } from "convex/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FileDrop } from "@/components/ui/file-drop";
import { IconButton } from "@/components/ui/icon-button";
import { RefusalNote } from "@/components/ui/refusal";
import { useToast } from "@/components/ui/toast";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import type { AppErrorData } from "@/services/shared/app-error";
import { decodeCaptions } from "@/services/videos/decode-captions";
import type { AuthoredVideo, CaptionTrack } from "@/services/videos/video";
import { useAct, useDoing } from "@/lib/use-act";
import { CaptionsDialog } from "./captions-dialog";
import { languageOfFile, unsaid, useLanguageName } from "./languages";
import { useLessonVideos } from "./lesson-videos";

/** The largest caption file that is read, in bytes. */
const largestFile = 4_000_000;

/** The captions of a video: add a file, change its language and words, take it away. */
export function CaptionsSettings({ video }: { video: AuthoredVideo }) {
  const t = useTranslations("videos.settings");
  const nameOf = useLanguageName();
  const blockId = video.blockId as Id<"blocks">;
  const adding = useAct(api.videos.addCaptions);
  const convex = useConvex();
  const toast = useToast();
  // Their words are kept here until nobody can want them back.
  const removing = useDoing(async ({ key }: CaptionTrack) => {
    const said = await convex.query(api.videos.captions, { blockId, key });
    await convex.mutation(api.videos.removeCaptions, { blockId, key });
    return said?.words ?? null;
  });
  const remove = (track: CaptionTrack) =>
    removing.act(track, (words) => {
      const { language, label } = track;
      const onAction = () => words && adding.act({ blockId, language, label, words });
      toast({
        title: t("captionsRemoved", { name: label }),
        ...(words ? { action: { label: t("undo"), onAction } } : {}),
      });
    });
  const [trouble, setTrouble] = useState<AppErrorData | null>(null);
  const [editedKey, setEditedKey] = useState<string | null>(null);
  const edited = video.captions.find(({ key }) => key === editedKey);
  const lesson = useLessonVideos();
  const usual = lesson?.kind === "author" ? lesson.language : "en";
  const add = async (file: File) => {
    setTrouble(null);
    if (!/\.(srt|vtt)$/i.test(file.name)) return setTrouble({ code: "invalid", reason: "captions_type" });
    if (file.size > largestFile) return setTrouble({ code: "invalid", reason: "captions_large" });
    const language = languageOfFile(file.name, video.captions, usual);
    const words = decodeCaptions(new Uint8Array(await file.arrayBuffer()), language);
    const isUnsaid = language === unsaid;
    const label = isUnsaid ? t("captionsUnsaid") : nameOf(language);
    // Which language it is, only its author can say: they are asked at once.
    adding.act({ blockId, language, label, words }, ({ key }) => isUnsaid && setEditedKey(key));
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t("captions")}</legend>
      {video.captions.map((track) => (
        <div key={track.key} className="flex items-center gap-1 rounded-control border bg-raised py-1 ps-3 pe-1">
          <span className="min-w-0 flex-1">
            <span className="block truncate text-base">{track.label}</span>
            <span className="block text-xs text-muted tabular">
              {t("captionsOf", { language: track.language, count: track.cueCount })}
            </span>
          </span>
          <IconButton
            label={t("captionsEdit", { name: track.label })}
            size="sm"
            onClick={() => setEditedKey(track.key)}
          >
            <Pencil aria-hidden />
          </IconButton>
          <IconButton label={t("captionsRemove", { name: track.label })} size="sm" onClick={() => remove(track)}>
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      ))}
      <FileDrop
        label={t("captionsAdd")}
        hint={t("captionsHint")}
        accept=".srt,.vtt"
        disabled={adding.pending}
        className="py-4"
        onFiles={([file]) => file && void add(file)}
      />
      <RefusalNote refusal={trouble ?? adding.refusal ?? removing.refusal} />
      {edited && (
        <CaptionsDialog key={edited.key} blockId={video.blockId} track={edited} onClose={() => setEditedKey(null)} />
      )}
    </fieldset>
  );
}
