"use client";
import { useTranslations } from "next-intl";
import { FileDrop } from "@/components/ui/file-drop";
import { RefusalNote } from "@/components/ui/refusal";
import type { AuthoredVideo } from "@/services/videos/video";
import { videoAccept } from "@/services/videos/video-files";
import { CaptionsSettings } from "./captions-settings";
import { ChaptersSettings } from "./chapters-settings";
import { HeatMap } from "./heat-map";
import { PosterSettings } from "./poster-settings";
import { useUploadDesk } from "./use-upload-desk";

/** What can be set of a video: captions, the picture that stands for it, chapters, another file; and how it is watched. */
export function VideoSettings({ video }: { video: AuthoredVideo }) {
  const t = useTranslations("videos.settings");
  const { media, blockId } = video;
  return (
    <>
      <CaptionsSettings video={video} />
      {media && (
        <>
          {media.hasPicture && media.delivery === "hls" && <PosterSettings video={video} />}
          <ChaptersSettings key={video.chapters.map(({ at }) => at).join()} video={video} />
          <Part title={t("heat")}>
            <HeatMap blockId={blockId} />
          </Part>
          <Part title={t("replace")}>
            <Replace blockId={blockId} />
          </Part>
        </>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-2">
      <h4 className="text-sm font-medium">{title}</h4>
      {children}
    </section>
  );
}

function Replace({ blockId }: { blockId: string }) {
  const t = useTranslations("videos.upload");
  const { send, refusal, isAsking } = useUploadDesk();
  return (
    <>
      <FileDrop
        label={t("chooseNext")}
        hint={t("replaceHint")}
        accept={videoAccept}
        disabled={isAsking}
        className="py-4"
        onFiles={([file]) => file && void send({ blockId }, file)}
      />
      <RefusalNote refusal={refusal} />
    </>
  );
}
