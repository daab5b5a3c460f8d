import { assetIdsOfQuestion } from "../assets/serve-assets";
import type { AssetReader } from "../assets/asset-store";
import type { CourseId } from "../courses/course";
import { assertOwnAssets, checkedDoc } from "../lessons/check-content";
import { isRichText } from "../lessons/rich-text";
import { invalid } from "../shared/app-error";
import type { QuestionDraft } from "./question";

/** What keeps a question from being asked, by field; empty when nothing does. */
export function draftProblems({ kind, choices, key, prompt }: QuestionDraft): Record<string, string> {
  const problems: Record<string, string> = {};
  if (prompt.trim() === "") problems.prompt = "prompt_missing";
  const ids = new Set(choices.map((choice) => choice.id));
  if (ids.size !== choices.length) problems.choices = "choices_alike";
  switch (kind) {
    case "single":
    case "dropdown":
    case "multiple":
      if (choices.length < 2) problems.choices = "choices_few";
      else if (choices.some((choice) => choice.text.trim() === "")) problems.choices = "choice_empty";
      if (key.kind !== "choices") problems.key = "key_kind";
      else if (key.choiceIds.some((id) => !ids.has(id))) problems.key = "choice_unknown";
      else if (new Set(key.choiceIds).size !== key.choiceIds.length) problems.key = "choices_alike";
      else if (kind !== "multiple" && key.choiceIds.length !== 1) problems.key = "key_one";
      break;
    case "shortText":
      if (key.kind !== "text") problems.key = "key_kind";
      else if (key.accepted.some((text) => text.trim() === "")) problems.key = "answer_empty";
      break;
    case "numeric":
      if (key.kind !== "number") problems.key = "key_kind";
      else if (!Number.isFinite(key.from) || !Number.isFinite(key.to)) problems.key = "number_unreadable";
      else if (key.from > key.to) problems.key = "range_backwards";
      break;
  }
  return problems;
}

/** A question as it may be stored in a course, or a refusal that names the fields. */
export async function checkDraft(
  assets: AssetReader,
  courseId: CourseId,
  draft: QuestionDraft,
): Promise<QuestionDraft> {
  const problems = draftProblems(draft);
  if (Object.keys(problems).length > 0) throw invalid("question", problems);
  const richOrPlain = (text: string, field: string) => (isRichText(text) ? checkedDoc(text, field) : text);
  const asksChoices = draft.kind === "single" || draft.kind === "multiple" || draft.kind === "dropdown";
  const checked: QuestionDraft = {
    ...draft,
    prompt: checkedDoc(draft.prompt, "prompt"),
    explanation: draft.explanation === null ? null : checkedDoc(draft.explanation, "explanation"),
    hints: draft.hints.map((hint, n) => richOrPlain(hint, `hints.${n}`)),
    choices: asksChoices
      ? draft.choices.map((choice, n) => ({
          ...choice,
          text: richOrPlain(choice.text, `choices.${n}.text`),
          feedback: choice.feedback === null ? null : richOrPlain(choice.feedback, `choices.${n}.feedback`),
        }))
      : [],
    hasPartialCredit: draft.kind === "multiple" && draft.hasPartialCredit,
  };
  await assertOwnAssets(assets, courseId, assetIdsOfQuestion(checked), "prompt");
  return checked;
}
