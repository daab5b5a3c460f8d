import { describe, expect, test } from "vitest";
import { AppError } from "../shared/app-error";
import type { AnswerKey, Question } from "../questions/question";
import type { Response } from "./answer";
import { grade } from "./grade";

const choices = ["a", "b", "c", "d"].map((id) => ({ id, text: id, feedback: null }));
const picked = (...choiceIds: string[]): Response => ({ kind: "choices", choiceIds });
const typed = (text: string): Response => ({ kind: "text", text });
const counted = (text: string): Response => ({ kind: "number", text });

function question(kind: Question["kind"], key: AnswerKey, hasPartialCredit = false) {
  return { kind, key, choices: key.kind === "choices" ? choices : [], hasPartialCredit };
}
function outcome(asked: ReturnType<typeof question>, response: Response): number | string {
  try {
    const { isCorrect, score } = grade(asked, response);
    expect(isCorrect).toBe(score === 1);
    return score;
  } catch (error) {
    if (error instanceof AppError) return error.data.reason;
    throw error;
  }
}

const single = question("single", { kind: "choices", choiceIds: ["b"] });
const dropdown = question("dropdown", { kind: "choices", choiceIds: ["b"] });
const multiple = question("multiple", { kind: "choices", choiceIds: ["a", "b"] });
const partial = question("multiple", { kind: "choices", choiceIds: ["a", "b"] }, true);
const text = question("shortText", { kind: "text", accepted: ["Café crème", "it's"], isCaseSensitive: false });
const strict = question("shortText", { kind: "text", accepted: ["NaCl"], isCaseSensitive: true });
const number = question("numeric", { kind: "number", from: 1.4, to: 1.6, unit: "kg" });
const exact = question("numeric", { kind: "number", from: 0.3, to: 0.3, unit: null });

describe("a response is graded", () => {
  test.each([
    ["single, right", single, picked("b"), 1],
    ["single, wrong", single, picked("a"), 0],
    ["single, the same choice twice", single, picked("b", "b"), 1],
    ["single, two choices", single, picked("a", "b"), "response_kind"],
    ["single, none", single, picked(), "response_kind"],
    ["single, a choice of another question", single, picked("z"), "choice_unknown"],
    ["single, words", single, typed("b"), "response_kind"],
    ["dropdown, right", dropdown, picked("b"), 1],
    ["dropdown, two choices", dropdown, picked("a", "b"), "response_kind"],
    ["multiple, all right", multiple, picked("b", "a"), 1],
    ["multiple, half right without partial credit", multiple, picked("a"), 0],
    ["multiple, none chosen", multiple, picked(), 0],
    ["partial, half right", partial, picked("a"), 0.5],
    ["partial, one right and one wrong cancel out", partial, picked("a", "c"), 0],
    ["partial, all right and one wrong", partial, picked("a", "b", "c"), 0.5],
    ["partial, more wrong than right is not below zero", partial, picked("c", "d"), 0],
    ["text, other case, spaces and letters' forms", text, typed("  CAFE\u0301   cre\u0300me "), 1],
    ["text, another apostrophe", text, typed("it’s"), 1],
    ["text, without its accents", text, typed("cafe creme"), 0],
    ["text, full-width letters", strict, typed("ＮａＣｌ"), 1],
    ["text, case where it counts", strict, typed("nacl"), 0],
    ["text, a number", text, counted("1"), "response_kind"],
    ["number, inside", number, counted("1.5"), 1],
    ["number, on the bound", number, counted("1,6"), 1],
    ["number, outside", number, counted("1.61"), 0],
    ["number, with its unit", number, counted("1.5 KG"), 1],
    ["number, with another unit", number, counted("1.5 lb"), "number_unreadable"],
    ["number, words", number, counted("a lot"), "number_unreadable"],
    ["number, typed as text", number, typed("1.5"), "response_kind"],
    ["number, the sum that binary arithmetic makes", exact, counted("0.30000000000000004"), 1],
  ] as const)("%s", (_, asked, response, expected) => {
    expect(outcome(asked, response)).toBe(expected);
  });
});
