import { describe, expect, test } from "vitest";
import type { CourseId } from "../courses/course";
import type { ModuleId } from "../modules/module";
import type { Lesson } from "./lesson";
import type { LessonStore } from "./lesson-store";

type Opened = {
  courseId: CourseId;
  moduleId: ModuleId;
  otherModuleId: ModuleId;
  use: <T>(work: (store: LessonStore) => Promise<T>) => Promise<T>;
};

/** A lesson as a store takes it. */
export const someLesson = (
  given: Partial<Omit<Lesson, "_id">> & Pick<Lesson, "courseId" | "moduleId">,
): Omit<Lesson, "_id"> => ({
  title: "Lesson",
  order: "a0",
  sectionKey: null,
  minutes: 5,
  isPreview: false,
  blockCount: 0,
  sourceKey: null,
  removedAt: null,
  ...given,
});

/** What every lesson store must do, whatever it is made of. `use` opens one transaction. */
export function lessonStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} keeps lessons`, () => {
    test("the standing lessons of a module come in order, with the ones before and after each", async () => {
      const { courseId, moduleId, otherModuleId, use } = await open();
      const add = (order: string, given: Partial<Lesson> = {}) =>
        use((store) => store.add(someLesson({ courseId, moduleId, order, title: order, ...given })));
      for (const order of ["a2", "a0", "a1"]) await add(order);
      await add("a1V", { removedAt: 9 });
      await add("a3", { moduleId: otherModuleId });
      const orders = async (limit: number) =>
        (await use((store) => store.ofModule(moduleId, limit))).map((row) => row.order);
      expect(await orders(10)).toEqual(["a0", "a1", "a2"]);
      expect(await orders(1)).toEqual(["a0"]);
      expect((await use((store) => store.following(moduleId, null)))?.order).toBe("a0");
      expect((await use((store) => store.following(moduleId, "a1")))?.order).toBe("a2");
      expect(await use((store) => store.following(moduleId, "a2"))).toBeNull();
      expect((await use((store) => store.preceding(moduleId, null)))?.order).toBe("a2");
      expect((await use((store) => store.preceding(moduleId, "a1")))?.order).toBe("a0");
      expect(await use((store) => store.preceding(moduleId, "a0"))).toBeNull();
      expect(await use((store) => store.ofCourse(courseId, 10))).toHaveLength(4);
      expect(await use((store) => store.ofCourse(courseId, 3))).toHaveLength(3);
      expect(await use((store) => store.anyOf(courseId, 10))).toHaveLength(5);
    });

    test("lessons removed at one moment are found together", async () => {
      const { courseId, moduleId, use } = await open();
      for (const removedAt of [null, 10, 10, 20])
        await use((store) => store.add(someLesson({ courseId, moduleId, removedAt })));
      expect(await use((store) => store.removedWith(moduleId, 10, 10))).toHaveLength(2);
      expect((await use((store) => store.removedBefore(20, 10))).map((row) => row.removedAt)).toEqual([10, 10]);
    });

    test("a lesson is found by its source, changed and removed", async () => {
      const { courseId, moduleId, otherModuleId, use } = await open();
      const id = await use((store) => store.add(someLesson({ courseId, moduleId, sourceKey: "vertical/1" })));
      expect((await use((store) => store.bySource(courseId, "vertical/1")))?._id).toBe(id);
      await use((store) => store.change(id, { moduleId: otherModuleId, minutes: 7 }));
      expect(await use((store) => store.byId(id))).toMatchObject({
        moduleId: otherModuleId,
        minutes: 7,
        title: "Lesson",
      });
      await use((store) => store.remove(id));
      expect(await use((store) => store.byId(id))).toBeNull();
    });
  });
}
