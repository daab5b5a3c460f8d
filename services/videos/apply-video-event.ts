import type { OutboxDeps } from "../outbox/enqueue";
import type { Video, VideoAttempt, VideoTrouble } from "./video";
import { unreadable, type VideoEvent } from "./video-event";
import type { VideoStore } from "./video-store";
import { forgetAtService } from "./video-task";

type Deps = OutboxDeps & { videos: VideoStore };

/**
 * Takes over what the video service tells of a file. Events may come in any order and more than once: a file that is
 * ready stays ready, and one that another has taken the place of, or that nobody wants any more, leaves the service.
 */
export async function applyVideoEvent(deps: Deps, event: VideoEvent): Promise<void> {
  const video = await deps.videos.byId(event.videoId);
  // A video that is gone was told to leave the service when it went; nothing else of a stranger's is touched.
  if (!video) return;
  if (event.kind === "deleted") return leave(deps, video, event.assetId);
  const attempt = video.attempt?.number === event.number ? video.attempt : null;
  if (!attempt) {
    const isStray = event.kind !== "uploadErrored" && event.assetId !== video.media?.assetId;
    if (isStray && event.kind !== "errored") await forgetAtService(deps, { uploadId: null, assetId: event.assetId });
    return;
  }
  switch (event.kind) {
    case "processing":
      if (attempt.state !== "errored")
        await move(deps, video, attempt, { state: "processing", assetId: event.assetId });
      return;
    case "errored":
      return fail(deps, video, { ...attempt, assetId: event.assetId }, unreadable(event.message));
    case "uploadErrored":
      return fail(deps, video, attempt, unreadable(event.message));
    case "ready":
      return play(deps, video, event);
  }
}

async function move(
  { videos }: Deps,
  video: Video,
  attempt: VideoAttempt,
  change: Partial<VideoAttempt>,
): Promise<void> {
  await videos.change(video._id, { attempt: { ...attempt, ...change } });
}

/** Ends an attempt: the author is told why, and nothing of it stays at the service. */
export async function fail(deps: Deps, video: Video, attempt: VideoAttempt, trouble: VideoTrouble): Promise<void> {
  await deps.videos.change(video._id, {
    attempt: { ...attempt, state: "errored", trouble, assetId: null, uploadId: null },
    pendingSince: null,
  });
  await forgetAtService(deps, { uploadId: attempt.assetId ? null : attempt.uploadId, assetId: attempt.assetId });
}

async function play(deps: Deps, video: Video, { media }: VideoEvent & { kind: "ready" }): Promise<void> {
  // A length that is not known cuts nothing off.
  const end = media.durationSeconds || Infinity;
  await deps.videos.change(video._id, {
    media,
    attempt: null,
    pendingSince: null,
    version: video.version + 1,
    posterSecond: video.posterSecond !== null && video.posterSecond < end ? video.posterSecond : null,
    chapters: video.chapters.filter(({ at }) => at < end),
  });
  if (video.media && video.media.assetId !== media.assetId)
    await forgetAtService(deps, { uploadId: null, assetId: video.media.assetId });
}

/** The service does not hold an asset any more: somebody deleted it there. */
async function leave({ videos, clock }: Deps, video: Video, assetId: string): Promise<void> {
  if (video.media?.assetId !== assetId) return;
  const attempt: VideoAttempt | null = video.attempt ?? {
    number: video.attempts,
    state: "errored",
    fileName: "",
    bytes: null,
    uploadId: null,
    assetId: null,
    trouble: { reason: "gone", message: "" },
    startedAt: clock.now(),
  };
  await videos.change(video._id, { media: null, attempt });
}
