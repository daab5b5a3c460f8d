import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { video, videoHeat, videoWatch } from "../../services/videos/video";

/** Written by videos.*, imports and what the video service tells; read with the lesson that shows it. */
export const videos = defineTable({
  courseId: v.id("courses"),
  blockId: v.id("blocks"),
  ...zodOutputToConvexFields(video.shape),
})
  .index("by_block", ["blockId"])
  .index("by_course", ["courseId"])
  .index("by_pendingSince", ["pendingSince"]);

/** The words of captions, apart from the video because they are long. Written by videos.*, read by who plays it. */
export const videoWords = defineTable({ videoId: v.id("videos"), key: v.string(), words: v.string() }).index(
  "by_video_key",
  ["videoId", "key"],
);

/** What each student watched of each video. Written by videos.watch; read when the video is opened. */
export const videoWatches = defineTable({
  userId: v.id("users"),
  videoId: v.id("videos"),
  ...zodOutputToConvexFields(videoWatch.shape),
})
  .index("by_user_video", ["userId", "videoId"])
  .index("by_video", ["videoId"]);

/** How much of each part of a video was watched, kept in a few shares. Written by videos.watch; read by its staff. */
export const videoHeats = defineTable({
  videoId: v.id("videos"),
  ...zodOutputToConvexFields(videoHeat.shape),
}).index("by_video_shard", ["videoId", "shard"]);
