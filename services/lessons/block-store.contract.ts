import { describe, expect, test } from "vitest";
import type { CourseId } from "../courses/course";
import type { Block } from "./block";
import type { BlockStore } from "./block-store";
import type { LessonId } from "./lesson";

type Opened = {
  courseId: CourseId;
  lessonId: LessonId;
  use: <T>(work: (store: BlockStore) => Promise<T>) => Promise<T>;
};

/** What every block store must do, whatever it is made of. `use` opens one transaction. */
export function blockStoreContract(name: string, open: () => Promise<Opened>): void {
  const text = (doc: string) => ({ kind: "text" as const, doc });
  const adder =
    ({ courseId, lessonId, use }: Opened) =>
    (order: string, given: Partial<Block> = {}) =>
      use((store) =>
        store.add({
          courseId,
          lessonId,
          order,
          content: text(order),
          revision: 1,
          sourceKey: null,
          removedAt: null,
          ...given,
        }),
      );

  describe(`${name} keeps blocks`, () => {
    test("the standing blocks of a lesson come in order", async () => {
      const opened = await open();
      const { lessonId, use } = opened;
      const add = adder(opened);
      for (const order of ["a1", "a0"]) await add(order);
      await add("a0V", { removedAt: 4 });
      expect((await use((store) => store.ofLesson(lessonId, 10))).map((row) => row.order)).toEqual(["a0", "a1"]);
      expect(await use((store) => store.ofLesson(lessonId, 1))).toHaveLength(1);
      expect((await use((store) => store.following(lessonId, "a0")))?.order).toBe("a1");
      expect((await use((store) => store.following(lessonId, null)))?.order).toBe("a0");
      expect((await use((store) => store.last(lessonId)))?.order).toBe("a1");
      expect(await use((store) => store.anyOf(lessonId, 10))).toHaveLength(3);
      expect((await use((store) => store.removedBefore(5, 10))).map((row) => row.order)).toEqual(["a0V"]);
    });

    test("every kind of content comes back as it was written", async () => {
      const opened = await open();
      const add = adder(opened);
      const video: Block["content"] = {
        kind: "video",
        title: "V",
        source: { type: "embed", provider: "youtube", url: "https://www.youtube.com/watch?v=x" },
        captions: [],
        durationMs: null,
      };
      const frame: Block["content"] = {
        kind: "embed",
        title: "E",
        source: { type: "url", url: "https://example.com/" },
        height: 300,
      };
      for (const content of [text("{}"), video, frame]) {
        const id = await add("a0", { content });
        expect((await opened.use((store) => store.byId(id)))?.content).toEqual(content);
      }
    });

    test("a block is found by its source, changed and removed", async () => {
      const opened = await open();
      const id = await adder(opened)("a0", { sourceKey: "v/h#0" });
      expect((await opened.use((store) => store.bySource(opened.courseId, "v/h#0")))?._id).toBe(id);
      await opened.use((store) => store.change(id, { content: text("new"), revision: 2 }));
      expect(await opened.use((store) => store.byId(id))).toMatchObject({
        content: text("new"),
        revision: 2,
        order: "a0",
      });
      await opened.use((store) => store.remove(id));
      expect(await opened.use((store) => store.byId(id))).toBeNull();
    });
  });
}
