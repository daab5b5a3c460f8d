import { describe, expect, test } from "vitest";
import { firstPage, type Ground, type OpenGround } from "../shared/ground.contract";
import type { Enrollment } from "./enrollment";
import type { EnrollmentStore } from "./enrollment-store";

type Row = Omit<Enrollment, "_id">;
const row = (userId: Row["userId"], courseId: Row["courseId"], lastActiveAt: number, more: Partial<Row> = {}): Row => ({
  userId,
  courseId,
  lastActiveAt,
  status: "active",
  source: "self",
  enrolledAt: 1,
  completedAt: null,
  completedLessons: 0,
  lastLessonId: null,
  ...more,
});

/** Four enrolments: everyone in both courses, activity at 1, 2, 3, 4. */
async function filled({ use, userIds: [ada, bo], courseIds: [knots, ropes] }: Ground<EnrollmentStore>) {
  await use((s) => s.add(row(ada, knots, 1)));
  await use((s) => s.add(row(bo, knots, 2, { status: "withdrawn" })));
  await use((s) => s.add(row(ada, ropes, 3, { status: "completed" })));
  await use((s) => s.add(row(bo, ropes, 4)));
}

/** What every enrolment store must do, whatever it is made of. */
export function enrollmentStoreContract(name: string, open: OpenGround<EnrollmentStore>) {
  describe(`${name} keeps enrolments`, () => {
    test("one is found by id and by person and course, and changes", async () => {
      const { use, userIds, courseIds } = await open();
      const id = await use((s) => s.add(row(userIds[0], courseIds[0], 1)));
      await use((s) => s.change(id, { status: "completed", completedAt: 9, completedLessons: 3 }));
      const kept = { _id: id, status: "completed", completedAt: 9, completedLessons: 3 };
      expect(await use((s) => s.byId(id))).toMatchObject(kept);
      expect(await use((s) => s.of(userIds[0], courseIds[0]))).toMatchObject(kept);
      expect(await use((s) => s.of(userIds[1], courseIds[0]))).toBeNull();
    });
    test("lists show the newest activity first, under every filter", async () => {
      const ground = await open();
      await filled(ground);
      const { use, userIds, courseIds } = ground;
      const [userId] = userIds;
      const [courseId] = courseIds;
      const active = (filter: Parameters<EnrollmentStore["list"]>[0]) =>
        use(async (s) => (await s.list(filter, firstPage)).page.map((one) => one.lastActiveAt));
      expect(await active({})).toEqual([4, 3, 2, 1]);
      expect(await active({ status: "active" })).toEqual([4, 1]);
      expect(await active({ courseId })).toEqual([2, 1]);
      expect(await active({ courseId, status: "withdrawn" })).toEqual([2]);
      expect(await active({ userId })).toEqual([3, 1]);
      expect(await active({ userId, status: "completed" })).toEqual([3]);
      expect(await active({ userId, courseId })).toEqual([1]);
      expect(await active({ userId, courseId, status: "completed" })).toEqual([]);
    });
    test("someone's courses come by status, newest activity first, up to the limit", async () => {
      const ground = await open();
      await filled(ground);
      const { use, userIds } = ground;
      expect((await use((s) => s.newestOf(userIds[0], 5))).map((one) => one.lastActiveAt)).toEqual([3, 1]);
      expect(await use((s) => s.newestOf(userIds[0], 1))).toHaveLength(1);
      expect((await use((s) => s.ofUser(userIds[0], "active", 5))).map((one) => one.lastActiveAt)).toEqual([1]);
      expect(await use((s) => s.ofUser(userIds[1], "completed", 5))).toEqual([]);
      const [newest] = await use((s) => s.newestOf(userIds[0], 1));
      await use((s) => s.remove(newest!._id));
      await use((s) => s.remove(newest!._id));
      expect((await use((s) => s.newestOf(userIds[0], 5))).map((one) => one.lastActiveAt)).toEqual([1]);
    });
    test("the enrolments of a course are walked page by page, each once", async () => {
      const ground = await open();
      await filled(ground);
      const { use, courseIds } = ground;
      const first = await use((s) => s.ofCourse(courseIds[0], { numItems: 1, cursor: null }));
      expect(first.page.map((one) => one.lastActiveAt)).toEqual([1]);
      expect(first.isDone).toBe(false);
      const second = await use((s) => s.ofCourse(courseIds[0], { numItems: 5, cursor: first.continueCursor }));
      expect(second.page.map((one) => one.lastActiveAt)).toEqual([2]);
      expect(second.isDone).toBe(true);
    });
  });
}
