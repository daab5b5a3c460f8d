import type { Actor } from "../access/permissions";
import type { CourseReader } from "../courses/course-store";
import type { BlockId } from "../lessons/block";
import type { BlockReader } from "../lessons/block-store";
import type { LessonReader } from "../lessons/lesson-store";
import { readCues } from "../lessons/subtitles";
import { conflict, invalid } from "../shared/app-error";
import { checkCaptions } from "./check-captions";
import { mostCaptions, type CaptionTrack, type Chapter } from "./video";
import { requireVideo } from "./require-video";
import type { VideoStore } from "./video-store";

type Deps = { courses: CourseReader; lessons: LessonReader; blocks: BlockReader; videos: VideoStore };

/** Chooses the second (of the video) whose picture stands for it; null lets the video service choose. */
export async function choosePoster(
  deps: Deps,
  actor: Actor,
  { blockId, second }: { blockId: BlockId; second: number | null },
): Promise<null> {
  const { video } = await requireVideo(deps, actor, blockId);
  const isBeyond = second !== null && (!video.media || second > video.media.durationSeconds);
  if (isBeyond) throw invalid("second_beyond", { second: "second_beyond" });
  await deps.videos.change(video._id, { posterSecond: second });
  return null;
}

/** Replaces the chapters; they are kept in the order of the video. Refuses two at one second, and one beyond the end. */
export async function saveChapters(
  deps: Deps,
  actor: Actor,
  { blockId, chapters }: { blockId: BlockId; chapters: Chapter[] },
): Promise<null> {
  const { video } = await requireVideo(deps, actor, blockId);
  const sorted = [...chapters].sort((a, b) => a.at - b.at);
  const end = video.media?.durationSeconds ?? 0;
  sorted.forEach((chapter, n) => {
    if (end > 0 && chapter.at >= end) throw invalid("chapter_beyond", { [`chapters.${n}.at`]: "chapter_beyond" });
    if (n > 0 && sorted[n - 1]?.at === chapter.at)
      throw invalid("chapter_twice", { [`chapters.${n}.at`]: "chapter_twice" });
  });
  await deps.videos.change(video._id, { chapters: sorted });
  return null;
}

type Given = { language: string; label: string; words: string };

/** Adds captions in a language; `words` is a WebVTT or SubRip file's text. */
export async function addCaptions(
  deps: Deps,
  actor: Actor,
  { blockId, ...given }: { blockId: BlockId } & Given,
): Promise<{ key: string }> {
  const { video } = await requireVideo(deps, actor, blockId);
  return { key: await putCaptions(deps, video, given) };
}

/** Adds captions to a video, whoever has checked who asks. */
export async function putCaptions(
  { videos }: Pick<Deps, "videos">,
  video: { _id: Parameters<VideoStore["byId"]>[0]; captions: readonly CaptionTrack[] },
  { language, label, words }: Given,
): Promise<string> {
  if (video.captions.length >= mostCaptions) throw conflict("captions_full");
  const { vtt, cueCount } = checkCaptions(words);
  const numbers = video.captions.map((track) => Number(track.key.slice(1)));
  const key = `c${Math.max(0, ...numbers) + 1}`;
  const track: CaptionTrack = { key, ...named(language, label), cueCount, revision: 1 };
  await videos.putWords(video._id, key, vtt);
  await videos.change(video._id, { captions: [...video.captions, track] });
  return key;
}

/** Changes the language, name or words of captions. Whoever edits older words is told so instead of overwriting. */
export async function saveCaptions(
  deps: Deps,
  actor: Actor,
  given: { blockId: BlockId; key: string; revision: number } & Omit<Given, "words"> & { words?: string | undefined },
): Promise<null> {
  const { video } = await requireVideo(deps, actor, given.blockId);
  const track = video.captions.find(({ key }) => key === given.key);
  if (!track) throw invalid("captions_gone", { key: "captions_gone" });
  if (track.revision !== given.revision) throw conflict("stale");
  const checked = given.words === undefined ? null : checkCaptions(given.words);
  const next: CaptionTrack = {
    ...track,
    ...named(given.language, given.label),
    ...(checked ? { cueCount: checked.cueCount } : {}),
    revision: track.revision + 1,
  };
  if (checked) await deps.videos.putWords(video._id, track.key, checked.vtt);
  await deps.videos.change(video._id, { captions: video.captions.map((one) => (one === track ? next : one)) });
  return null;
}

/** Takes captions away. Doing it twice is harmless. */
export async function removeCaptions(
  deps: Deps,
  actor: Actor,
  { blockId, key }: { blockId: BlockId; key: string },
): Promise<null> {
  const { video } = await requireVideo(deps, actor, blockId);
  await deps.videos.putWords(video._id, key, null);
  await deps.videos.change(video._id, { captions: video.captions.filter((track) => track.key !== key) });
  return null;
}

const isLanguage = (tag: string): boolean => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag.trim());

function named(language: string, label: string): Pick<CaptionTrack, "language" | "label"> {
  const tag = language.trim();
  if (!isLanguage(tag)) throw invalid("language", { language: "language" });
  return { language: tag, label: label.trim() || tag };
}

/** Takes over captions that came with a file; what cannot be read is left out, and what is there already stays. */
export async function adoptCaptions(
  { videos }: Pick<Deps, "videos">,
  videoId: Parameters<VideoStore["byId"]>[0],
  given: readonly Given[],
): Promise<null> {
  for (const one of given) {
    const video = await videos.byId(videoId);
    if (!video) return null;
    const language = isLanguage(one.language) ? one.language.trim() : "en";
    const isThere = video.captions.some((track) => track.language === language && track.label === one.label);
    if (isThere || video.captions.length >= mostCaptions || readCues(one.words).length === 0) continue;
    await putCaptions({ videos }, video, { ...one, language });
  }
  return null;
}
