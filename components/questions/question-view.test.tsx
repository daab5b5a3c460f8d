import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import errors from "@/messages/en/errors.json";
import learning from "@/messages/en/learning.json";
import type { GradedAnswer } from "@/services/answers/answer";
import type { AskedQuestion } from "@/services/questions/question";
import { QuestionView } from "./question-view";

afterEach(cleanup);
const around = { assets: new Map(), lessonHref: null };
const prompt = JSON.stringify({
  type: "doc",
  content: [{ type: "paragraph", content: [{ type: "text", text: "Which knot slips?" }] }],
});
const single: AskedQuestion = {
  _id: "q1",
  kind: "single",
  prompt,
  choices: [
    { id: "a", text: "The granny" },
    { id: "b", text: "The bowline" },
  ],
  hints: ["Think of shoes."],
  points: 1,
  unit: null,
  maxAttempts: 2,
};
const answered = (over: Partial<GradedAnswer>): GradedAnswer => ({
  questionId: "q1",
  response: { kind: "choices", choiceIds: ["b"] },
  isCorrect: false,
  score: 0,
  attempts: 1,
  attemptsLeft: 1,
  feedback: [],
  revealed: null,
  answeredAt: 1,
  ...over,
});

function show(props: Partial<Parameters<typeof QuestionView>[0]>) {
  const onSubmit = vi.fn();
  render(
    <NextIntlClientProvider locale="en" messages={{ learning, errors }} timeZone="UTC">
      <QuestionView
        question={single}
        answer={null}
        around={around}
        pending={false}
        refusal={null}
        onSubmit={onSubmit}
        {...props}
      />
    </NextIntlClientProvider>,
  );
  return onSubmit;
}

test("what was chosen is sent, and nothing can be sent before", async () => {
  const onSubmit = show({});
  expect(screen.getByRole("button", { name: "Check answer" })).toHaveProperty("disabled", true);
  await userEvent.click(screen.getByRole("radio", { name: "The granny" }));
  await userEvent.click(screen.getByRole("button", { name: "Check answer" }));
  expect(onSubmit.mock.calls).toEqual([[{ kind: "choices", choiceIds: ["a"] }]]);
});

test("a wrong answer with a try left can be tried again from a clean slate", async () => {
  show({ answer: answered({}) });
  expect(screen.getByRole("status").textContent).toContain("Not quite.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(screen.getByRole("radio", { name: "The bowline" })).toHaveProperty("checked", false);
});

test("with no try left the answer stands and the explanation is shown", () => {
  const explanation = JSON.stringify({
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: "It rolls." }] }],
  });
  show({ answer: answered({ attempts: 2, attemptsLeft: 0, revealed: { explanation, correct: ["a"] } }) });
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  expect(screen.getByText("It rolls.")).toBeTruthy();
  expect(screen.getByText("Right choice")).toBeTruthy();
});

test("hints come one at a time", async () => {
  show({});
  expect(screen.queryByText("Think of shoes.")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show a hint" }));
  expect(screen.getByText("Think of shoes.")).toBeTruthy();
});

test("a number is sent as it was typed", async () => {
  const onSubmit = show({ question: { ...single, kind: "numeric", choices: [], unit: "m" } });
  await userEvent.type(screen.getByRole("textbox", { name: "Your number" }), "1,5");
  await userEvent.click(screen.getByRole("button", { name: "Check answer" }));
  expect(onSubmit.mock.calls).toEqual([[{ kind: "number", text: "1,5" }]]);
});

test("where no answer is taken the reason stands in its place", () => {
  show({ onSubmit: null, why: "Enrol in the course to answer." });
  expect(screen.getByText("Enrol in the course to answer.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Check answer" })).toBeNull();
});
