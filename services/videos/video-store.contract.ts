import { describe, expect, test } from "vitest";
import type { OpenGround } from "../shared/ground.contract";
import type { Id } from "../shared/id";
import type { Video } from "./video";
import type { VideoStore } from "./video-store";

/** A video of a block with nothing to play yet. */
export const someVideo = (
  given: Partial<Video> & { courseId: Id<"courses">; blockId: Id<"blocks"> },
): Omit<Video, "_id"> => ({
  ...{ media: null, attempt: null, attempts: 0, version: 0, captions: [], chapters: [], posterSecond: null },
  ...{ sourceStorageId: null, pendingSince: null, createdAt: 1 },
  ...given,
});

/** What every video store must do, whatever it is made of. */
export function videoStoreContract(name: string, open: OpenGround<VideoStore>) {
  const watch = { version: 1, ranges: [{ from: 0, to: 4 }], seconds: 4, position: 4, batches: ["a"], spentUntil: 1 };
  const heat = { version: 1, shard: 3, first: [1, 2], again: [0, 1], viewers: 1, finished: 0 };

  describe(`${name} keeps videos`, () => {
    test("a video is found by its block and in its course, changes, and goes", async () => {
      const { use, courseIds, blockIds } = await open();
      const row = someVideo({ courseId: courseIds[0], blockId: blockIds[0] });
      const id = await use((s) => s.add(row));
      expect(await use((s) => s.ofBlock(blockIds[0]))).toMatchObject({ ...row, _id: id });
      expect(await use((s) => s.ofBlock(blockIds[1]))).toBeNull();
      await use((s) => s.change(id, { version: 2 }));
      expect(await use((s) => s.byId(id))).toMatchObject({ version: 2 });
      expect(await use((s) => s.ofCourse(courseIds[0], 5))).toHaveLength(1);
      expect(await use((s) => s.ofCourse(courseIds[1], 5))).toEqual([]);
      await use((s) => s.remove(id));
      expect(await use((s) => s.byId(id))).toBeNull();
    });
    test("an id that is none is nobody's", async () => {
      const { use } = await open();
      expect(await use((s) => s.byId("no-such-id" as Video["_id"]))).toBeNull();
    });
    test("what has been on its way for long is found, what is not on its way never", async () => {
      const { use, courseIds, blockIds } = await open();
      const [courseId] = courseIds;
      await use((s) => s.add(someVideo({ courseId, blockId: blockIds[0], pendingSince: 10 })));
      await use((s) => s.add(someVideo({ courseId, blockId: blockIds[1] })));
      expect((await use((s) => s.pendingBefore(11, 5))).map((video) => video.blockId)).toEqual([blockIds[0]]);
      expect(await use((s) => s.pendingBefore(10, 5))).toEqual([]);
    });
    test("words are kept by their key, replaced, and taken away", async () => {
      const { use, courseIds, blockIds } = await open();
      const id = await use((s) => s.add(someVideo({ courseId: courseIds[0], blockId: blockIds[0] })));
      await use((s) => s.putWords(id, "c1", "WEBVTT"));
      await use((s) => s.putWords(id, "c1", "WEBVTT again"));
      expect(await use((s) => s.words(id, "c1"))).toBe("WEBVTT again");
      expect(await use((s) => s.words(id, "c2"))).toBeNull();
      await use((s) => s.putWords(id, "c1", null));
      expect(await use((s) => s.words(id, "c1"))).toBeNull();
    });
    test("what was watched belongs to one person; how much is kept by share; both go with the video", async () => {
      const { use, courseIds, blockIds, userIds } = await open();
      const videoId = await use((s) => s.add(someVideo({ courseId: courseIds[0], blockId: blockIds[0] })));
      for (const userId of userIds) await use((s) => s.addWatch({ userId, videoId, ...watch, reachedAt: null }));
      const mine = await use((s) => s.watch(userIds[0], videoId));
      await use((s) => s.changeWatch(mine!._id, { seconds: 9 }));
      expect(await use((s) => s.watch(userIds[0], videoId))).toMatchObject({ ...watch, seconds: 9 });
      expect(await use((s) => s.watch(userIds[1], videoId))).toMatchObject(watch);
      await use((s) => s.putHeat(videoId, heat));
      await use((s) => s.putHeat(videoId, { ...heat, viewers: 2 }));
      await use((s) => s.putHeat(videoId, { ...heat, shard: 4 }));
      expect((await use((s) => s.heat(videoId))).map(({ shard, viewers }) => [shard, viewers])).toEqual([
        [3, 2],
        [4, 1],
      ]);
      expect(await use((s) => s.forget(videoId, 2))).toBe(false);
      expect(await use((s) => s.forget(videoId, 2))).toBe(true);
      expect(await use((s) => s.heat(videoId))).toEqual([]);
      expect(await use((s) => s.watch(userIds[0], videoId))).toBeNull();
    });
  });
}
