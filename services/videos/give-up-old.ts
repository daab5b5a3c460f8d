import { fail } from "./apply-video-event";
import type { OutboxDeps } from "../outbox/enqueue";
import type { VideoStore } from "./video-store";

/** How long (ms) a file may be on its way: an upload's address lives a day. */
export const onItsWayFor = 26 * 3_600_000;
const videosPerStep = 50;

/** Ends the uploads that nobody finished; their authors are told so. The rest waits for the next hour. */
export async function giveUpOld(deps: OutboxDeps & { videos: VideoStore }): Promise<number> {
  const old = await deps.videos.pendingBefore(deps.clock.now() - onItsWayFor, videosPerStep);
  for (const video of old) {
    if (video.attempt) await fail(deps, video, video.attempt, { reason: "timed_out", message: "" });
    else await deps.videos.change(video._id, { pendingSince: null });
  }
  return old.length;
}
