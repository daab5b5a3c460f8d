import { describe, expect, test } from "vitest";
import type { CourseId } from "../courses/course";
import type { LessonId } from "../lessons/lesson";
import type { Question } from "./question";
import type { QuestionStore } from "./question-store";

type Opened = {
  courseId: CourseId;
  lessonId: LessonId;
  use: <T>(work: (store: QuestionStore) => Promise<T>) => Promise<T>;
};

/** What every question store must do, whatever it is made of. `use` opens one transaction. */
export function questionStoreContract(name: string, open: () => Promise<Opened>): void {
  const some = ({ courseId, lessonId }: Opened, given: Partial<Question> = {}): Omit<Question, "_id"> => ({
    courseId,
    lessonId,
    kind: "numeric",
    prompt: "",
    choices: [],
    key: { kind: "number", from: 1, to: 2, unit: null },
    explanation: null,
    hints: [],
    points: 1,
    maxAttempts: null,
    hasPartialCredit: false,
    revision: 1,
    sourceKey: null,
    removedAt: null,
    ...given,
  });

  describe(`${name} keeps questions`, () => {
    test("the standing questions of a lesson come with their keys", async () => {
      const opened = await open();
      const { lessonId, use } = opened;
      const id = await use((store) => store.add(some(opened)));
      await use((store) => store.add(some(opened, { removedAt: 5 })));
      expect(await use((store) => store.ofLesson(lessonId, 10))).toMatchObject([{ _id: id, key: { from: 1, to: 2 } }]);
      expect(await use((store) => store.anyOf(lessonId, 10))).toHaveLength(2);
      expect(await use((store) => store.anyOf(lessonId, 1))).toHaveLength(1);
    });

    test("a question is found by its source, changed and removed; a text that is no id finds none", async () => {
      const opened = await open();
      const { courseId, use } = opened;
      const id = await use((store) => store.add(some(opened, { sourceKey: "p#0" })));
      expect((await use((store) => store.bySource(courseId, "p#0")))?._id).toBe(id);
      await use((store) => store.change(id, { points: 3 }));
      expect(await use((store) => store.byId(id))).toMatchObject({ points: 3, kind: "numeric" });
      await use((store) => store.remove(id));
      expect(await use((store) => store.byId(id))).toBeNull();
      expect(await use((store) => store.byId("no id at all"))).toBeNull();
    });
  });
}
