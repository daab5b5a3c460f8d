import type { VideoMedia } from "./video";

/** Where the video service hands out what it holds. */
export type Delivery = {
  /** Before `/{playback id}.m3u8`. */
  stream: string;
  /** Before `/{playback id}/thumbnail.webp`. */
  image: string;
};
/** Mux's own. */
export const muxDelivery: Delivery = { stream: "https://stream.mux.com", image: "https://image.mux.com" };

export type PlaybackTokens = { video: string; thumbnail: string; storyboard: string };
export type PlaybackUrls = { src: string; poster: string | null; storyboard: string | null };

/**
 * The one place that knows by which addresses a video is played. The player is given nothing else: whatever speaks
 * Mux's delivery plays by the same code. Sound alone has no pictures, and neither has a file that is played as it is.
 */
export function playbackUrls(
  media: Pick<VideoMedia, "playbackId" | "delivery" | "hasPicture">,
  tokens: PlaybackTokens,
  { stream, image }: Delivery,
): PlaybackUrls {
  const { playbackId: id, delivery, hasPicture } = media;
  const isOriginal = delivery === "original";
  const hasPictures = hasPicture && !isOriginal;
  return {
    src: `${stream}/${id}${isOriginal ? "/highest.mp4" : ".m3u8"}?token=${tokens.video}`,
    poster: hasPictures ? `${image}/${id}/thumbnail.webp?token=${tokens.thumbnail}` : null,
    storyboard: hasPictures ? `${image}/${id}/storyboard.vtt?token=${tokens.storyboard}` : null,
  };
}
