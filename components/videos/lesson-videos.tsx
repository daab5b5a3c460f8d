"use client";
import { createContext, use, useMemo, type ReactNode } from "react";
import type { AuthoredVideo, ShownVideo } from "@/services/videos/video";

/** Who is shown a lesson's videos, and what they may know of them. `isRecorded`: what they watch counts. */
export type LessonVideos =
  | { kind: "reader"; videos: ReadonlyMap<string, ShownVideo>; isRecorded: boolean }
  | ({ kind: "author"; videos: ReadonlyMap<string, AuthoredVideo> } & Authoring);
/** `captionsIn`: the language in which the course requires captions; `language`: the course's own. */
type Authoring = { captionsIn: string | null; language: string; mayEdit: boolean };

const VideosContext = createContext<LessonVideos | null>(null);

/** The videos of a lesson, for those who read it. */
export function ReaderVideos({
  videos,
  isRecorded,
  children,
}: {
  videos: readonly ShownVideo[];
  isRecorded: boolean;
  children: ReactNode;
}) {
  const value = useMemo(
    (): LessonVideos => ({
      kind: "reader",
      isRecorded,
      videos: new Map(videos.map((video) => [video.blockId, video])),
    }),
    [videos, isRecorded],
  );
  return <VideosContext value={value}>{children}</VideosContext>;
}

/** The videos of a lesson, for those who write it. */
export function AuthorVideos({
  videos,
  captionsIn,
  language,
  mayEdit,
  children,
}: Authoring & { videos: readonly AuthoredVideo[]; children: ReactNode }) {
  const value = useMemo(
    (): LessonVideos => ({
      ...{ kind: "author", captionsIn, language, mayEdit },
      videos: new Map(videos.map((video) => [video.blockId, video])),
    }),
    [videos, captionsIn, language, mayEdit],
  );
  return <VideosContext value={value}>{children}</VideosContext>;
}

/** The lesson's videos; null outside of a lesson. */
export const useLessonVideos = (): LessonVideos | null => use(VideosContext);
