import { memoryRows } from "../shared/rows-in-memory";
import type { Video, VideoHeat, VideoWatch } from "./video";
import type { VideoStore } from "./video-store";

/** A video store in memory, for tests of services. */
export function memoryVideoStore(seed: readonly Video[] = []): VideoStore {
  const rows = memoryRows<Video>("videos", seed);
  const words = new Map<string, string>();
  const watches = memoryRows<VideoWatch>("videoWatches");
  const heats = memoryRows<VideoHeat>("videoHeats");
  const at = (videoId: string, key: string) => `${videoId}/${key}`;
  return {
    byId: async (id) => rows.get(id),
    ofBlock: async (blockId) => rows.find((row) => row.blockId === blockId),
    ofCourse: async (courseId, limit) => rows.where((row) => row.courseId === courseId).slice(0, limit),
    pendingBefore: async (time, limit) =>
      rows
        .where((row) => row.pendingSince !== null && row.pendingSince < time)
        .sort((a, b) => (a.pendingSince ?? 0) - (b.pendingSince ?? 0))
        .slice(0, limit),
    words: async (videoId, key) => words.get(at(videoId, key)) ?? null,
    watch: async (userId, videoId) => watches.find((row) => row.userId === userId && row.videoId === videoId),
    heat: async (videoId) => heats.where((row) => row.videoId === videoId),
    add: async (video) => rows.add(video),
    change: async (id, change) => rows.change(id, change),
    remove: async (id) => rows.remove(id),
    async putWords(videoId, key, text) {
      if (text === null) words.delete(at(videoId, key));
      else words.set(at(videoId, key), text);
    },
    addWatch: async (watch) => void watches.add(watch),
    changeWatch: async (id, change) => watches.change(id, change),
    async putHeat(videoId, heat) {
      const known = heats.find((row) => row.videoId === videoId && row.shard === heat.shard);
      if (known) heats.change(known._id, heat);
      else heats.add({ ...heat, videoId });
    },
    async forget(videoId, limit) {
      const keys = [...words.keys()].filter((key) => key.startsWith(`${videoId}/`)).slice(0, limit);
      const seen = watches.where((row) => row.videoId === videoId).slice(0, limit);
      const kept = heats.where((row) => row.videoId === videoId).slice(0, limit);
      keys.forEach((key) => words.delete(key));
      seen.forEach((row) => watches.remove(row._id));
      kept.forEach((row) => heats.remove(row._id));
      return keys.length < limit && seen.length < limit && kept.length < limit;
    },
  };
}
