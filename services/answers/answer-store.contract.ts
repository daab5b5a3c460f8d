import { describe, expect, test } from "vitest";
import type { OpenGround } from "../shared/ground.contract";
import type { AnswerStore } from "./answer-store";

/** What every answer store must do, whatever it is made of. */
export function answerStoreContract(name: string, open: OpenGround<AnswerStore>) {
  describe(`${name} keeps answers`, () => {
    test("an answer is found by its question and its lesson, changes, and belongs to one person", async () => {
      const { use, userIds, courseIds, lessonIds, questionIds } = await open();
      const [userId, other] = userIds;
      const [lessonId] = lessonIds;
      const [questionId] = questionIds;
      const first = {
        response: { kind: "text" as const, text: "a guess" },
        isCorrect: false,
        score: 0,
        attempts: 1,
        answeredAt: 1,
      };
      await use((s) => s.add({ userId, courseId: courseIds[0], lessonId, questionId, ...first }));
      const kept = await use((s) => s.of(userId, questionId));
      expect(kept).toMatchObject(first);
      const second = {
        ...first,
        response: { kind: "number" as const, text: "4" },
        isCorrect: true,
        score: 1,
        attempts: 2,
      };
      await use((s) => s.change(kept!._id, second));
      expect(await use((s) => s.ofLesson(userId, lessonId, 5))).toEqual([{ ...kept, ...second }]);
      expect(await use((s) => s.ofLesson(other, lessonId, 5))).toEqual([]);
      expect(await use((s) => s.of(other, questionId))).toBeNull();
      expect(await use((s) => s.of(userId, questionIds[1]))).toBeNull();
    });
  });
}
