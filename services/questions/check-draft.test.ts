import { expect, test } from "vitest";
import { memoryAssetStore } from "../assets/memory-asset-store";
import { paragraphs, writeRichDoc } from "../lessons/rich-text";
import type { Id } from "../shared/id";
import { checkDraft, draftProblems } from "./check-draft";
import type { QuestionDraft } from "./question";

const choices = ["a", "b"].map((id) => ({ id, text: id.toUpperCase(), feedback: null }));
const single: QuestionDraft = {
  kind: "single",
  prompt: writeRichDoc(paragraphs("Which?")),
  choices,
  key: { kind: "choices", choiceIds: ["a"] },
  explanation: null,
  hints: [],
  points: 1,
  maxAttempts: null,
  hasPartialCredit: true,
};
const courseId = "c1" as Id<"courses">;
const number = (from: number, to: number): Partial<QuestionDraft> => ({
  kind: "numeric",
  key: { kind: "number", from, to, unit: null },
});

test.each<[string, Partial<QuestionDraft>, Record<string, string>]>([
  ["a whole question", {}, {}],
  ["no prompt", { prompt: " " }, { prompt: "prompt_missing" }],
  ["one choice", { choices: choices.slice(0, 1) }, { choices: "choices_few" }],
  ["an empty choice", { choices: [choices[0]!, { id: "b", text: " ", feedback: null }] }, { choices: "choice_empty" }],
  ["choices of one id", { choices: [choices[0]!, { ...choices[1]!, id: "a" }] }, { choices: "choices_alike" }],
  ["two right ones of one", { key: { kind: "choices", choiceIds: ["a", "b"] } }, { key: "key_one" }],
  ["several right of several", { kind: "multiple", key: { kind: "choices", choiceIds: ["a", "b"] } }, {}],
  ["a right one that is not there", { key: { kind: "choices", choiceIds: ["z"] } }, { key: "choice_unknown" }],
  ["a key of another kind", { key: { kind: "text", accepted: ["a"], isCaseSensitive: false } }, { key: "key_kind" }],
  ["text", { kind: "shortText", key: { kind: "text", accepted: ["a"], isCaseSensitive: false } }, {}],
  [
    "empty text",
    { kind: "shortText", key: { kind: "text", accepted: [" "], isCaseSensitive: false } },
    { key: "answer_empty" },
  ],
  ["a number", number(1, 2), {}],
  ["a range that runs backwards", number(2, 1), { key: "range_backwards" }],
  ["no number", number(NaN, 1), { key: "number_unreadable" }],
])("%s", (_what, given, problems) => {
  expect(draftProblems({ ...single, ...given })).toEqual(problems);
});

test("partial credit is for several choices only, and choices for choice questions only", async () => {
  const assets = memoryAssetStore();
  expect(await checkDraft(assets, courseId, single)).toMatchObject({ hasPartialCredit: false, choices });
  expect(await checkDraft(assets, courseId, { ...single, ...number(1, 1) })).toMatchObject({ choices: [] });
});
test("a prompt that is no document, or shows another course's file, is refused by its field", async () => {
  const assets = memoryAssetStore();
  const image = JSON.stringify({ type: "doc", content: [{ type: "image", attrs: { src: "asset:x", alt: "" } }] });
  await expect(checkDraft(assets, courseId, { ...single, prompt: "<b>no</b>" })).rejects.toMatchObject({
    data: { fields: { prompt: "document" } },
  });
  await expect(checkDraft(assets, courseId, { ...single, prompt: image })).rejects.toMatchObject({
    data: { fields: { prompt: "asset_unknown" } },
  });
});
test("words that begin with a brace are words, in choices, feedback and hints", async () => {
  const sets = ["{1, 2}", "{"].map((text, n) => ({ id: "ab"[n]!, text, feedback: `{${n}}` }));
  const checked = await checkDraft(memoryAssetStore(), courseId, { ...single, choices: sets, hints: ["{x | x > 0}"] });
  expect([checked.choices, checked.hints]).toEqual([sets, ["{x | x > 0}"]]);
});
