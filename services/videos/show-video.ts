import type { Course } from "../courses/course";
import type { Block } from "../lessons/block";
import type { AuthoredVideo, ShownVideo, Video } from "./video";
import type { VideoReader } from "./video-store";

/** Whether a video has the captions that its course requires: some in the course's language, whatever its region. */
export function hasRequiredCaptions(
  video: Pick<Video, "captions">,
  course: Pick<Course, "captionsRequired" | "language">,
): boolean {
  if (!course.captionsRequired) return true;
  const plain = (tag: string) => tag.toLowerCase().split("-")[0];
  return video.captions.some(({ language }) => plain(language) === plain(course.language));
}

/** A video as a lesson's reader may know it. */
export function shownOf(video: Video, course: Pick<Course, "captionsRequired" | "language">): ShownVideo {
  const { blockId, media, attempt, version, captions, chapters } = video;
  const coming = attempt && attempt.state !== "errored" ? "preparing" : "missing";
  return {
    blockId,
    state: media ? (hasRequiredCaptions(video, course) ? "ready" : "captioning") : coming,
    version,
    durationSeconds: media?.durationSeconds ?? 0,
    aspectRatio: media?.aspectRatio ?? null,
    hasPicture: media?.hasPicture ?? true,
    captions: captions.map(({ key, language, label, revision }) => ({ key, language, label, revision })),
    chapters,
  };
}

/** A video as its authors may know it. */
export function authoredOf(video: Video): AuthoredVideo {
  const { _id, blockId, media, attempt, version, captions, chapters, posterSecond } = video;
  return { _id, blockId, media, attempt, version, captions, chapters, posterSecond };
}

/** The videos that some blocks show, each with its block. */
export async function videosOf(
  { videos }: { videos: Pick<VideoReader, "ofBlock"> },
  blocks: readonly Pick<Block, "_id" | "content">[],
): Promise<Video[]> {
  const showing = blocks.filter(({ content }) => content.kind === "video" && content.source.type === "video");
  const found = await Promise.all(showing.map(({ _id }) => videos.ofBlock(_id)));
  return found.filter((video) => video !== null);
}
