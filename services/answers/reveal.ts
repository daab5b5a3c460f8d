import type { AskedQuestion, Question } from "../questions/question";
import type { Answer, GradedAnswer } from "./answer";

/** Whether the key and the explanation may be shown: after a right answer, or when no attempt is left. */
export function mayReveal(answer: Pick<Answer, "isCorrect" | "attempts">, maxAttempts: number | null): boolean {
  return answer.isCorrect || (maxAttempts !== null && answer.attempts >= maxAttempts);
}

/** What a student sees of a question before and while answering. */
export function asked(question: Question): AskedQuestion {
  const { _id, kind, prompt, choices, hints, points, key, maxAttempts } = question;
  return {
    _id,
    kind,
    prompt,
    choices: choices.map(({ id, text }) => ({ id, text })),
    hints,
    points,
    unit: key.kind === "number" ? key.unit : null,
    maxAttempts,
  };
}

/** What a student may know of their answer: feedback of what they chose, the key only once it may be revealed. */
export function graded(question: Question, answer: Answer): GradedAnswer {
  const { response, isCorrect, score, attempts, answeredAt } = answer;
  const chosen = response.kind === "choices" ? response.choiceIds : [];
  return {
    questionId: question._id,
    response,
    isCorrect,
    score,
    attempts,
    attemptsLeft: question.maxAttempts === null ? null : Math.max(0, question.maxAttempts - attempts),
    feedback: question.choices.flatMap(({ id, feedback }) =>
      feedback !== null && chosen.includes(id) ? [{ choiceId: id, text: feedback }] : [],
    ),
    revealed: mayReveal(answer, question.maxAttempts)
      ? { explanation: question.explanation, correct: correctOf(question) }
      : null,
    answeredAt,
  };
}

/** The key in words: ids of choices, accepted texts, or a number or range with its unit. */
function correctOf({ key }: Question): string[] {
  switch (key.kind) {
    case "choices":
      return key.choiceIds;
    case "text":
      return key.accepted;
    case "number": {
      const range = key.from === key.to ? String(key.from) : `${key.from} – ${key.to}`;
      return [key.unit ? `${range} ${key.unit}` : range];
    }
  }
}
