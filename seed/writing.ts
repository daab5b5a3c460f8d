import type { SeedBlock, SeedLesson, SeedQuestion, SeedRich } from "./seed-types";

type LessonHead = Pick<SeedLesson, "key" | "title" | "section" | "minutes" | "isPreview">;

/** A block of running text. */
export function text(body: SeedRich): SeedBlock {
  return { kind: "text", body: body.trim() };
}

/** A remark set apart from the text. */
export function callout(tone: "note" | "tip" | "warning", body: SeedRich): SeedBlock {
  return { kind: "callout", tone, body: body.trim() };
}

/** One of our own drawings, with the words that replace it for a person who cannot see it. */
export function drawing(name: string, alt: string, caption: string): SeedBlock {
  return { kind: "image", drawing: name, alt, caption };
}

/** One of our own films, with its captions. */
export function film(name: string, title: string): SeedBlock {
  return { kind: "video", film: name, title };
}

/** A true-or-false question's two choices, with what to say to a person who chose the wrong one. */
export function trueOrFalse(answer: boolean, feedback: string): NonNullable<SeedQuestion["choices"]> {
  return [
    answer ? { text: "True", isCorrect: true } : { text: "True", isCorrect: false, feedback },
    answer ? { text: "False", isCorrect: false, feedback } : { text: "False", isCorrect: true },
  ];
}

/** A lesson written in reading order; a question stands where it is asked and is filed under the lesson. */
export function lesson(head: LessonHead, ...parts: (SeedBlock | SeedQuestion)[]): SeedLesson {
  const questions = parts.filter((part) => "prompt" in part);
  const blocks = parts.map((part): SeedBlock => ("prompt" in part ? { kind: "question", key: part.key } : part));
  return questions.length > 0 ? { ...head, blocks, questions } : { ...head, blocks };
}
