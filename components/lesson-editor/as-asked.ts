import { questionDraft, type AskedQuestion, type QuestionDraft } from "@/services/questions/question";

/** The part of a question that its author writes. */
export const asQuestionDraft = (question: QuestionDraft): QuestionDraft => questionDraft.parse(question);

/** A question as a student will be asked it. */
export function asAsked(id: string, draft: QuestionDraft): AskedQuestion {
  return {
    _id: id,
    kind: draft.kind,
    prompt: draft.prompt,
    choices: draft.choices.map(({ id: choiceId, text }) => ({ id: choiceId, text })),
    hints: draft.hints,
    points: draft.points,
    unit: draft.key.kind === "number" ? draft.key.unit : null,
    maxAttempts: draft.maxAttempts,
  };
}
