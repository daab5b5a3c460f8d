"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { useLessonVideos } from "./lesson-videos";
import { VideoPlayer } from "./video-player";
import { VideoPlaceholder } from "./video-placeholder";

// Uploading and captioning are for authors; students never load it.
const AuthoredVideoView = dynamic(() => import("./authored-video-view").then((module) => module.AuthoredVideoView), {
  ssr: false,
  loading: () => <Skeleton className="aspect-video w-full" />,
});

/** A video of the school's in its place in a lesson, for whoever looks at the lesson. */
export function VideoSlot({ blockId, title }: { blockId: string; title: string }) {
  const lesson = useLessonVideos();
  if (lesson?.kind === "author") {
    const video = lesson.videos.get(blockId);
    return video ? (
      <AuthoredVideoView video={video} title={title} captionsIn={lesson.captionsIn} mayEdit={lesson.mayEdit} />
    ) : (
      <VideoPlaceholder state="missing" />
    );
  }
  const video = lesson?.videos.get(blockId);
  if (!video) return <VideoPlaceholder state="missing" title={title} />;
  if (video.state !== "ready") return <VideoPlaceholder state={video.state} title={title} />;
  return <VideoPlayer video={video} title={title} isRecorded={lesson?.isRecorded ?? false} />;
}
