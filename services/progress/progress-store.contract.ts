import { describe, expect, test } from "vitest";
import type { OpenGround } from "../shared/ground.contract";
import type { ProgressStore } from "./progress-store";

/** What every progress store must do, whatever it is made of. */
export function progressStoreContract(name: string, open: OpenGround<ProgressStore>) {
  describe(`${name} keeps progress`, () => {
    test("a lesson's progress is found, changes, and belongs to one person", async () => {
      const { use, userIds, courseIds, lessonIds } = await open();
      const [userId, other] = userIds;
      const [lessonId] = lessonIds;
      const begun = { userId, courseId: courseIds[0], lessonId, completedAt: null, position: null, updatedAt: 1 };
      await use((s) => s.add(begun));
      const kept = await use((s) => s.of(userId, lessonId));
      expect(kept).toMatchObject(begun);
      const position = { blockId: null, seconds: 12, scroll: null };
      await use((s) => s.change(kept!._id, { completedAt: 7, position, updatedAt: 7 }));
      expect(await use((s) => s.of(userId, lessonId))).toMatchObject({
        ...begun,
        completedAt: 7,
        position,
        updatedAt: 7,
      });
      expect(await use((s) => s.of(other, lessonId))).toBeNull();
    });
    test("what was completed last comes first, and what is open is left out", async () => {
      const { use, userIds, courseIds, lessonIds } = await open();
      const [userId, other] = userIds;
      const [courseId] = courseIds;
      const base = { userId, courseId, position: null, updatedAt: 1 };
      await use((s) => s.add({ ...base, lessonId: lessonIds[0], completedAt: 5 }));
      await use((s) => s.add({ ...base, lessonId: lessonIds[1], completedAt: 9 }));
      await use((s) => s.add({ ...base, userId: other, lessonId: lessonIds[0], completedAt: null }));
      expect((await use((s) => s.completedLast(userId, 5))).map((row) => row.completedAt)).toEqual([9, 5]);
      expect(await use((s) => s.completedLast(userId, 1))).toHaveLength(1);
      expect(await use((s) => s.completedLast(other, 5))).toEqual([]);
      expect(await use((s) => s.ofCourse(userId, courseId, 5))).toHaveLength(2);
      expect(await use((s) => s.ofCourse(userId, courseIds[1], 5))).toEqual([]);
    });
  });
}
