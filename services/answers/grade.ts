import type { AnswerKey, Question } from "../questions/question";
import { invalid } from "../shared/app-error";
import type { Response } from "./answer";
import { readNumber } from "./read-number";

/** `score` runs from 0 to 1. */
export type Grade = { readonly isCorrect: boolean; readonly score: number };
type Graded = Pick<Question, "kind" | "key" | "choices" | "hasPartialCredit">;

const allOrNothing = (isCorrect: boolean): Grade => ({ isCorrect, score: isCorrect ? 1 : 0 });

/**
 * Grades a response. Refuses with "response_kind" what does not fit the question, with "choice_unknown" a choice the
 * question does not offer, and with "number_unreadable" what is no number; none of these is an attempt.
 */
export function grade(question: Graded, response: Response): Grade {
  switch (question.key.kind) {
    case "choices":
      return gradeChoices(question, question.key, response);
    case "text": {
      if (response.kind !== "text") throw invalid("response_kind");
      const { accepted, isCaseSensitive } = question.key;
      const given = comparable(response.text, isCaseSensitive);
      return allOrNothing(accepted.some((text) => comparable(text, isCaseSensitive) === given));
    }
    case "number": {
      if (response.kind !== "number") throw invalid("response_kind");
      const value = readNumber(response.text, question.key.unit);
      if (value === null) throw invalid("number_unreadable", { response: "number_unreadable" });
      return allOrNothing(isWithin(value, question.key.from, question.key.to));
    }
  }
}

function gradeChoices(question: Graded, key: Extract<AnswerKey, { kind: "choices" }>, response: Response): Grade {
  if (response.kind !== "choices") throw invalid("response_kind");
  const chosen = new Set(response.choiceIds);
  const offered = new Set(question.choices.map((choice) => choice.id));
  if ([...chosen].some((id) => !offered.has(id))) throw invalid("choice_unknown");
  if (question.kind !== "multiple" && chosen.size !== 1) throw invalid("response_kind");

  const right = new Set(key.choiceIds);
  if (question.kind !== "multiple") return allOrNothing([...chosen].every((id) => right.has(id)));
  const hits = [...chosen].filter((id) => right.has(id)).length;
  const misses = chosen.size - hits;
  const isCorrect = misses === 0 && hits === right.size;
  if (isCorrect || !question.hasPartialCredit) return allOrNothing(isCorrect);
  return { isCorrect, score: Math.max(0, (hits - misses) / right.size) };
}

/** One form of each letter, single spaces, one kind of quotation mark and dash; one case unless the case counts. */
function comparable(text: string, isCaseSensitive: boolean): string {
  const plain = text
    .normalize("NFKC")
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐‑‒–—−]/g, "-")
    .trim()
    .replace(/\s+/g, " ");
  return isCaseSensitive ? plain : plain.toLowerCase();
}

/** Bounds are inclusive; the last binary digit does not decide (0.1 + 0.2 is 0.3). */
function isWithin(value: number, from: number, to: number): boolean {
  const slack = Number.EPSILON * 4 * Math.max(Math.abs(from), Math.abs(to), Math.abs(value));
  return value >= from - slack && value <= to + slack;
}
