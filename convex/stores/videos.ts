import { heatShards, type VideoReader, type VideoStore } from "../../services/videos/video-store";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

const wordsRow = (db: QueryCtx["db"], videoId: Id<"videos">, key: string) =>
  db
    .query("videoWords")
    .withIndex("by_video_key", (q) => q.eq("videoId", videoId).eq("key", key))
    .unique();

/** Videos in the database, for reading. */
export function videoReader(db: QueryCtx["db"]): VideoReader {
  return {
    byId(id) {
      // Ids come back from the video service too: what is no id is nobody's.
      const known = db.normalizeId("videos", id);
      return known ? db.get("videos", known) : Promise.resolve(null);
    },
    ofBlock: (blockId) =>
      db
        .query("videos")
        .withIndex("by_block", (q) => q.eq("blockId", blockId))
        .unique(),
    ofCourse: (courseId, limit) =>
      db
        .query("videos")
        .withIndex("by_course", (q) => q.eq("courseId", courseId))
        .take(limit),
    pendingBefore: (time, limit) =>
      db
        .query("videos")
        .withIndex("by_pendingSince", (q) => q.gt("pendingSince", null).lt("pendingSince", time))
        .take(limit),
    words: async (videoId, key) => (await wordsRow(db, videoId, key))?.words ?? null,
    watch: (userId, videoId) =>
      db
        .query("videoWatches")
        .withIndex("by_user_video", (q) => q.eq("userId", userId).eq("videoId", videoId))
        .unique(),
    heat: (videoId) =>
      db
        .query("videoHeats")
        .withIndex("by_video_shard", (q) => q.eq("videoId", videoId))
        .take(heatShards),
  };
}

/** Videos in the database, for writing. */
export function videoStore(db: MutationCtx["db"]): VideoStore {
  return {
    ...videoReader(db),
    add: (video) => db.insert("videos", video),
    change: (id, change) => db.patch("videos", id, change),
    remove: (id) => db.delete("videos", id),
    async putWords(videoId, key, words) {
      const row = await wordsRow(db, videoId, key);
      if (row && words === null) await db.delete("videoWords", row._id);
      else if (row && words !== null) await db.patch("videoWords", row._id, { words });
      else if (words !== null) await db.insert("videoWords", { videoId, key, words });
    },
    async addWatch(watch) {
      await db.insert("videoWatches", watch);
    },
    changeWatch: (id, change) => db.patch("videoWatches", id, change),
    async putHeat(videoId, heat) {
      const row = await db
        .query("videoHeats")
        .withIndex("by_video_shard", (q) => q.eq("videoId", videoId).eq("shard", heat.shard))
        .unique();
      if (row) await db.patch("videoHeats", row._id, heat);
      else await db.insert("videoHeats", { videoId, ...heat });
    },
    async forget(videoId, limit) {
      const words = await db
        .query("videoWords")
        .withIndex("by_video_key", (q) => q.eq("videoId", videoId))
        // A row may hold nearly a megabyte.
        .take(Math.min(limit, 10));
      for (const row of words) await db.delete("videoWords", row._id);
      const watches = await db
        .query("videoWatches")
        .withIndex("by_video", (q) => q.eq("videoId", videoId))
        .take(limit);
      for (const row of watches) await db.delete("videoWatches", row._id);
      const heats = await db
        .query("videoHeats")
        .withIndex("by_video_shard", (q) => q.eq("videoId", videoId))
        .take(limit);
      for (const row of heats) await db.delete("videoHeats", row._id);
      return words.length < Math.min(limit, 10) && watches.length < limit && heats.length < limit;
    },
  };
}
