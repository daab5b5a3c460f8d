import { describe, expect, test } from "vitest";
import { firstPage, type OpenGround } from "../shared/ground.contract";
import type { ReviewStore } from "./review-store";

/** What every review store must do, whatever it is made of. */
export function reviewStoreContract(name: string, open: OpenGround<ReviewStore>) {
  describe(`${name} keeps reviews`, () => {
    test("a course's reviews come newest first; one person has one", async () => {
      const { use, userIds, courseIds } = await open();
      const [courseId, other] = courseIds;
      const review = { courseId, stars: 4, text: "Clear.", reply: null };
      await use((s) => s.add({ ...review, userId: userIds[0], createdAt: 2 }));
      await use((s) => s.add({ ...review, userId: userIds[1], createdAt: 1 }));
      expect((await use((s) => s.list(courseId, firstPage))).page.map((row) => row.createdAt)).toEqual([2, 1]);
      expect((await use((s) => s.ofCourse(courseId, 1))).map((row) => row.createdAt)).toEqual([2]);
      expect(await use((s) => s.of(userIds[1], courseId))).toMatchObject({ createdAt: 1 });
      expect(await use((s) => s.of(userIds[1], other))).toBeNull();
      expect((await use((s) => s.list(other, firstPage))).page).toEqual([]);
      const [own] = await use((s) => s.by(userIds[0], 5));
      expect(own).toMatchObject({ courseId, createdAt: 2 });
      await use((s) => s.remove(own!._id));
      expect(await use((s) => s.by(userIds[0], 5))).toEqual([]);
      expect(await use((s) => s.by(userIds[1], 5))).toHaveLength(1);
    });
  });
}
