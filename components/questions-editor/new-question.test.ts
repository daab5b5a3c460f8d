import { describe, expect, it } from "vitest";
import { questionKinds } from "@/services/questions/question";
import { freeChoiceId, newQuestion, ofKind, withoutChoice } from "./new-question";
import { questionProblem } from "./question-problem";

const words = { prompt: "Ask", choices: ["One", "Two"] as const, answer: "Answer" };

describe("a new question", () => {
  it.each(questionKinds)("of kind %s can be asked as it is", (kind) => {
    expect(questionProblem(newQuestion(kind, words))).toBeNull();
  });
  it.each(questionKinds.flatMap((from) => questionKinds.map((to) => [from, to] as const)))(
    "turned from %s into %s can still be asked",
    (from, to) => {
      expect(questionProblem(ofKind(newQuestion(from, words), to, words))).toBeNull();
    },
  );
});

it("a question keeps its choices while it is of another kind", () => {
  const single = newQuestion("single", words);
  expect(ofKind(ofKind(single, "numeric", words), "single", words).choices).toEqual(single.choices);
});
it("a question whose right choice is removed says so instead of being saved", () => {
  const three = newQuestion("single", words);
  const draft = {
    ...three,
    choices: [...three.choices, { id: freeChoiceId(three.choices), text: "Three", feedback: null }],
  };
  expect(questionProblem(withoutChoice(draft, "c1"))).toMatchObject({
    reason: "question",
    fields: { "key.choiceIds": "key_missing" },
  });
});
it("a number that cannot be read is told at its field", () => {
  const draft = newQuestion("numeric", words);
  expect(
    questionProblem({ ...draft, key: { kind: "number", from: Number.NaN, to: 1, unit: null } })?.fields,
  ).toMatchObject({ key: "number_unreadable" });
});
