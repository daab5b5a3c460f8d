import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import { renderWithWords } from "@/lib/i18n/testing";
import type { QuestionDraft } from "@/services/questions/question";
import { newQuestion } from "./new-question";
import { QuestionEditor } from "./question-editor";
import { questionProblem } from "./question-problem";

// What is tested here are the fields around the words; the editor of words has tests of its own.
vi.mock("@/components/lesson-editor/lazy-rich-editor", () => ({ LazyRichEditor: () => null }));
afterEach(cleanup);

const words = { prompt: "Ask", choices: ["One", "Two"] as const, answer: "Answer" };
const show = (draft: QuestionDraft) => {
  const onChange = vi.fn<(draft: QuestionDraft) => void>();
  renderWithWords(
    <TooltipProvider>
      <QuestionEditor draft={draft} onChange={onChange} refusal={questionProblem(draft)} />
    </TooltipProvider>,
  );
  return onChange;
};

it("marking another choice moves the key when one is right", async () => {
  const onChange = show(newQuestion("single", words));
  await userEvent.click(screen.getByRole("radio", { name: "Choice 2 is right" }));
  expect(onChange.mock.lastCall?.[0].key).toEqual({ kind: "choices", choiceIds: ["c2"] });
});
it("marking another choice adds to the key when several are right", async () => {
  const onChange = show(newQuestion("multiple", words));
  await userEvent.click(screen.getByRole("checkbox", { name: "Choice 2 is right" }));
  expect(onChange.mock.lastCall?.[0].key).toEqual({ kind: "choices", choiceIds: ["c1", "c2"] });
});
it("an empty choice is pointed at in words", () => {
  const draft = newQuestion("single", words);
  show({ ...draft, choices: draft.choices.map((choice) => ({ ...choice, text: "" })) });
  expect(screen.getByRole("alert").textContent).toBe("A choice is still empty.");
});
it("a number is read with a comma or a point, and one number is an exact answer", async () => {
  const onChange = show(newQuestion("numeric", words));
  await userEvent.clear(screen.getByRole("textbox", { name: "From" }));
  await userEvent.type(screen.getByRole("textbox", { name: "From" }), "2,5");
  expect(onChange.mock.lastCall?.[0].key).toEqual({ kind: "number", from: 2.5, to: 2.5, unit: null });
});
it("a choice may begin with a brace: its field stays the one that is typed in", () => {
  const draft = newQuestion("single", words);
  show({ ...draft, choices: draft.choices.map((choice) => ({ ...choice, text: "{1, 2}" })) });
  expect(screen.getAllByDisplayValue("{1, 2}")).toHaveLength(2);
});
