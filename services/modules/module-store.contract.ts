import { describe, expect, test } from "vitest";
import type { CourseId } from "../courses/course";
import type { CourseModule } from "./module";
import type { ModuleStore } from "./module-store";

type Opened = {
  courseId: CourseId;
  otherId: CourseId;
  use: <T>(work: (store: ModuleStore) => Promise<T>) => Promise<T>;
};

/** A module as a store takes it. */
export const someModule = (
  given: Partial<Omit<CourseModule, "_id">> & Pick<CourseModule, "courseId">,
): Omit<CourseModule, "_id"> => ({
  title: "Module",
  order: "a0",
  sections: [],
  sourceKey: null,
  removedAt: null,
  ...given,
});

/** What every module store must do, whatever it is made of. `use` opens one transaction. */
export function moduleStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} keeps modules`, () => {
    test("standing modules come in order, byte by byte, up to the limit", async () => {
      const { courseId, otherId, use } = await open();
      const add = (order: string, given: Partial<CourseModule> = {}) =>
        use((store) => store.add(someModule({ courseId, order, title: order, ...given })));
      for (const order of ["a1", "Zz", "a0V"]) await add(order);
      await add("a0", { removedAt: 5 });
      await add("a0", { courseId: otherId });
      const titles = async (limit: number) =>
        (await use((store) => store.ofCourse(courseId, limit))).map((row) => row.title);
      expect(await titles(10)).toEqual(["Zz", "a0V", "a1"]);
      expect(await titles(2)).toEqual(["Zz", "a0V"]);
      expect((await use((store) => store.following(courseId, null)))?.order).toBe("Zz");
      expect((await use((store) => store.following(courseId, "a0V")))?.order).toBe("a1");
      expect(await use((store) => store.following(courseId, "a1"))).toBeNull();
      expect((await use((store) => store.last(courseId)))?.order).toBe("a1");
      expect(await use((store) => store.anyOf(courseId, 10))).toHaveLength(4);
    });

    test("a module is found by its source in its own course, changed and removed", async () => {
      const { courseId, otherId, use } = await open();
      const id = await use((store) => store.add(someModule({ courseId, sourceKey: "chapter/1" })));
      expect((await use((store) => store.bySource(courseId, "chapter/1")))?._id).toBe(id);
      expect(await use((store) => store.bySource(otherId, "chapter/1"))).toBeNull();
      await use((store) => store.change(id, { title: "New" }));
      expect(await use((store) => store.byId(id))).toMatchObject({ title: "New", sourceKey: "chapter/1" });
      await use((store) => store.remove(id));
      expect(await use((store) => store.byId(id))).toBeNull();
    });

    test("what was removed before a time is found, what stands never", async () => {
      const { courseId, use } = await open();
      for (const removedAt of [null, 10, 20]) await use((store) => store.add(someModule({ courseId, removedAt })));
      expect((await use((store) => store.removedBefore(20, 10))).map((row) => row.removedAt)).toEqual([10]);
    });
  });
}
