import { paragraphs, writeRichDoc } from "@/services/lessons/rich-text";
import type { AnswerKey, QuestionDraft } from "@/services/questions/question";

type Kind = QuestionDraft["kind"];
/** Words that a new question begins with. */
export type FirstWords = { prompt: string; choices: readonly [string, string]; answer: string };

const asksChoices = (kind: Kind) => kind === "single" || kind === "multiple" || kind === "dropdown";

/** A question that can be asked as it is, for its author to change. */
export function newQuestion(kind: Kind, words: FirstWords): QuestionDraft {
  const choices = asksChoices(kind)
    ? words.choices.map((text, at) => ({ id: `c${at + 1}`, text, feedback: null }))
    : [];
  return {
    kind,
    prompt: writeRichDoc(paragraphs(words.prompt)),
    choices,
    key: keyFor(kind, choices, null, words.answer),
    explanation: null,
    hints: [],
    points: 1,
    maxAttempts: null,
    hasPartialCredit: false,
  };
}

function keyFor(kind: Kind, choices: QuestionDraft["choices"], key: AnswerKey | null, answer: string): AnswerKey {
  switch (kind) {
    case "single":
    case "dropdown":
    case "multiple": {
      const right = (key?.kind === "choices" ? key.choiceIds : []).filter((id) =>
        choices.some((choice) => choice.id === id),
      );
      const first = right[0] ?? choices[0]?.id ?? "c1";
      return { kind: "choices", choiceIds: kind === "multiple" && right.length > 0 ? right : [first] };
    }
    case "shortText":
      return key?.kind === "text" ? key : { kind: "text", accepted: [answer], isCaseSensitive: false };
    case "numeric":
      return key?.kind === "number" ? key : { kind: "number", from: 0, to: 0, unit: null };
  }
}

/** The same question of another kind: what both kinds have stays. */
export function ofKind(draft: QuestionDraft, kind: Kind, words: FirstWords): QuestionDraft {
  const choices = asksChoices(kind) && draft.choices.length < 2 ? newQuestion(kind, words).choices : draft.choices;
  return {
    ...draft,
    kind,
    choices,
    key: keyFor(kind, choices, draft.key, words.answer),
    hasPartialCredit: kind === "multiple" && draft.hasPartialCredit,
  };
}

/** An id that none of the choices has. */
export function freeChoiceId(choices: QuestionDraft["choices"]): string {
  const numbers = choices.map((choice) => Number(/^c(\d+)$/.exec(choice.id)?.[1] ?? 0));
  return `c${Math.max(0, ...numbers) + 1}`;
}

/** The question without a choice, and its key without it too. */
export function withoutChoice(draft: QuestionDraft, choiceId: string): QuestionDraft {
  const choices = draft.choices.filter((choice) => choice.id !== choiceId);
  const key =
    draft.key.kind === "choices"
      ? { ...draft.key, choiceIds: draft.key.choiceIds.filter((id) => id !== choiceId) }
      : draft.key;
  return { ...draft, choices, key };
}
