import { describe, expect, test } from "vitest";
import type { AnswerKey, Question } from "../questions/question";
import type { Answer } from "./answer";
import { asked, graded, mayReveal } from "./reveal";

const question: Question = {
  _id: "q1" as Question["_id"],
  courseId: "c1" as Question["courseId"],
  lessonId: "l1" as Question["lessonId"],
  kind: "single",
  prompt: "Which?",
  choices: [
    { id: "a", text: "A", feedback: "secret of a" },
    { id: "b", text: "B", feedback: "secret of b" },
  ],
  key: { kind: "choices", choiceIds: ["b"] },
  explanation: "secret explanation",
  hints: ["Look twice."],
  points: 2,
  maxAttempts: 2,
  hasPartialCredit: false,
  revision: 1,
  sourceKey: "secret source",
  removedAt: null,
};
const answer = (isCorrect: boolean, attempts: number): Answer => ({
  _id: "x" as Answer["_id"],
  userId: "u1" as Answer["userId"],
  courseId: question.courseId,
  lessonId: question.lessonId,
  questionId: question._id,
  response: { kind: "choices", choiceIds: [isCorrect ? "b" : "a"] },
  isCorrect,
  score: isCorrect ? 1 : 0,
  attempts,
  answeredAt: 7,
});

describe("what a student may know", () => {
  test.each([
    [true, 1, null, true],
    [false, 50, null, false],
    [false, 1, 2, false],
    [false, 2, 2, true],
    [false, 3, 2, true],
  ])("right: %j, attempts %j of %j: revealed %j", (isCorrect, attempts, maxAttempts, expected) => {
    expect(mayReveal({ isCorrect, attempts }, maxAttempts)).toBe(expected);
  });
  test("a question is asked without key, feedback, explanation or source", () => {
    expect(asked(question)).toEqual({
      _id: "q1",
      kind: "single",
      prompt: "Which?",
      choices: [
        { id: "a", text: "A" },
        { id: "b", text: "B" },
      ],
      hints: ["Look twice."],
      points: 2,
      unit: null,
      maxAttempts: 2,
    });
  });
  test("a wrong answer hears the feedback of what was chosen and no more", () => {
    expect(graded(question, answer(false, 1))).toEqual({
      questionId: "q1",
      response: { kind: "choices", choiceIds: ["a"] },
      isCorrect: false,
      score: 0,
      attempts: 1,
      attemptsLeft: 1,
      feedback: [{ choiceId: "a", text: "secret of a" }],
      revealed: null,
      answeredAt: 7,
    });
  });
  test("a right answer hears why", () => {
    expect(graded(question, answer(true, 1))).toMatchObject({
      feedback: [{ choiceId: "b", text: "secret of b" }],
      revealed: { explanation: "secret explanation", correct: ["b"] },
    });
  });
  test.each<[AnswerKey, string[]]>([
    [{ kind: "text", accepted: ["one", "two"], isCaseSensitive: false }, ["one", "two"]],
    [{ kind: "number", from: 3, to: 3, unit: null }, ["3"]],
    [{ kind: "number", from: 3, to: 4.5, unit: "kg" }, ["3 – 4.5 kg"]],
  ])("the key %j is told as %j", (key, correct) => {
    expect(graded({ ...question, key }, answer(true, 1)).revealed?.correct).toEqual(correct);
  });
});
