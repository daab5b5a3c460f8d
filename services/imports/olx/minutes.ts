import { plainText, readRichDoc } from "../../lessons/rich-text";
import type { PlannedBlock } from "./plan";

const wordsPerMinute = 200;
const minutesOf = { video: 4, embed: 3, question: 1, image: 0, file: 1, text: 0 } as const;

/** Minutes that a lesson takes, by its words, questions and videos; at least one. */
export function minutesFor(blocks: readonly PlannedBlock[]): number {
  let words = 0;
  let minutes = 0;
  for (const block of blocks) {
    if (block.kind === "question") minutes += minutesOf.question;
    else if (block.content.kind === "text")
      words += plainText(readRichDoc(block.content.doc) ?? { type: "doc", content: [] }).split(" ").length;
    else if (block.content.kind === "video" && block.content.durationMs) minutes += block.content.durationMs / 60_000;
    else minutes += minutesOf[block.content.kind];
  }
  return Math.min(1_000, Math.max(1, Math.round(minutes + words / wordsPerMinute)));
}
