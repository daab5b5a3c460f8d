import type { OutboxDeps } from "../outbox/enqueue";
import type { Video, VideoId } from "./video";
import type { VideoStore } from "./video-store";
import { forgetAtService } from "./video-task";

type Deps = OutboxDeps & { videos: VideoStore };

const rowsPerStep = 300;

/**
 * Deletes a video: it leaves the video service, and what hangs on it goes in further steps, so that a video that
 * thousands have watched does not hold up the transaction.
 */
export async function eraseVideo(deps: Deps, video: Video): Promise<void> {
  const { media, attempt } = video;
  if (media) await forgetAtService(deps, { uploadId: null, assetId: media.assetId });
  if (attempt) await forgetAtService(deps, attempt.assetId ? { ...attempt, uploadId: null } : attempt);
  await deps.videos.remove(video._id);
  await eraseRest(deps, video._id);
}

/** Deletes what hangs on a video that is gone; goes on by itself until nothing is left. */
export async function eraseRest({ videos, jobs }: Pick<Deps, "videos" | "jobs">, videoId: VideoId): Promise<null> {
  if (!(await videos.forget(videoId, rowsPerStep))) await jobs.later("eraseVideo", { videoId });
  return null;
}
