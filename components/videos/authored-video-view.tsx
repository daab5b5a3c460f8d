"use client";
import { CircleAlert, Captions, Film, Scissors } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { formatSeconds } from "@/components/lessons/seconds";
import { Button } from "@/components/ui/button";
import { FileDrop } from "@/components/ui/file-drop";
import { RefusalNote } from "@/components/ui/refusal";
import { Spinner } from "@/components/ui/spinner";
import { When } from "@/components/ui/when";
import type { AuthoredVideo, ShownVideo } from "@/services/videos/video";
import { videoAccept } from "@/services/videos/video-files";
import { useLanguageName } from "./languages";
import { uploadDesk } from "./upload-desk";
import { UploadProgress } from "./upload-progress";
import { useSending, useUploadDesk } from "./use-upload-desk";
import { VideoPlayer } from "./video-player";

type Props = { video: AuthoredVideo; title: string; captionsIn: string | null; mayEdit: boolean };

/** A video in the lesson that is being written: what is played, and the file that is on its way to take its place. */
export function AuthoredVideoView({ video, title, captionsIn, mayEdit }: Props) {
  const t = useTranslations("videos");
  const nameOf = useLanguageName();
  const { media, attempt } = video;
  const isSilent =
    captionsIn !== null && media !== null && !video.captions.some(({ language }) => sameLanguage(language, captionsIn));
  return (
    <div className="relative z-10 grid grid-cols-1 gap-3">
      {media ? (
        <VideoPlayer video={asShown(video)} title={title} isRecorded={false} picture={video.posterSecond} />
      ) : (
        !attempt && (
          <p className="grid aspect-video place-content-center justify-items-center gap-2 rounded-card border bg-sunken text-muted">
            <Film aria-hidden className="size-6" />
            {t("placeholder.missing")}
          </p>
        )
      )}
      {media?.isCut && (
        <p className="flex items-start gap-2 rounded-control bg-amber-soft px-3 py-2 text-base text-amber-ink">
          <Scissors aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t("cut", { time: formatSeconds(media.durationSeconds) })}
        </p>
      )}
      {isSilent && (
        <p className="flex items-start gap-2 rounded-control bg-amber-soft px-3 py-2 text-base text-amber-ink">
          <Captions aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t("captionsRequired", { language: nameOf(captionsIn) })}
        </p>
      )}
      {(attempt || !media) && <Attempt video={video} mayEdit={mayEdit} />}
    </div>
  );
}

const sameLanguage = (a: string, b: string) => a.toLowerCase().split("-")[0] === b.toLowerCase().split("-")[0];

/** As a reader is shown it. */
function asShown({ blockId, media, version, captions, chapters }: AuthoredVideo): ShownVideo {
  return {
    ...{ blockId, state: "ready", version, captions, chapters },
    durationSeconds: media?.durationSeconds ?? 0,
    aspectRatio: media?.aspectRatio ?? null,
    hasPicture: media?.hasPicture ?? true,
  };
}

function Attempt({ video, mayEdit }: { video: AuthoredVideo; mayEdit: boolean }) {
  const t = useTranslations("videos.upload");
  const { blockId, attempt, media } = video;
  const sending = useSending(blockId);
  const { send, cancel, refusal, isAsking } = useUploadDesk();
  const unfinished = useSyncExternalStore(
    uploadDesk.subscribe,
    () => uploadDesk.unfinished(blockId)?.name ?? null,
    () => null,
  );
  const isErrored = attempt?.state === "errored";
  // What somebody else sends is theirs to go on with; here it can only be given up.
  const isElsewhere = attempt?.state === "waiting" && !unfinished;
  if (attempt?.state === "waiting" && sending && sending.state !== "sent")
    return <UploadProgress blockId={blockId} sending={sending} onCancel={() => cancel(blockId)} />;
  if (attempt?.state === "processing" || (attempt?.state === "waiting" && sending?.state === "sent")) {
    return (
      <div className="flex items-center gap-3 rounded-card border bg-raised px-4 py-3">
        <Spinner />
        <p role="status" className="min-w-0 flex-1 text-base">
          <span className="block truncate font-medium">{attempt.fileName}</span>
          <span className="text-sm text-muted">{t(media ? "preparingNext" : "preparing")}</span>
        </p>
        {mayEdit && (
          <Button size="sm" variant="quiet" onClick={() => cancel(blockId)}>
            {t("giveUp")}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="grid gap-3 rounded-card border bg-raised p-4">
      {isErrored && attempt.trouble && (
        <p
          role="alert"
          className="flex items-start gap-2 rounded-control bg-danger-soft px-3 py-2 text-base text-danger-ink"
        >
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {t(`trouble.${attempt.trouble.reason}`, { name: attempt.fileName })}
            {(attempt.trouble.message || attempt.trouble.reason === "unreadable") && (
              <span className="mt-1 block text-sm">{attempt.trouble.message || t("trouble.advice")}</span>
            )}
          </span>
        </p>
      )}
      {attempt?.state === "waiting" && (
        <p className="text-base">
          {unfinished ? t("unfinished", { name: unfinished }) : t("elsewhere", { name: attempt.fileName })}{" "}
          <span className="text-sm text-muted">
            {t("since")} <When at={attempt.startedAt} />
          </span>
        </p>
      )}
      {mayEdit && (
        <>
          {!isElsewhere && (
            <FileDrop
              label={t(unfinished ? "chooseSame" : isErrored ? "chooseOther" : "choose")}
              hint={t("hint")}
              accept={videoAccept}
              disabled={isAsking}
              className="py-5"
              onFiles={([file]) => file && void send({ blockId }, file)}
            />
          )}
          <RefusalNote refusal={refusal} />
          {attempt && (
            <Button size="sm" variant="quiet" className="justify-self-start" onClick={() => cancel(blockId)}>
              {t(media ? "keepOld" : isErrored ? "removeBlock" : "giveUp")}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
