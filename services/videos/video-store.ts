import type { Id } from "../shared/id";
import type { Video, VideoHeat, VideoId, VideoWatch } from "./video";

/** Each method is one index. */
export interface VideoReader {
  byId(id: VideoId): Promise<Video | null>;
  ofBlock(blockId: Id<"blocks">): Promise<Video | null>;
  /** Any videos of a course, at most `limit`. */
  ofCourse(courseId: Id<"courses">, limit: number): Promise<Video[]>;
  /** Videos whose file has been on its way since before a time (ms), at most `limit`. */
  pendingBefore(time: number, limit: number): Promise<Video[]>;
  /** The WebVTT text of one of a video's captions. */
  words(videoId: VideoId, key: string): Promise<string | null>;
  watch(userId: Id<"users">, videoId: VideoId): Promise<VideoWatch | null>;
  /** What is kept of how much was watched, a row for each share of the students that has watched; see `heatShards`. */
  heat(videoId: VideoId): Promise<VideoHeat[]>;
}
export interface VideoStore extends VideoReader {
  add(video: Omit<Video, "_id">): Promise<VideoId>;
  change(id: VideoId, change: Partial<Omit<Video, "_id" | "courseId">>): Promise<void>;
  /** Deletes the video; what hangs on it must be gone. */
  remove(id: VideoId): Promise<void>;
  /** Keeps the words of captions, over earlier ones of the same key; null takes them away. */
  putWords(videoId: VideoId, key: string, words: string | null): Promise<void>;
  addWatch(watch: Omit<VideoWatch, "_id">): Promise<void>;
  changeWatch(id: VideoWatch["_id"], change: Partial<Omit<VideoWatch, "_id" | "userId" | "videoId">>): Promise<void>;
  putHeat(videoId: VideoId, heat: Omit<VideoHeat, "_id" | "videoId">): Promise<void>;
  /** Deletes what hangs on a video, at most `limit` rows; true when nothing is left. */
  forget(videoId: VideoId, limit: number): Promise<boolean>;
}

/** The shares among which a video's students are spread, so that a class that watches together does not wait in line. */
export const heatShards = 8;
